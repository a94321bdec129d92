"""Corrections add versions: every edition finds the rows as they were known on its day."""

import math
import shutil
from pathlib import Path

import ibis
import pandas as pd
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.errors import PolicyError
from analysis.policy import load_policy
from analysis.policy.corrections import MODELS, load_corrections
from analysis.sources.correction_log import corrections_frame
from analysis.sources.corrections import apply_corrections
from analysis.store import newest
from analysis.tables import ENTERPRISE_YEAR, VALIDATED, conform, validated_frame

CASES = Path(__file__).parents[1] / "cases" / "corrections"
POLICY = load_policy(Path(__file__).parents[2] / "data" / "policy")
CODES = {"enterprise_id": "str", "price_base": "str", "printed_value": "str"}
LINEAGE = {"name": "某厂", "kind": "synthetic", "file": "a.csv", "line": 2}
JUDGED = {
    "reason": {"zh": "更正", "en": "Mended"}, "decided": "2010-04-01", "decided_by": "Li", "status": "in_force",
}  # fmt: skip
OVERRIDE = JUDGED | {
    "action": "override", "table": "enterprise_year", "where": {"enterprise_id": "1", "year": 2009},
    "column": "revenue", "expected": 1234000, "set": 123400,
}  # fmt: skip


def frames(**rows):
    """Tables as read, with the rows given."""
    return {
        name: validated_frame(table, [LINEAGE | row for row in rows.get(name, [])])
        for name, table in VALIDATED.items()
    }


def annual(**changed):
    row = {
        "enterprise_id": "1",
        "year": 2009,
        "district": "wuling",
        "revenue": 1234000.0,
        "obtained": "2010-02-28",
    }
    return row | changed


def records(folder, entries):
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    return load_corrections(folder, POLICY)


def known_on(table, rows, day):
    """What the store makes of the versions in an edition of `day`."""
    known = ibis.memtable(rows[rows["obtained"] <= pd.Timestamp(day)])
    return newest(known, table.key).order_by(list(table.key)).to_pandas()


def applied_to(folder, entries, **rows):
    return apply_corrections(frames(**rows), records(folder, entries))


def refused(folder, entries, **rows):
    with pytest.raises(PolicyError) as refusal:
        applied_to(folder, entries, **rows)
    return str(refusal.value)


@pytest.mark.parametrize("situation", sorted(path.name[:-10] for path in CASES.glob("*_input.csv")))
def test_case(tmp_path, situation):
    shutil.copy(CASES / f"{situation}_records.yaml", tmp_path / "corrections.yaml")
    corrections = load_corrections(tmp_path, POLICY)
    (name,) = {record.table for record in corrections}
    table = VALIDATED[name]
    given_rows = pd.read_csv(CASES / f"{situation}_input.csv", dtype=CODES)
    delivered = frames(**{name: given_rows.astype(object).where(given_rows.notna(), None).to_dict("records")})
    rows, _, _ = apply_corrections(delivered, corrections)
    expected = pd.read_csv(
        CASES / f"{situation}_expected.csv", dtype={**CODES, "correction": "str", "park": "str"}
    )
    editions = [known_on(table, rows[name], day).assign(as_of=day) for day in expected["as_of"].unique()]
    found = pd.concat(editions)[expected.columns].reset_index(drop=True)
    days = found.select_dtypes("datetime").columns
    found = found.assign(**{day: found[day].dt.strftime("%Y-%m-%d") for day in days})
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_rows_as_delivered_stay_as_they_are_and_versions_pass_the_table(tmp_path):
    entries = {"K001": OVERRIDE | {"until": "2010-09-01"}}
    before = frames(enterprise_year=[annual(), annual(enterprise_id="2", line=3)])
    kept = before["enterprise_year"].copy()
    rows, _, _ = apply_corrections(before, records(tmp_path, entries))
    pd.testing.assert_frame_equal(before["enterprise_year"], kept)
    after = rows["enterprise_year"]
    pd.testing.assert_frame_equal(after[after["correction"].isna()].reset_index(drop=True), kept)
    assert len(validated_frame(ENTERPRISE_YEAR, after)) == 4
    assert rows["enterprise"] is before["enterprise"]


@pytest.mark.parametrize("status", ["proposed", "withdrawn"])
def test_what_is_not_in_force_is_listed_and_changes_nothing(tmp_path, status):
    entries = {"K001": OVERRIDE | {"status": status, "expected": 7}}
    rows, log, _ = applied_to(tmp_path, entries, enterprise_year=[annual()])
    assert rows["enterprise_year"]["correction"].isna().all()
    assert log[["correction", "status", "rows"]].values.tolist() == [["K001", status, 0]]


