"""All files together: who is sent back what, from which day on, and what an edition of each day knows."""

import pytest
import yaml
from raw_city import ANNUAL, OFFICIAL, SERIES, deliver, sheet_of

from analysis.pipeline import prepare
from analysis.processed import load_corrections, load_flags, load_record, load_rejected, load_validated

FIRMS = [
    "430700001,常德卷烟厂,武陵区,,1620,烟草,1474500",
    "430700002,鼎城粮油,鼎城区,,1331,食品,800",
    "430700003,汉寿纺织,汉寿县,,1711,纺织,95",
]
SLIP = FIRMS[1].replace(",800", ",8800000")
DECIDED = "2009-05-01"
BEFORE, AFTER = "2009-04-30", "2009-05-01"
OF_ROW = {
    "table": "enterprise_year", "where": {"enterprise_id": "430700002", "year": 2008},
    "reason": {"zh": "单位有误", "en": "Slip of the unit"}, "decided": DECIDED, "decided_by": "Li", "status": "in_force",
}  # fmt: skip
RULE = "figure_cannot_be_the_years"
RECORDS = {
    "confirm": OF_ROW | {"action": "confirm", "column": "revenue", "rule": RULE, "expected": 8800000},
    "scale": OF_ROW | {"action": "scale", "column": "revenue", "expected": 8800000, "factor": 0.0001},
    "override": OF_ROW | {"action": "override", "column": "revenue", "expected": 8800000, "set": 880},
    "drop": OF_ROW | {"action": "drop", "expected": {"revenue": 8800000}},
}


def annual(year, **changed):
    return ANNUAL | {"period": {"year": year}, "obtained": f"{year + 1}-02-28"} | changed


@pytest.fixture
def slipped(city):
    """Two years, in the second of which one enterprise is in another unit."""
    deliver(city, "returns/2007.csv", sheet_of(*FIRMS), annual(2007))
    deliver(city, "returns/2008.csv", sheet_of(FIRMS[0], SLIP, FIRMS[2].replace(",95", ",99")), annual(2008))
    return city


def quietly(paths):
    return prepare(paths, say=lambda line: None)


def judge(paths, **records):
    text = yaml.safe_dump(records, allow_unicode=True)
    (paths.policy / "corrections.yaml").write_text(text, encoding="utf-8")
    return quietly(paths)


def revenue_of(paths, day, year=2008):
    rows = load_validated(paths, day).enterprise_year()
    of_year = rows[rows["year"] == year]
    return dict(zip(of_year["enterprise_id"].str[-1], of_year["revenue"], strict=True))


def test_a_slip_is_sent_back_with_both_values_and_the_others_stay(slipped):
    assert quietly(slipped).exit_code == 3
    (row,) = load_rejected(slipped, AFTER).to_dict("records")
    assert (row["file"], row["line"], row["raw"], row["rule"]) == ("returns/2008.csv", 3, "8,800,000", RULE)
    assert "800 a year ago to 8,800,000" in row["hint"]
    assert revenue_of(slipped, AFTER) == {"1": 1474500, "3": 99}
    assert [(each.accepted, each.rejected) for each in load_record(slipped).files] == [(3, 0), (2, 1)]


@pytest.mark.parametrize(
    ("action", "then"), [("confirm", 8800000), ("scale", 880), ("override", 880), ("drop", None)]
)
def test_a_record_settles_the_rejection_from_its_day_on(slipped, action, then):
    judge(slipped, K001=RECORDS[action])
    assert [row["rule"] for row in load_rejected(slipped, BEFORE).to_dict("records")] == [RULE]
    assert load_rejected(slipped, AFTER).empty
    assert revenue_of(slipped, BEFORE) == {"1": 1474500, "3": 99}
    expected = {"1": 1474500, "2": then, "3": 99}
    assert revenue_of(slipped, AFTER) == {firm: now for firm, now in expected.items() if now is not None}
    assert load_corrections(slipped)["correction"].tolist() == ["K001"]


