import importlib
import sys
from pathlib import Path

import pytest

from analysis.city import open_city
from analysis.pipeline import prepare

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
raw_city = importlib.import_module("raw_city")

HOSTILE_NAME = '=HYPERLINK("http://x","点")'
TAX = {"zh": "国税局", "en": "Tax office [bold]"}


def row(number, name, revenue):
    return f'43070000{number},"{name}",武陵区,,1620,烟草,"{revenue}"'


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A prepared city in which two senders have rejected rows and one has none; read only."""
    paths = raw_city.new_city(tmp_path_factory.mktemp("city"))
    quoted = HOSTILE_NAME.replace('"', '""')
    bad = [row(2, quoted, "1,23"), ',"空白厂",武陵区,,1620,烟草,5', row(4, "乱码厂", "12x")]
    raw_city.deliver(paths, "returns/annual_2007.csv", raw_city.sheet_of(raw_city.ROW, *bad[:2]))
    raw_city.deliver(
        paths,
        "returns/annual_2008.csv",
        raw_city.sheet_of(raw_city.ROW, bad[2]),
        obtained="2009-02-28",
        period={"year": 2008},
        producer=TAX,
    )
    clean = {"obtained": "2007-02-28", "period": {"year": 2006}}
    raw_city.deliver(paths, "returns/annual_2006.csv", raw_city.sheet_of(raw_city.ROW), **clean)
    figure = "changde,gdp,2004,,583.37,亿元,current,2005-03-31,assumed,Yearbook,"
    raw_city.deliver(paths, "gdp.csv", f"{raw_city.SERIES}\n{figure}\n", sidecar=raw_city.OFFICIAL)
    assert prepare(paths, say=lambda line: None).exit_code == 3
    return paths


@pytest.fixture(scope="session")
def city(prepared):
    return open_city(prepared.root, "2009-12-31")
