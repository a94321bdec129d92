"""Promises about a yearly value: the indicator computed, its verdict by progress, and the rows behind it."""

from datetime import date

import pandas as pd

from analysis.indicators.catalogue import COMPUTED, PUBLISHED_INPUTS
from analysis.indicators.programme import core_list, least_revenue_of_list
from analysis.targets.evidence import known_on
from analysis.targets.judge import judge

_ROWS_BY_YEAR = ("cluster", "district")


def values_of(case):
    """The indicator by year in the unit of the target, empty where nothing is known."""
    commitment, evidence = case.commitment, case.evidence
    if commitment.counted.list_of:
        returns = evidence.enterprise_year
        return least_revenue_of_list(listed(case), returns, commitment.target).dropna()
    if commitment.indicator in COMPUTED:
        return COMPUTED[commitment.indicator](evidence.tables, commitment.scope).dropna()
    if case.register is None:
        return pd.Series(dtype=float, index=pd.Index([], dtype="int64", name="year"))
    return case.values.dropna()


def judge_indicator(case):
    """The row of `targets.judge.judge` with the day its newest figure became known; None without a value."""
    values = case.yearly
    if values.empty:
        return None
    share = None
    if case.commitment.comparator == "specialised":
        share = case.cell_share
    row = judge(
        case.commitment,
        values,
        # The enterprises of a list have no common past before its first version.
        baseline_year=int(values.index[0]) if case.commitment.counted.list_of else case.baseline_year,
        deadline=case.due,
        bands=case.bands,
        share=share,
    )
    return row | {"vintage": _vintage(case, int(values.index[-1]))}


def rows_behind(case):
    """The rows a yearly value comes from, of all its years: published figures, records, or annual returns.

    Returns are those of the cluster and district the promise is about; the wholes that shares and quotients
    refer to take in all others.
    """
    commitment, evidence, years = case.commitment, case.evidence, case.yearly.index
    published = _published(case)
    if published is not None:
        return published[published["year"] <= max(years, default=0)].assign(table="official_series")
    if commitment.indicator not in COMPUTED and not commitment.counted.list_of:
        return None if case.register is None else case.register.rows.assign(table="programme_event")
    returns = evidence.enterprise_year[evidence.enterprise_year["year"].isin(years)]
    if commitment.counted.list_of:
        lists = [core_list(listed(case), f"{year}-12-31") for year in years]
        events = pd.concat(lists).drop_duplicates("event_id") if lists else listed(case)
        returns = returns[returns["enterprise_id"].isin(events["enterprise_id"])]
        parts = [events.assign(table="programme_event"), returns.assign(table="enterprise_year")]
        return pd.concat(parts, ignore_index=True)
    return _in_scope(returns, commitment.scope).assign(table="enterprise_year")


def number_of_rows(case):
    """How many rows `rows_behind` has, counted in the aggregates where these hold the number."""
    commitment, tables = case.commitment, case.evidence.tables
    if commitment.counted.list_of or commitment.indicator in PUBLISHED_INPUTS:
        return len(rows_behind(case))
    if commitment.indicator not in COMPUTED:
        return len(case.register.rows)
    table = tables.district_cluster_year if commitment.scope.district else tables.cluster_year
    table = table[table["year"].isin(case.yearly.index)]
    return int(_in_scope(table, commitment.scope)["enterprises"].sum())


def _in_scope(table, scope):
    for column in _ROWS_BY_YEAR:
        wanted = getattr(scope, column)
        if wanted is not None:
            table = table[table[column] == wanted]
    return table


def listed(case):
    """The events of the list a promise is about, as known on the date of the case."""
    events = known_on(case.evidence.programme_event, case.as_of)
    return events[events["commitment_id"] == case.commitment.counted.list_of]


def _published(case):
    inputs = PUBLISHED_INPUTS.get(case.commitment.indicator)
    if inputs is None:
        return None
    official, city = case.evidence.tables.official_series, case.evidence.tables.city
    return official[(official["entity"] == city) & official["indicator"].isin(inputs)]


def _vintage(case, year) -> date | None:
    """The day the newest figure behind a value became known."""
    published = _published(case)
    if published is not None:
        return published[published["year"] == year]["vintage"].max().date()
    if case.commitment.indicator in COMPUTED or case.commitment.counted.list_of:
        return case.evidence.returned.set_index("year")["obtained"][year].date()
    return case.register.reported_to
