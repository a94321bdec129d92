import pytest
from pandera.errors import SchemaError

from analysis.tables import ENTERPRISE_YEAR, REJECTED, VALIDATED, conform, validated_frame

ROW = {
    "enterprise_id": "430700001", "name": "NA", "year": 2007, "district": "wuling", "revenue": 5.0,
    "employees": 3, "obtained": "2008-02-28", "kind": "synthetic", "file": "a.csv", "line": 2, "withdrawn": False,
}  # fmt: skip


@pytest.mark.parametrize("table", [*VALIDATED.values(), REJECTED], ids=lambda table: table.name)
def test_a_table_without_rows_still_has_its_columns_and_dtypes(table):
    frame = conform(table, [])
    assert list(frame.columns) == table.names
    assert frame.dtypes.astype(str).to_dict() == {column.name: column.dtype for column in table.columns}


def test_absent_figures_are_missing_and_never_zero():
    frame = validated_frame(ENTERPRISE_YEAR, [ROW])
    assert frame.loc[0, ["gross_output", "tax", "park", "cluster"]].isna().all()
    assert frame.loc[0, "name"] == "NA"


@pytest.mark.parametrize("wrong", [{"revenue": -1.0}, {"kind": "guessed"}, {"district": None}, {"line": 0}])
def test_a_row_that_breaks_the_table_is_not_saved(wrong):
    with pytest.raises(SchemaError):
        validated_frame(ENTERPRISE_YEAR, [ROW | wrong])


def test_one_delivery_gives_a_key_once():
    with pytest.raises(SchemaError):
        validated_frame(ENTERPRISE_YEAR, [ROW, ROW | {"line": 3}])