def test_a_record_that_matches_nothing_stops_the_run(tmp_path):
    said = refused(tmp_path, {"K001": OVERRIDE}, enterprise_year=[annual(year=2008)])
    assert "K001 matches no row" in said
    assert "2008" in said


def test_a_record_of_an_unknown_enterprise_stops_the_run(tmp_path):
    assert "K001 matches no row" in refused(
        tmp_path, {"K001": OVERRIDE}, enterprise_year=[annual(enterprise_id="2")]
    )
    assert "K001 matches no row" in refused(tmp_path, {"K001": OVERRIDE})


def test_a_record_decided_before_its_row_arrived_stops_the_run(tmp_path):
    said = refused(tmp_path, {"K001": OVERRIDE}, enterprise_year=[annual(obtained="2010-04-02")])
    assert all(word in said for word in ("K001", "2010-04-01", "2010-04-02"))


def test_a_record_about_a_delivery_already_replaced_stops_the_run(tmp_path):
    where = OVERRIDE["where"] | {"file": "a.csv"}
    again = annual(obtained="2010-03-15", file="b.csv")
    said = refused(tmp_path, {"K001": OVERRIDE | {"where": where}}, enterprise_year=[annual(), again])
    assert "stood on 2010-04-01" in said


def test_a_value_that_is_not_there_stops_the_run_and_is_shown(tmp_path):
    said = refused(tmp_path, {"K001": OVERRIDE}, enterprise_year=[annual(revenue=1234001.0)])
    assert all(word in said for word in ("K001 does not find", "1234001", "1234000", "a.csv"))


def test_a_blank_cell_is_not_the_value_expected(tmp_path):
    assert "does not find" in refused(tmp_path, {"K001": OVERRIDE}, enterprise_year=[annual(revenue=None)])


def test_a_source_that_has_mended_its_figure_stops_the_run_until_the_record_ends(tmp_path):
    rows = [annual(), annual(revenue=123400.0, obtained="2010-06-20", file="b.csv")]
    said = refused(tmp_path, {"K001": OVERRIDE}, enterprise_year=rows)
    assert all(
        word in said for word in ("K001 no longer finds", "mended or changed", 'until: "2010-06-20"', "b.csv")
    )
    applied_to(tmp_path, {"K001": OVERRIDE | {"until": "2010-06-20"}}, enterprise_year=rows)


def test_a_move_the_source_has_learned_of_is_bounded_by_its_years(tmp_path):
    move = JUDGED | {
        "action": "move", "table": "enterprise_year", "where": {"enterprise_id": "1"},
        "since": 2009, "expected": "wuling", "to": "deshan",
    }  # fmt: skip
    rows = [annual(), annual(year=2010, district="deshan", obtained="2011-02-28", file="b.csv")]
    assert "name its `years`" in refused(tmp_path, {"K001": move}, enterprise_year=rows)
    bounded = {key: value for key, value in move.items() if key != "since"} | {"years": [2009]}
    moved, _, _ = applied_to(tmp_path, {"K001": bounded}, enterprise_year=rows)
    assert set(known_on(ENTERPRISE_YEAR, moved["enterprise_year"], "2011-12-31")["district"]) == {"deshan"}


def test_a_record_that_fits_several_rows_stops_the_run(tmp_path):
    figure = {
        "entity": "china", "indicator": "gdp", "year": 2009, "year_from": 2009, "value": 5.0, "unit": "亿元",
        "printed_value": "5", "printed_unit": "亿元", "vintage_basis": "stated", "source": "NBS",
        "vintage": "2010-02-01", "obtained": "2010-02-01",
    }  # fmt: skip
    rows = [figure | {"price_base": base, "line": n} for n, base in enumerate(("current", "2005"), start=2)]
    where = {"entity": "china", "indicator": "gdp", "year": 2009}
    record = JUDGED | {"action": "drop", "table": "official_series", "where": where, "expected": {"value": 5}}
    assert "several keys" in refused(tmp_path, {"K001": record}, official_series=rows)
    narrowed = record | {"where": where | {"price_base": "2005"}}
    kept, _, _ = applied_to(tmp_path, {"K001": narrowed}, official_series=rows)
    left = known_on(VALIDATED["official_series"], kept["official_series"], "2010-12-31")
    assert left["price_base"].tolist() == ["current"]


