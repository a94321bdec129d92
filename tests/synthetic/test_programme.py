"""The programme records of the synthetic city: accepted whole, true to the city, and of a mixed picture."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from analysis.policy import load_policy
from analysis.sources.delivery import read_delivery
from analysis.synthetic import generate
from analysis.synthetic.programme import programme_deliveries
from analysis.synthetic.programme_event import Event, years_after
from analysis.synthetic.programme_ledger import batches, ledger, numbered
from analysis.synthetic.programme_plan import programme
from analysis.synthetic.programme_projects import known_by

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "data" / "raw"
SILENT = {"C074"}  # no office sends anything for it


@pytest.fixture(scope="module")
def files(city):
    return {name: content for files in programme_deliveries(city, 2007) for name, content in files.items()}


@pytest.fixture(scope="module")
def deliveries():
    policy = load_policy(ROOT / "data" / "policy")
    paths = sorted(p for p in (COMMITTED / "programme").iterdir() if not p.name.endswith(".yaml"))
    return [read_delivery(path, COMMITTED, policy) for path in paths]


@pytest.fixture(scope="module")
def newest(deliveries):
    """Table -> its rows, the newest of each id."""
    tables = {}
    for table, key in (("programme_event", "event_id"), ("project", "project_id")):
        rows = pd.concat([d.rows for d in deliveries if d.sidecar.table == table], ignore_index=True)
        tables[table] = rows.sort_values(["obtained", "line"]).drop_duplicates(key, keep="last")
    return tables


@pytest.fixture(scope="module")
def events(newest):
    rows = newest["programme_event"]
    return rows.assign(year=rows["date"].dt.year)


def cells(workbook):
    return list(load_workbook(BytesIO(workbook)).worksheets[0].iter_rows(values_only=True))


def of(events, commitment):
    return events[events["commitment_id"] == commitment]


def test_the_committed_records_are_what_the_generator_writes(files):
    committed = {p.relative_to(COMMITTED).as_posix(): p for p in (COMMITTED / "programme").iterdir()}
    assert committed.keys() == files.keys()
    for name, path in committed.items():
        if (
            path.suffix != ".xlsx"
        ):  # a workbook's bytes are its compression library's; its rows are tested below
            assert path.read_bytes() == files[name], name


def test_two_runs_give_the_same_bytes_and_another_seed_others(city, files):
    again = {n: c for each in programme_deliveries(city, 2007) for n, c in each.items()}
    other = {n: c for each in programme_deliveries(city, 2008) for n, c in each.items()}
    assert again == files
    assert other["programme/finance_2009.csv"] != files["programme/finance_2009.csv"]


def test_every_row_is_accepted_and_every_total_adds_up(deliveries):
    assert sum(len(d.rejected) + len(d.flags) for d in deliveries) == 0
    assert {d.sidecar.kind for d in deliveries} == {"synthetic"}
    assert {d.encoding for d in deliveries if d.encoding} >= {"gb18030"}


def test_nothing_is_received_before_it_happened_nor_after_the_last_return(deliveries):
    for delivery in deliveries:
        day = delivery.rows["date" if delivery.sidecar.table == "programme_event" else "approved"]
        assert (day < delivery.rows["obtained"]).all(), delivery.name
    assert max(d.sidecar.obtained for d in deliveries) < date(2011, 3, 18)


def test_every_commitment_kept_by_records_has_some(newest):
    policy = load_policy(ROOT / "data" / "policy")
    computed = {c.id for c in policy.commitments.values() if c.kind in ("outcome", "structure", "layout")}
    never = {"C098"}  # the one platform that is never opened
    by_projects = {"C066", "C089"}
    found = set(newest["programme_event"]["commitment_id"])
    assert set(policy.commitments) - computed - found == SILENT | never | by_projects
    assert {c for office in programme().offices.values() for c in office.commitments} >= found


def test_every_enterprise_and_place_is_the_citys(city, newest):
    register = city.enterprise.set_index("enterprise_id")
    for rows in newest.values():
        named = rows.dropna(subset="enterprise_id")
        assert named["enterprise_id"].isin(register.index).all()
        assert (named["district"] == register.loc[named["enterprise_id"], "district"].to_numpy()).all()
    parks = set(register["park"].dropna())
    at = newest["programme_event"].query("commitment_id in ['C024', 'C025', 'C026', 'C027', 'C029']")
    assert set(at["park"]) <= parks


def test_tax_rewards_follow_the_returns_with_some_forgotten_and_one_undeserved(city, events):
    returns = city.enterprise_year
    first = returns[returns["tax"] >= 50].groupby("enterprise_id")["year"].min()
    due = first[first > 2006]
    paid = of(events, "C075").set_index("enterprise_id")["date"]
    assert paid.index.is_unique
    assert len(paid.index.difference(due.index)) == 1
    kept = due.index.intersection(paid.index)
    assert 0.85 < len(kept) / len(due) < 1
    assert (paid[kept].dt.year > due[kept]).all()


def test_fees_break_the_free_years_a_few_times_and_are_lawful_after_them(city, events):
    founded = city.enterprise.set_index("enterprise_id")["founded"]
    early = of(events, "C073").query("amount > 0")
    ends = pd.to_datetime([years_after(founded[i].date(), 3) for i in early["enterprise_id"]])
    assert 1 <= (early["date"] < ends).sum() <= 5
    assert (early["date"] > ends).sum() > 5
    assert (of(events, "C072").query("amount > 0")["amount"] * 1e4 % 10).round(6).eq(0).all()
    for commitment in ("C069", "C072"):
        charged = of(events, commitment)["amount"]
        assert 0 < (charged > 0).mean() < 0.15


def test_retained_tax_is_exceeded_once_and_paid_too_late_once(city, events):
    rows = of(events, "C070")
    founded = rows["enterprise_id"].map(city.enterprise.set_index("enterprise_id")["founded"])
    ends = pd.to_datetime([years_after(day.date(), 3) for day in founded])
    tax = city.enterprise_year.set_index(["enterprise_id", "year"])["tax"]
    owed = tax.loc[list(zip(rows["enterprise_id"], rows["year"], strict=True))].to_numpy()
    assert (rows["whole"] <= owed).all()
    assert (rows["quantity"] > rows["whole"]).sum() == 1
    assert (rows["date"] > ends).sum() == 1


def test_purchases_are_compared_with_one_base_and_rewarded_only_where_they_rose(events):
    rows = of(events, "C065")
    assert (rows.groupby("enterprise_id")["whole"].nunique() == 1).all()
    rose = rows["quantity"] > rows["whole"]
    assert rows.loc[~rose, "amount"].eq(0).all()
    assert 0.6 < (rows.loc[rose, "amount"] > 0).mean() < 1


def test_the_lists_change_and_one_year_has_none(events):
    lists = of(events, "C018").groupby("year")["enterprise_id"].agg(set)
    assert lists.index.tolist() == [2007, 2008, 2010]
    assert lists[2007] - lists[2010]
    assert lists[2010] - lists[2007]


def test_the_picture_is_mixed(events):
    by_year = {c: of(events, c).groupby("year") for c in events["commitment_id"].unique()}
    assert by_year["C062"].size().tolist() == [4, 4, 3, 4]
    assert by_year["C102"].size().tolist() == [2, 3, 2, 4]
    assert (by_year["C104"]["quantity"].sum() >= 1000).tolist() == [True, True, False, True]
    assert by_year["C105"]["name"].nunique().tolist() == [7, 6, 7, 7]
    assert by_year["C082"]["amount"].sum()[2009] == 0
    assert of(events, "C023")["district"].nunique() == 7
    loans = by_year["C085"]["amount"].sum()
    assert (loans.diff().dropna() > 0).tolist() == [True, False, True, True]
    assert by_year["C090"]["quantity"].mean().is_monotonic_decreasing
    fees = by_year["C080"][["amount", "quantity"]].sum()
    assert (fees["amount"] / fees["quantity"]).iloc[[0, -1]].is_monotonic_increasing
    assert of(events, "C106").query("cluster == 'salt_chemicals'")["year"].item() == 2009


def test_a_record_that_turned_out_otherwise_is_sent_again_under_its_number(deliveries, newest):
    sent = pd.concat([d.rows for d in deliveries if d.sidecar.table == "programme_event"])
    again = sent[sent.duplicated("event_id", keep=False)].sort_values(["event_id", "obtained"])
    assert set(again["commitment_id"]) == {"C022", "C083", "C084", "C111"}
    assert (again.groupby("event_id")["quantity"].agg(["first", "last"]).to_numpy() == [0, 1]).all()


def test_projects_are_consistent_and_most_large_ones_are_served(newest):
    rows = newest["project"]
    assert len(rows) == 120
    begun = rows.dropna(subset="started")
    assert (begun["approved"] < begun["started"]).all()
    assert (begun["started"] < begun["completed"]).all()
    large = rows.query("investment > 5000 and cluster.notna()")
    assert 0.75 < large["served"].notna().mean() < 1
    assert rows.query("investment <= 5000")["served"].isna().all()


def test_a_register_prints_what_was_known_and_plans_for_the_rest():
    days = {"approved": "2008-03-01", "started": "2008-09-01", "served": "2008-04-01"}
    truth = pd.DataFrame([{**days, "planned": "2009-10-01", "completed": "2010-02-01",
                           "budget": 6000.0, "investment": 6900.0}])  # fmt: skip
    truth = truth.astype(dict.fromkeys([*days, "planned", "completed"], "datetime64[us]"))
    printed = {day: known_by(truth, day) for day in ("2008-01-31", "2008-06-30", "2009-06-30", "2009-12-31")}
    assert printed["2008-01-31"].empty
    early = printed["2008-06-30"].iloc[0]
    assert pd.isna(early["started"])
    assert early["investment"] == 6000
    assert early["completed"] == pd.Timestamp("2009-10-01")
    assert printed["2009-06-30"]["investment"].item() == 6900
    assert printed["2009-12-31"]["completed"].item() == pd.Timestamp("2010-02-01")


days = st.dates(date(2006, 1, 1), date(2010, 12, 31))


@given(st.lists(st.tuples(days, st.integers(0, 800)), max_size=30), st.sampled_from(["half_year", "year"]))
def test_every_event_is_printed_once_and_again_only_when_it_changed(drawn, schedule):
    office = programme().offices["promotion"].model_copy(update={"schedule": schedule})
    events = []
    for day, wait in drawn:
        first = Event("C022", day, quantity=0)
        events.append(replace(first, later=replace(first, quantity=1, known=day + pd.Timedelta(days=wait))))
    own, seen, before = list(numbered(events, "推")), [], None
    for batch in batches(office, 0):
        found = list(ledger(own, batch, before))
        assert len({number for number, _ in found}) == len(found)
        assert all(version.learnt <= batch.covers < batch.received for _, version in found)
        seen, before = [*seen, *found], batch.covers
    newest = dict(seen)
    assert newest.keys() == {number for number, _ in own}
    for number, event in own:
        assert newest[number].quantity == int(event.later.learnt <= date(2010, 12, 31))


@pytest.mark.parametrize(("enterprises", "seed"), [(40, 1), (90, 3)])
def test_a_small_city_has_records_too(enterprises, seed):
    small = generate(enterprises, seed)
    assert len(list(programme_deliveries(small, seed))) == 48


def test_three_years_from_a_leap_day_end_on_the_28th():
    assert years_after(date(2008, 2, 29), 3) == date(2011, 2, 28)
    assert years_after(date(2008, 2, 28), 3) == date(2011, 2, 28)
