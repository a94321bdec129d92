import calendar
import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources import periods, rules
from analysis.sources.periods import Period
from analysis.sources.rules import CellError, Parsed

YEARS = st.integers(1949, 2100)
MONTHS = st.integers(1, 12)
NEARLY_PERIODS = st.text(alphabet="2009010年月季度上下半前三一至-—./Q第份累计全２９ ", max_size=12)


def rule_of(cell, **declared):
    with pytest.raises(CellError) as refused:
        periods.period(cell, **declared)
    assert rules.sentence(refused.value.rule, refused.value.facts, "zh")
    return refused.value.rule


def months(year, first, last):
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@given(YEARS, MONTHS)
def test_a_month_is_read_in_each_of_its_prints(year, month):
    expected = Parsed(Period(*months(year, month, month), "month"))
    forms = [
        "{0}年{1}月",
        "{0}年{1}月份",
        "{0}年{1:02d}月",
        "{0}-{1}",
        "{0}-{1:02d}",
        "{0}/{1}",
        "{0}.{1:02d}",
        "{0}{1:02d}",
    ]
    assert {periods.period(form.format(year, month)) for form in forms} == {expected}
    assert periods.period(int(f"{year}{month:02d}")) == expected
    assert periods.period(date(year, month, 1), dates_are="month").value == expected.value


@given(YEARS, MONTHS, MONTHS, st.sampled_from(["-", "—", "——", "–", "至", "到", "～", "－"]))
def test_several_months_are_one_period_and_never_its_first_month(year, first, last, dash):
    printed = f"{year}年{first}{dash}{last}月"
    if first >= last:
        assert rule_of(printed) == "period_runs_backwards"
        return
    found = periods.period(printed).value
    assert (found.start, found.end) == months(year, first, last)
    assert (found.year, found.month) == (year, last)
    assert found.kind != "month"
    assert (found.kind in ("year_to_date", "year")) == (first == 1)
    assert periods.of_year(f"{first}月{dash}{last}月", year).value == found


@given(YEARS)
def test_a_year_is_read_in_each_of_its_prints(year):
    whole = Period(*months(year, 1, 12), "year")
    forms = [f"{year}", f"{year}年", f"{year}年度", f"{year}年全年", f"{year}年1-12月", year, float(year)]
    assert {periods.period(form) for form in forms} == {Parsed(whole)}
    halves = [periods.period(f"{year}年{half}半年").value for half in "上下"]
    assert [(half.kind, half.start, half.end) for half in halves] == [
        ("half", *months(year, 1, 6)), ("half", *months(year, 7, 12))
    ]  # fmt: skip


@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_read_in_each_of_its_prints(year, quarter):
    expected = Parsed(Period(*months(year, 3 * quarter - 2, 3 * quarter), "quarter"))
    forms = [
        "{0}年{2}季度",
        "{0}年第{2}季度",
        "{0}年第{1}季度",
        "{0}年{1}季度",
        "{0}年Q{1}",
        "{0}Q{1}",
        "{0}-Q{1}",
        "{0}q{1}",
    ]
    assert {periods.period(form.format(year, quarter, "一二三四"[quarter - 1])) for form in forms} == {
        expected
    }


@given(st.integers(0, 99))
def test_a_year_of_two_digits_is_completed_only_before_its_word_and_logged(short):
    year = (2000 if short < 50 else 1900) + short
    read = periods.period(f"{short:02d}年二季度")
    assert read == Parsed(Period(*months(year, 4, 6), "quarter"), ("year_of_two_digits_completed",))
    assert rule_of(f"{short:02d}") == "period_is_not_understood"


@given(YEARS, YEARS)
def test_a_span_of_years_runs_forwards(first, last):
    for printed in (f"{first}-{last}", f"{first}—{last}年", f"{first}年至{last}年"):
        if first < last:
            found = periods.period(printed).value
            assert found == Period(date(first, 1, 1), date(last, 12, 31), "span")
        else:
            assert rule_of(printed) == "period_runs_backwards"


@pytest.mark.parametrize(
    ("printed", "shown", "kind"),
    [
        ("2009年1-2月", "2009-01–2009-02", "year_to_date"),
        ("2009年1-3月累计", "2009-01–2009-03", "year_to_date"),
        ("2009年前三季度", "2009-01–2009-09", "year_to_date"),
        ("2009年一至三季度", "2009-01–2009-09", "year_to_date"),
        ("2009年4-6月", "2009-04–2009-06", "quarter"),
        ("2009年7-12月", "2009-07–2009-12", "half"),
        ("2009年3-5月", "2009-03–2009-05", "span"),
        ("2008年11月-2008年12月", "2008-11–2008-12", "span"),
        ("2009.10", "2009-10", "month"),
        ("2009.3", "2009-03", "month"),
        ("2006-2010", "2006–2010", "span"),
        ("2009年度", "2009", "year"),
    ],
)
def test_the_kinds_of_period(printed, shown, kind):
    found = periods.period(printed).value
    assert (str(found), found.kind) == (shown, kind)


