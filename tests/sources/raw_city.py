"""A small city in a folder: the real policy, and raw files written as offices write them."""

import json
import shutil
from pathlib import Path

import yaml

from analysis.paths import Paths
from analysis.sources.findings import finding_sentence

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
COLUMNS = {
    "企业代码": "enterprise_id",
    "企业名称": "name",
    "区县": "district",
    "园区": "park",
    "行业代码": "industry_code",
    "产业集群": "cluster",
    "主营业务收入": "revenue",
}
HEADER = ",".join(COLUMNS)
ROW = "430700001,常德卷烟厂,武陵区,,1620,烟草,1474500"
SERIES = "entity,indicator,period,month,value,unit,price_base,vintage,vintage_basis,source,note"
ANNUAL = {
    "table": "enterprise_year",
    "kind": "synthetic",
    "producer": {"zh": "统计局", "en": "Bureau of Statistics"},
    "obtained": "2008-02-28",
    "period": {"year": 2007},
    "unit": "万元",
    "header_rows": [1],
    "columns": COLUMNS,
    "totals": ["合计", "小计", "其中"],
    "notes": ["注："],
    "symbols": {"—": "missing", "…": "zero"},
    # Plain numbers are easier to follow in a test than codes with check characters.
    "codes": "own",
}
OFFICIAL = {
    "table": "official_series",
    "kind": "real",
    "producer": {"zh": "统计年鉴", "en": "Yearbook"},
    "obtained": "2011-01-05",
    "header_rows": [1],
    "columns": {name: name for name in SERIES.split(",")},
}


def new_city(folder):
    """Paths of a city with the real policy and no raw file yet."""
    shutil.copytree(ROOT / "data" / "policy", folder / "data" / "policy")
    paths = Paths(folder)
    paths.raw.mkdir()
    return paths


def deliver(paths, name, content, sidecar=ANNUAL, **changed):
    """Writes a raw file (text is written as GB18030, bytes as they are) and its sidecar; returns its path."""
    path = paths.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("gb18030"))
    said = {key: value for key, value in (sidecar | changed).items() if value is not None}
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
    path.with_name(f"{name.rsplit('/', 1)[-1]}.source.yaml").write_text(text, encoding="utf-8")
    return path


def sheet_of(*rows, header=HEADER):
    """The text of a CSV return: the header and one line a row."""
    return "\n".join([header, *rows]) + "\n"


def rows_of(delivery):
    """The accepted rows as dicts, a missing value as None."""
    frame = delivery.rows.astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def rejected_of(delivery):
    """The rejected cells as dicts."""
    return delivery.rejected.to_dict("records")


def warnings_of(delivery):
    """The findings in words, in English."""
    return [finding_sentence(row.check, json.loads(row.facts), "en") for row in delivery.flags.itertuples()]