@pytest.mark.parametrize(
    "other",
    [
        OVERRIDE | {"set": 5},
        JUDGED | {"action": "drop", "table": "enterprise_year", "where": OVERRIDE["where"], "expected": {"tax": None}},
        JUDGED | {
            "action": "scale", "table": "enterprise_year", "where": OVERRIDE["where"],
            "columns": ["revenue"], "expected": {"revenue": 1234000}, "factor": 0.1,
        },
    ],
    ids=lambda record: record["action"],
)  # fmt: skip
def test_two_records_on_one_cell_are_refused_unless_one_ends_before_the_other(tmp_path, other):
    rows = [annual()]
    said = refused(tmp_path, {"K001": OVERRIDE, "K002": other}, enterprise_year=rows)
    assert "K001 and K002 correct the same cell" in said
    one_after_the_other = {
        "K001": OVERRIDE | {"until": "2010-07-01"},
        "K002": other | {"decided": "2010-07-01"},
    }
    applied_to(tmp_path, one_after_the_other, enterprise_year=rows)


def test_the_register_is_corrected_without_a_year(tmp_path):
    row = {"enterprise_id": "1", "district": "wuling", "founded": "1998-05-01", "obtained": "2010-01-31"}
    move = JUDGED | {
        "action": "move", "table": "enterprise", "where": {"enterprise_id": "1"}, "expected": "wuling", "to": "deshan"
    }  # fmt: skip
    founded = OVERRIDE | {
        "table": "enterprise", "where": {"enterprise_id": "1"},
        "column": "founded", "expected": "1998-05-01", "set": "1989-05-01",
    }  # fmt: skip
    rows, _, _ = applied_to(tmp_path, {"K001": move, "K002": founded}, enterprise=[row])
    (found,) = known_on(VALIDATED["enterprise"], rows["enterprise"], "2010-04-01").to_dict("records")
    assert (found["district"], str(found["founded"])[:10]) == ("deshan", "1989-05-01")


LINK = JUDGED | {
    "action": "link", "where": {"enterprise_id": "1"}, "to": "2", "expected": {"old": "纺织厂", "new": "纺织公司"},
}  # fmt: skip
NAMED = [annual(name="纺织厂"), annual(enterprise_id="2", name="纺织公司", line=3)]


def test_a_renamed_enterprise_is_linked_and_its_rows_are_not_rewritten(tmp_path):
    rows, log, links = applied_to(tmp_path, {"K001": LINK}, enterprise_year=NAMED)
    assert links[["enterprise_id", "linked_id", "correction"]].values.tolist() == [["1", "2", "K001"]]
    assert str(links["decided"][0].date()) == "2010-04-01"
    assert rows["enterprise_year"]["correction"].isna().all()
    assert log.loc[0, ["before", "after", "rows"]].tolist() == ["纺织厂", "纺织公司 (2)", 0]


def linked(old, new):
    return LINK | {"where": {"enterprise_id": old}, "to": new, "expected": {"old": old, "new": new}}


def test_links_may_form_a_chain_and_a_merger_and_never_a_circle(tmp_path):
    rows = [annual(enterprise_id=one, name=one, line=n) for n, one in enumerate("1234", start=2)]
    chain = {"K001": linked("1", "2"), "K002": linked("2", "3"), "K003": linked("4", "3")}
    _, _, links = applied_to(tmp_path, chain, enterprise_year=rows)
    assert links["linked_id"].tolist() == ["2", "3", "3"]
    said = refused(tmp_path, chain | {"K004": linked("3", "1")}, enterprise_year=rows)
    assert all(word in said for word in ("K001 links in a circle", "1 -> 2 -> 3 -> 1"))


def test_a_link_into_a_circle_it_is_no_part_of_ends(tmp_path):
    rows = [annual(enterprise_id=one, name=one, line=n) for n, one in enumerate("123", start=2)]
    circle = {"K001": linked("1", "2"), "K002": linked("2", "3"), "K003": linked("3", "2")}
    assert "circle: 2 -> 3 -> 2" in refused(tmp_path, circle, enterprise_year=rows)


def test_an_id_is_linked_once(tmp_path):
    rows = [*NAMED, annual(enterprise_id="3", name="纺织公司", line=4)]
    said = refused(tmp_path, {"K001": LINK, "K002": LINK | {"to": "3"}}, enterprise_year=rows)
    assert "K001 and K002 both link 1" in said


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([NAMED[0]], ["2", "not received by 2010-04-01"]),
        ([NAMED[0], NAMED[1] | {"name": "纺织集团"}], ["under the name 纺织公司", "纺织集团"]),
        ([NAMED[0] | {"obtained": "2010-04-02"}, NAMED[1]], ["K001 links 1", "2010-04-02"]),
    ],
    ids=["id_not_there", "other_name", "received_later"],
)
def test_a_link_of_ids_not_received_under_these_names_is_refused(tmp_path, rows, words):
    said = refused(tmp_path, {"K001": LINK}, enterprise_year=rows)
    assert all(word in said for word in words), said


