import pytest
from raw_city import COLUMNS, OFFICIAL, ROW, SERIES, sheet_of

from analysis.errors import SourceError
from analysis.pipeline import prepare


def without(column):
    return {printed: name for printed, name in COLUMNS.items() if name != column}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"obtaned": "2008-02-28"}, r"(?s)obtaned.*did you mean obtained"),
        ({"table": "enterprise_yaer"}, r"(?s)table.*enterprise_yaer.*did you mean enterprise_year"),
        ({"obtained": None}, r"(?s)obtained.*required"),
        ({"unit": None}, "unit: no unit is given for revenue"),
        ({"unit": "万吨标准煤"}, "not a unit of yuan or euro"),
        ({"unit": "万圆"}, "'万圆' is not a unit"),
        ({"period": None}, "period: found none"),
        ({"period": {"year": 2007, "month": 8}}, "period: found year and month"),
        ({"columns": {**without("revenue"), "主营业务收入": "revenu"}}, r"(?s)revenu .*revenue"),
        ({"columns": without("district")}, "nothing is read as district"),
        ({"columns": {**COLUMNS, "收入": "revenue"}}, "revenue is read from two printed columns"),
        ({"columns": {**COLUMNS, "能耗": "energy_tce"}}, "energy_unit: no unit is given for energy_tce"),
        ({"header_rows": [1, 3]}, "header_rows"),
        ({"header_rows": []}, r"(?s)header_rows"),
    ],
)
def test_a_wrong_sidecar_is_refused_by_key(read, changed, message):
    with pytest.raises(SourceError, match=message) as refusal:
        read(sheet_of(ROW), **changed)
    assert str(refusal.value).startswith("returns/a.csv.source.yaml: ")


def test_a_file_without_sidecar_is_refused(city):
    (city.raw / "stray.csv").write_text("a\n", encoding="utf-8")
    (city.raw / "gone.csv.source.yaml").write_text("table: enterprise\n", encoding="utf-8")
    refused = prepare(city, say=[].append).refused
    assert [each.split(":")[0] for each in refused] == ["gone.csv.source.yaml", "stray.csv"]
    assert "has no sidecar" in refused[1]


def test_official_columns_are_all_required(read):
    columns = {name: name for name in SERIES.split(",") if name != "source"}
    with pytest.raises(SourceError, match="nothing is read as source"):
        read(SERIES, sidecar=OFFICIAL, columns=columns)