def test_full_width_and_blanks_are_read_and_logged():
    month = Period(*months(2009, 3, 3), "month")
    assert periods.period("２００９年３月") == Parsed(month, ("full_width_normalised",))
    assert periods.period(" 2009-03　") == Parsed(month, ("blank_edges_removed",))
    assert periods.period("") == periods.period(None) == periods.of_year(" ", 2009) == Parsed(None)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("2009.1", "period_is_ambiguous"),
        (2009.1, "period_is_ambiguous"),
        *[(text, "month_does_not_exist") for text in ("2009-13", "2009年13月", "200900", "2009年0月", "2009年1-13月")],
        *[(text, "year_is_out_of_range") for text in ("1900", "1948年", "2101-01", "0009年", 1900)],
        *[(text, "period_runs_backwards") for text in ("2010-2006", "2009年3-1月", "2009年11-2月", "2009年3-3月")],
        *[(text, "period_crosses_years") for text in ("2008年11月-2009年2月", "2008年12月至2009年1月")],
        *[(text, "period_is_not_understood") for text in ("09", "20091-3月", "1-3月", "2009年底", "2009年12月31日",
            "2009年4-6月累计", "2009年5季度", "39873", "2009 年", "二〇〇九年", "2009-1-3", "2009年1、2月", "٢٠٠٩")],
        *[(number, "period_is_not_understood") for number in (39873, 20.5, float("nan"), float("inf"), 1e300)],
        (date(2009, 3, 1), "date_where_period_belongs"),
        (datetime(2009, 3, 1), "date_where_period_belongs"),
        (True, "cell_holds_true_or_false"),
        ("2009年3\ufffd", "text_is_garbled"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_none_is_refused(cell, rule):
    assert rule_of(cell) == rule


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
def test_a_date_or_serial_is_a_month_only_on_its_first_day_and_where_declared(day):
    serial = (day - date(1899, 12, 30)).days
    assert rule_of(day) == "date_where_period_belongs"
    assert rule_of(serial) == "period_is_not_understood"
    if day.day == 1:
        month = Period(*months(day.year, day.month, day.month), "month")
        assert periods.period(float(serial), serials=True) == Parsed(month, ("serial_read_as_month",))
        assert periods.period(day, dates_are="month") == Parsed(month, ("date_read_as_month",))
    else:
        assert rule_of(serial, serials=True) == "date_where_period_belongs"
        assert rule_of(day, dates_are="month") == "date_where_period_belongs"


def test_declared_serials_leave_years_and_months_alone():
    assert str(periods.period(2009, serials=True).value) == "2009"
    assert str(periods.period(200903, serials=True).value) == "2009-03"
    assert rule_of(39873.5, serials=True) == "period_is_not_understood"
    assert rule_of(datetime(2009, 3, 1, 12), dates_are="month") == "date_where_period_belongs"


@given(
    st.one_of(st.text(max_size=10), NEARLY_PERIODS, st.integers(), st.floats(), st.booleans()), st.booleans()
)
def test_any_cell_is_whole_months_missing_or_refused(cell, serials):
    with contextlib.suppress(CellError):
        found = periods.period(cell, serials=serials).value
        if found is not None:
            assert found.start.day == 1
            assert found.end == months(found.year, found.month, found.month)[1]
            assert 1949 <= found.start.year <= found.year <= 2100
            assert (found.kind == "span") or found.start.year == found.year


@given(st.one_of(st.text(max_size=10), NEARLY_PERIODS))
def test_a_part_of_a_known_year_stays_in_it(printed):
    with contextlib.suppress(CellError):
        read = periods.of_year(printed, 2009)
        if read.value is not None:
            assert read.value.start.year == read.value.year == 2009
            assert "year_taken_from_sidecar" in read.changes


@pytest.mark.parametrize("printed", ["2008年3月", "2009", "09年", "3", "三月", "13月"])
def test_a_part_of_a_year_names_no_year(printed):
    with pytest.raises(CellError):
        periods.of_year(printed, 2009)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("常德市规模以上工业企业主要经济指标（2005年）", ["2005"]),
        ("2009 年 1－3 月规模以上工业", ["2009-01–2009-03"]),
        ("二、2009年一季度主要指标", ["2009-01–2009-03"]),
        ("2006—2010年单位GDP能耗（按2005年价格）", ["2006–2010"]),
        ("工业总产值（2005年不变价）2009年", ["2009"]),
        ("2009年1-2月与2008年1-2月，2009年1-2月累计", ["2009-01–2009-02", "2008-01–2008-02"]),
        ("截至2008年12月31日", []),
        ("行业分类GB/T 4754-2002，年收入500万元以上", []),
        ("近20年来的工业", []),
        ("2009年13月", []),
        ("", []),
    ],
)
def test_a_title_names_its_periods(title, named):
    assert [str(period) for period in periods.periods_in(title)] == named


@given(st.text(max_size=30), YEARS, MONTHS)
def test_any_title_is_searched_and_what_it_names_is_found(around, year, month):
    printed = f"{around}（{year}年{month}月）"
    assert Period(*months(year, month, month), "month") in periods.periods_in(printed)