def test_the_page_lists_what_had_been_decided_and_what_had_ended(tmp_path):
    park = OVERRIDE | {"column": "park", "expected": None, "set": "德山", "decided": "2010-08-01"}
    entries = {
        "K001": OVERRIDE | {"until": "2010-07-01"},
        "K002": park,
        "K003": LINK | {"status": "proposed"},
    }
    _, log, _ = applied_to(tmp_path, entries, enterprise_year=[annual()])
    in_june = corrections_frame(log, "2010-06-30", "en")
    assert in_june[["correction", "state"]].values.tolist() == [["K001", "in force"], ["K003", "proposed"]]
    at_the_end = corrections_frame(log, "2010-12-31", "zh")
    assert at_the_end["state"].tolist() == ["已终止", "待定", "生效"]
    first = at_the_end.iloc[0]
    assert first[["subject", "period", "column", "before", "after", "rows", "reason"]].tolist() == [
        "1", "2009", "revenue", "1234000", "123400", 1, "更正"
    ]  # fmt: skip
    assert (at_the_end["before"][2], at_the_end["after"][2]) == ("-", "德山")


def test_no_records_leave_an_empty_log_with_its_columns(tmp_path):
    rows, log, links = apply_corrections(frames(enterprise_year=[annual()]), ())
    assert log.empty
    assert links.empty
    assert len(corrections_frame(log, "2010-12-31", "en").columns) == 12
    assert len(rows["enterprise_year"]) == 1


DAYS = [f"2010-01-{day:02d}" for day in range(1, 13)]
day = st.sampled_from(DAYS)


@st.composite
def histories(draw):
    """Deliveries of one row (day -> two figures) and records with windows that do not collide in a column."""
    deliveries = draw(st.dictionaries(day, st.tuples(st.just(10.0), st.just(20.0)), min_size=1, max_size=4))
    entries, number = [], 0
    for column, expected in (("revenue", 10.0), ("gross_output", 20.0)):
        marks = draw(st.lists(day, min_size=0, max_size=4, unique=True).map(sorted))
        for decided, until in zip(marks[::2], [*marks[1::2], None], strict=False):
            number += 1
            entries.append((f"K{number:03d}", column, expected, 100.0 + number, decided, until))
    return deliveries, draw(st.permutations(entries))


@settings(max_examples=25, deadline=None)
@given(histories())
def test_every_edition_holds_the_newest_delivery_with_the_records_of_that_day(history):
    deliveries, entries = history
    first = min(deliveries)
    assume(all(decided >= first for *_, decided, _ in entries))
    model = MODELS["override"]["enterprise_year"]
    corrections = [
        model(**OVERRIDE | {
            "id": key, "column": column, "expected": expected, "set": made, "decided": decided, "until": until,
        })
        for key, column, expected, made, decided, until in entries
    ]  # fmt: skip
    rows = [
        annual(revenue=revenue, gross_output=output, obtained=received, line=n)
        for n, (received, (revenue, output)) in enumerate(deliveries.items(), start=2)
    ]
    delivered = {"enterprise_year": conform(ENTERPRISE_YEAR, [LINEAGE | row for row in rows])}
    versions = apply_corrections(delivered, corrections)[0]["enterprise_year"]
    assert not versions.duplicated(["enterprise_id", "year", "obtained", "correction"]).any()
    for edition in DAYS[DAYS.index(first) :]:
        known = versions[versions["obtained"] <= pd.Timestamp(edition)].assign(
            corrected=versions["correction"].notna()
        )
        stands = known.sort_values(["obtained", "corrected"], kind="stable").iloc[-1]
        by_hand = {"revenue": 10.0, "gross_output": 20.0}
        for _, column, _, made, decided, until in entries:
            if decided <= edition and (until is None or edition < until):
                by_hand[column] = made
        assert stands[list(by_hand)].to_dict() == by_hand


@given(st.floats(1, 1e9), st.sampled_from([0.1, 0.001, 10.0, 10000.0]))
def test_scaling_back_gives_the_figure_again(figure, factor):
    model = MODELS["scale"]["enterprise_year"]
    where = {"enterprise_id": "1", "year": 2009}
    scaled = {"action": "scale", "table": "enterprise_year", "where": where, "column": "revenue"}
    there = model(**JUDGED | scaled | {"id": "K001", "expected": figure, "factor": factor})
    back = model(**JUDGED | scaled | {"id": "K002", "expected": there.made["revenue"], "factor": 1 / factor})
    assert math.isclose(back.made["revenue"], figure, rel_tol=1e-12)