@pytest.mark.parametrize("action", ["scale", "drop"])
def test_mending_the_first_year_releases_the_years_held_against_it(city, action):
    deliver(city, "returns/2007.csv", sheet_of(FIRMS[0], SLIP), annual(2007))
    deliver(city, "returns/2008.csv", sheet_of(*FIRMS[:2]), annual(2008))
    deliver(city, "returns/2009.csv", sheet_of(FIRMS[0], FIRMS[1].replace(",800", ",900")), annual(2009))
    decided = {"decided": "2010-05-01", "where": {"enterprise_id": "430700002", "year": 2007}}
    judge(city, K001=RECORDS[action] | decided)
    assert load_rejected(city, "2010-04-30")["line"].tolist() == [3, 3]
    assert load_rejected(city, "2010-05-01").empty
    assert revenue_of(city, "2010-04-30", 2009) == {"1": 1474500}
    assert revenue_of(city, "2010-05-01", 2008) == {"1": 1474500, "2": 800}
    assert revenue_of(city, "2010-05-01", 2009) == {"1": 1474500, "2": 900}


def test_an_edition_knows_no_rejection_before_the_file_was_received(slipped):
    quietly(slipped)
    assert load_rejected(slipped, "2009-02-27").empty
    assert len(load_rejected(slipped, "2009-02-28")) == 1


def test_a_restated_figure_is_another_version_and_the_old_one_is_kept(city):
    deliver(city, "returns/2007.csv", sheet_of(*FIRMS), annual(2007))
    revised = sheet_of(FIRMS[0], FIRMS[1].replace(",800", ",850"), FIRMS[2])
    deliver(city, "returns/2007_revised.csv", revised, annual(2007, obtained="2008-09-01"))
    assert quietly(city).exit_code == 0
    assert revenue_of(city, "2008-08-31", 2007)["2"] == 800
    assert revenue_of(city, "2008-09-01", 2007)["2"] == 850
    assert load_flags(city, "2008-08-31").empty
    assert load_flags(city, "2008-09-01")["check"].tolist() == ["old_period_restated"]


def test_an_old_figure_restated_does_not_condemn_rows_received_before(city):
    deliver(city, "returns/2007.csv", sheet_of(*FIRMS), annual(2007))
    deliver(city, "returns/2008.csv", sheet_of(*[f"{row}0" for row in FIRMS[2:]]), annual(2008))
    slip = sheet_of(FIRMS[2].replace(",95", ",0.95"))
    deliver(city, "returns/2007_late.csv", slip, annual(2007, obtained="2009-09-01"))
    assert quietly(city).exit_code == 0


def test_totals_that_grow_with_new_enterprises_alone_say_so(city):
    deliver(city, "returns/2007.csv", sheet_of(*FIRMS), annual(2007))
    new = "430700004,鼎城面粉,鼎城区,,1331,食品,900"
    deliver(city, "returns/2008.csv", sheet_of(*FIRMS, new), annual(2008))
    quietly(city)
    flags = load_flags(city, "2009-12-31")
    assert sorted(flags["check"]) == ["cluster_total_jumps", "district_total_jumps"]
    assert all('"matched": "+0.0%"' in facts for facts in flags["facts"])


@pytest.mark.parametrize(
    ("published", "checks"), [("147.54", []), ("160", ["returns_differ_from_published_total"])]
)
def test_returns_are_held_against_the_published_total(city, published, checks):
    figure = f"changde,industry_revenue,2007,,{published},亿元,current,2008-03-31,stated,Bulletin,"
    deliver(city, "official/industry.csv", f"{SERIES}\n{figure}\n", OFFICIAL)
    deliver(city, "returns/2007.csv", sheet_of(*FIRMS), annual(2007))
    quietly(city)
    assert load_flags(city, "2009-12-31")["check"].tolist() == checks
    assert load_flags(city, "2008-03-30").empty


@pytest.mark.parametrize(
    ("changed", "checks"),
    [
        ({}, []),
        ({"scope": "all_state_and_500"}, []),
        ({"scope": "above_500"}, ["scope_changes_between_years"]),
        ({"classification": "GB/T 4754-1994"}, ["classification_changes_between_years"]),
    ],
)
def test_a_break_of_the_series_is_named_where_two_years_differ(city, changed, checks):
    said = {"classification": "GB/T 4754-2002", "scope": "all_state_and_500"}
    deliver(city, "returns/2004.csv", sheet_of(*FIRMS), annual(2004, **said))
    grown = [row.replace(",95", ",96") for row in FIRMS]
    deliver(city, "returns/2005.csv", sheet_of(*grown), annual(2005, **(said | changed)))
    quietly(city)
    assert load_flags(city, "2009-12-31")["check"].tolist() == checks
