"""One raw file and the sidecar that explains it, as bytes."""

import csv
from io import StringIO

import yaml

from analysis.synthetic.printed import HEADERS

BUREAU = {
    "zh": "常德市统计局工业科（合成数据）",
    "en": "Changde Bureau of Statistics, industry section (synthetic)",
}

# Every synthetic return covers enterprises above 5 million yuan, also in the years before that was the rule.
SCOPE = "above_500"


def with_sidecar(name, content, **sidecar):
    """The two files of one delivery: name -> bytes."""
    text = yaml.safe_dump({"kind": "synthetic", **sidecar}, allow_unicode=True, sort_keys=False, width=1000)
    return {name: content, f"{name}.source.yaml": text.encode("utf-8")}


def lines(rows, encoding):
    """Rows as CSV with the line ends a spreadsheet writes."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def columns(names):
    """Printed header -> canonical column, as a sidecar lists them."""
    return {HEADERS[name]: name for name in names}
