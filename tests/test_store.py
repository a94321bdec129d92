from pathlib import Path

import pandas as pd
import pytest
from duckdb import PermissionException

from analysis.errors import MonitorError
from analysis.store import Store
from analysis.tables import VALIDATED, validated_frame

CASES = Path(__file__).parent / "cases" / "store"
TEXT = {"enterprise_id": "str", "industry_code": "str", "price_base": "str"}


def write(folder, **tables):
    """Saves rows as the pipeline would; what is not given is empty."""
    lineage = {"kind": "synthetic", "file": "a.csv", "name": "某厂", "district": "wuling"}
    for name, table in VALIDATED.items():
        rows = [lineage | {"line": n} | row for n, row in enumerate(tables.get(name, []), start=1)]
        validated_frame(table, rows).to_parquet(folder / f"{name}.parquet", index=False)
    return folder


def case(name, table="enterprise_year"):
    frame = pd.read_csv(CASES / f"{name}_input.csv", dtype=TEXT)
    return {table: frame.astype(object).where(frame.notna(), None).to_dict("records")}


@pytest.mark.parametrize(
    ("situation", "as_of", "aggregate"),
    [
        ("01_parks_and_missing_figures", "2008-12-31", "cluster_year"),
        ("02_return_sent_again_before", "2008-06-30", "cluster_year"),
        ("03_return_sent_again_after", "2008-12-31", "cluster_year"),
        ("04_enterprise_moves_district", "2009-12-31", "district_cluster_year"),
    ],
)
def test_case(tmp_path, situation, as_of, aggregate):
    expected = pd.read_csv(CASES / f"{situation}_expected.csv")
    found = getattr(Store(write(tmp_path, **case(situation)), as_of), aggregate)()
    pd.testing.assert_frame_equal(found[expected.columns.tolist()], expected, check_dtype=False)
    assert len(found) == len(expected)


@pytest.fixture
def rows():
    return [
        {
            "enterprise_id": f"{n:09}",
            "year": 2007,
            "cluster": "food" if n % 3 else None,
            "park": "德山" if n % 2 else None,
            "revenue": n / 7,
            "obtained": "2008-02-28",
        }
        for n in range(1, 400)
    ]


def test_the_clusters_add_up_to_all_rows(tmp_path, rows):
    store = Store(write(tmp_path, enterprise_year=rows), "2008-12-31")
    total = sum(row["revenue"] for row in rows)
    assert store.cluster_year()["revenue"].sum() == pytest.approx(total, abs=1e-3)
    assert store.district_cluster_year()["revenue"].sum() == pytest.approx(total, abs=1e-3)
    parks = store.park_year()
    assert parks["revenue"].sum() == pytest.approx(store.cluster_year()["park_revenue"].sum())


def test_shuffled_rows_give_equal_bits(tmp_path, rows):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir(), second.mkdir()
    one = Store(write(first, enterprise_year=rows), "2008-12-31").cluster_year()
    other = Store(write(second, enterprise_year=rows[::-1]), "2008-12-31").cluster_year()
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_core_enterprises_lie_strictly_above_the_threshold(tmp_path):
    rows = [
        {"enterprise_id": f"{n:09}", "year": 2007, "revenue": revenue, "obtained": "2008-02-28"}
        for n, revenue in enumerate([99_999.99, 100_000.0, 100_000.01, None])
    ]
    core = Store(write(tmp_path, enterprise_year=rows), "2008-12-31").core_enterprise_year(100_000)
    assert core["revenue"].tolist() == [100_000.01]


def test_every_vintage_up_to_the_date_is_kept(tmp_path):
    figure = {
        "entity": "china", "indicator": "energy_per_gdp", "year": 2005, "year_from": 2005, "unit": "tce/万元",
        "printed_unit": "吨标准煤/万元", "price_base": "2005", "vintage_basis": "stated", "source": "NBS",
    }  # fmt: skip
    rows = [
        figure | {"value": value, "printed_value": str(value), "vintage": day, "obtained": day}
        for value, day in [(1.22, "2006-06-30"), (1.226, "2008-07-14"), (1.276, "2010-07-15")]
    ]
    folder = write(tmp_path, official_series=rows)
    assert Store(folder, "2008-12-31").official_series()["value"].tolist() == [1.22, 1.226]
    assert Store(folder, "2006-06-29").official_series().empty


def test_year_to_date_keeps_its_months_apart(tmp_path):
    row = {"enterprise_id": "1", "year": 2008, "cluster": "food", "obtained": "2008-09-20"}
    rows = [row | {"month": 5, "revenue": 4.0, "obtained": "2008-06-20"}, row | {"month": 8, "revenue": 9.0}]
    folder = write(tmp_path, enterprise_ytd=rows)
    ytd = Store(folder, "2008-12-31").cluster_ytd()
    assert ytd[["month", "revenue"]].values.tolist() == [[5, 4.0], [8, 9.0]]
    assert Store(folder, "2008-08-31").cluster_ytd()["month"].tolist() == [5]
    assert str(Store(folder, "2008-12-31").first_obtained()) == "2008-06-20"


def test_nothing_prepared_names_the_command(tmp_path):
    with pytest.raises(MonitorError, match=r"(?s)enterprise_year.*cluster-monitor prepare"):
        Store(tmp_path, "2008-12-31")


def test_the_engine_reads_no_other_file(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    folder = tmp_path / "validated"
    folder.mkdir()
    store = Store(write(folder), "2008-12-31")
    with pytest.raises(PermissionException):
        store._engine.read_csv(secret).execute()
