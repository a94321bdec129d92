import contextlib

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_city import (
    ANNUAL,
    CASES,
    OFFICIAL,
    ROW,
    SERIES,
    deliver,
    new_city,
    rejected_of,
    rows_of,
    sheet_of,
    warnings_of,
)

from analysis.errors import SourceError
from analysis.pipeline import prepare
from analysis.sources.delivery import read_delivery

SITUATIONS = sorted((CASES / "sources").glob("*_input.csv"))
OUTCOME = ["line", "outcome", "cluster", "revenue", "rule"]


def outcomes(delivery):
    """One row a data line that was accepted or rejected."""
    accepted = [{**row, "outcome": "accepted"} for row in rows_of(delivery)]
    rejected = [{**row, "outcome": "rejected"} for row in rejected_of(delivery)]
    table = pd.DataFrame(accepted + rejected).reindex(columns=OUTCOME).sort_values(["line", "rule"])
    return table.astype({"revenue": "float64"}).reset_index(drop=True)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda path: path.name.removesuffix("_input.csv"))
def test_case(read, situation):
    expected = pd.read_csv(
        situation.with_name(situation.name.replace("_input", "_expected")), dtype={"revenue": "float64"}
    )
    delivery = read(situation.read_bytes())
    pd.testing.assert_frame_equal(outcomes(delivery), expected, check_dtype=False)


CELL = st.sampled_from(
    ["1", "1,5", "—", "", "x", "武陵区", "烟草", "1620", "430700001", "430700002", '"', "合计", "注：", "\r"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.lists(CELL, max_size=9).map(",".join), max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_line_is_accounted_for(tmp_path_factory, policy, lines, end):
    paths = new_city(tmp_path_factory.mktemp("city"))
    text = end.join([sheet_of(ROW).strip().replace("\n", end), *lines])
    path = deliver(paths, "a.csv", text)
    with contextlib.suppress(SourceError):
        delivery = read_delivery(path, paths.raw, policy)
        account = delivery.account
        assert account.lines_in == len(path.read_bytes().splitlines())
        assert account.lines_in == account.accepted + account.rejected + sum(account.non_data.values())
        assert account.accepted == len(delivery.rows)


def test_shuffled_rows_give_the_same_rows(read):
    rows = [ROW, ROW.replace("0001,", "0002,"), ROW.replace("0001,", "0003,").replace("1474500", "7")]
    there, back = read(sheet_of(*rows)), read(sheet_of(*rows[::-1]))

    def without_line(delivery):
        return sorted(str({**row, "line": None}) for row in rows_of(delivery))

    assert without_line(there) == without_line(back)


@pytest.mark.parametrize(
    ("old", "new", "rule", "names"),
    [
        ("烟草", "烟草加工业", "cluster_is_not_known", "烟草产业集群"),
        ("武陵区", "武菱区", "district_is_not_known", "武陵区"),
    ],
)
def test_an_unknown_cluster_or_district_rejects_the_row_with_the_closest_name(read, old, new, rule, names):
    delivery = read(sheet_of(ROW, ROW.replace("0001,", "0002,").replace(old, new)))
    (rejected,) = rejected_of(delivery)
    assert (rejected["line"], rejected["raw"], rejected["rule"]) == (3, new, rule)
    assert names in rejected["hint"]
    assert delivery.account.accepted == 1


def test_a_file_whose_every_row_fails_alike_is_refused_in_one_screen(read):
    rows = [ROW.replace("0001,", f"{n:04},").replace("烟草", "造纸业务") for n in range(300)]
    with pytest.raises(SourceError) as refusal:
        read(sheet_of(*rows))
    assert "every one of its 300 rows is rejected for the same reason (cluster_is_not_known)" in str(
        refusal.value
    )
    assert len(str(refusal.value).splitlines()) < 20


def test_ids_that_all_repeat_are_said_in_one_sentence(read):
    rows = [ROW.replace("0001,", f"{n:04},") for n in range(50)]
    other = [row.replace("1474500", "9") for row in rows]
    with pytest.raises(
        SourceError, match="every enterprise id repeats with different figures: 50 ids in 100 rows"
    ):
        read(sheet_of(*rows, *other))


def test_a_printed_total_is_held_against_all_rows(read):
    rejected = ROW.replace("0001,", "0002,").replace("武陵区", "").replace("1474500", "100")
    good = read(sheet_of(ROW, rejected, "合计,,,,,,1474600"))
    assert warnings_of(good) == []
    (warning,) = warnings_of(read(sheet_of(ROW, rejected, "合计,,,,,,1474900")))
    assert "printed 1,474,900" in warning
    assert "add up to 1,474,600 (accepted 1,474,500, rejected 100, 0 cells not readable)" in warning


def test_rounding_explains_a_small_difference(read):
    rows = [ROW.replace("0001,", f"{n:04},").replace("1474500", "0.3") for n in range(4)]
    assert warnings_of(read(sheet_of(*rows, "合计,,,,,,1"))) == []
    assert len(warnings_of(read(sheet_of(*rows, "合计,,,,,,3")))) == 1


def test_subtotals_sum_the_block_they_close(read):
    a, b = ROW.replace("1474500", "5"), ROW.replace("0001,", "0002,").replace("1474500", "7")
    assert warnings_of(read(sheet_of(a, "小计,,,,,,5", b, "小计,,,,,,7", "合计,,,,,,12"))) == []
    (warning,) = warnings_of(read(sheet_of(a, "小计,,,,,,5", b, "小计,,,,,,12", "合计,,,,,,12")))
    assert "Line 5 小计" in warning


def test_a_cluster_that_contradicts_the_code_is_a_warning(read):
    delivery = read(sheet_of(ROW.replace("1620", "1761")))
    assert rows_of(delivery)[0]["cluster"] == "tobacco"
    assert "1 rows print another cluster" in warnings_of(delivery)[0]


def test_two_files_of_one_period_received_the_same_day_do_not_overlap(city):
    deliver(city, "a.csv", sheet_of(ROW))
    deliver(city, "b.csv", sheet_of(ROW))
    deliver(city, "c.csv", sheet_of(ROW), ANNUAL | {"obtained": "2008-03-01"})
    (refusal,) = prepare(city, say=[].append).refused
    assert refusal.startswith("b.csv: 1 rows are also in a.csv")


def test_two_files_do_not_give_one_figure(city):
    deliver(city, "annual.csv", sheet_of(ROW))
    deliver(city, "a.csv", f"{SERIES}\n{FIGURE}", OFFICIAL)
    deliver(city, "b.csv", f"{SERIES}\n{FIGURE}", OFFICIAL)
    assert [each.split(":")[0] for each in prepare(city, say=[].append).refused] == ["b.csv"]


FIGURE = "changde,gdp,2006,,723.84,亿元,current,2007-09-30,assumed,Yearbook 2007,"


def test_published_figures_are_converted_and_kept_as_printed(read):
    rate = "changde,gdp_real_growth,2006-2007,,14.6,%,comparable,2008-09-30,assumed,Yearbook 2008,"
    energy = "changde,energy_consumption,2012,8,464,万吨标准煤,none,2013-05-31,stated,Blue book,printed 万吨"
    rows = rows_of(read("\n".join([SERIES, FIGURE, rate, energy]), sidecar=OFFICIAL))
    assert [row["value"] for row in rows] == [7238400, 0.146, 4640000]
    assert [row["unit"] for row in rows] == ["万元", "1", "tce"]
    assert [row["printed_value"] for row in rows] == ["723.84", "14.6", "464"]
    assert [(row["year_from"], row["year"], row["month"]) for row in rows] == [
        (2006, 2006, None),
        (2006, 2007, None),
        (2012, 2012, 8),
    ]
    assert rows[0]["obtained"] == rows[0]["vintage"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("亿元", "亿圆", "unit_is_not_known"),
        ("亿元", "EUR", "unit_has_no_place_here"),
        ("723.84", '"7,23"', "thousands_grouped_wrongly"),
        ("723.84", "", "required_cell_is_blank"),
        ("Yearbook 2007", "", "required_cell_is_blank"),
        ("2006,,", "2006,13,", "not_a_month"),
        (",2006,", ",2007-2006,", "not_a_period"),
        ("current", "nominal", "not_an_allowed_word"),
        ("2007-09-30", "2007-09", "not_a_date"),
        ("changde", "常德", "not_a_slug"),
    ],
)
def test_a_published_figure_that_cannot_be_used_is_rejected(read, old, new, rule):
    good = FIGURE.replace("2006", "2005").replace("723.84", "634.17")
    content = "\n".join([SERIES, good, FIGURE.replace(old, new)])
    assert [each["rule"] for each in rejected_of(read(content.encode(), sidecar=OFFICIAL))] == [rule]


def test_a_figure_given_twice_is_kept_once_or_not_at_all(read):
    twice = read("\n".join([SERIES, FIGURE, FIGURE]), sidecar=OFFICIAL)
    assert (twice.account.accepted, twice.account.non_data["duplicate"]) == (1, 1)
    other = read("\n".join([SERIES, FIGURE, FIGURE.replace("723.84", "724")]), sidecar=OFFICIAL)
    assert [each["rule"] for each in rejected_of(other)] == ["figures_repeat_within_series"] * 2


def test_a_later_vintage_is_another_figure(read):
    later = FIGURE.replace("2007-09-30", "2008-09-30").replace("723.84", "724")
    assert read("\n".join([SERIES, FIGURE, later]), sidecar=OFFICIAL).account.accepted == 2


def test_money_of_another_currency_than_the_citys_is_refused(read):
    with pytest.raises(SourceError, match="another currency than 万元"):
        read(sheet_of(ROW), unit="m EUR")
