"""Every kind of commitment judged: one row of commitment_status, the rows behind it, and its details."""

import pandas as pd

from analysis.targets import incentives, shapes
from analysis.targets.case import Case, shape_of
from analysis.targets.indicator_verdict import number_of_rows, rows_behind
from analysis.targets.judge import blank_row, not_measured
from analysis.targets.recurring import year_by_year

FIRST_COLUMNS = ["table", "file", "line"]
# The key of every formula a verdict may name; the sentences for readers are looked up under these.
FORMULAS = (
    "progress",
    "planned_cell",
    "least_of_list",
    "milestone_days",
    "years_kept",
    "change_since_base",
    "cases_to_date",
    "no_charge",
    "share_returned",
    "reward_on_increase",
    "reward_on_first",
)
_FORMULA_OF_SHAPE = {
    "indicator": "progress",
    "recurring": "years_kept",
    "direction": "change_since_base",
    "milestone": "milestone_days",
    "process": "cases_to_date",
}


def judge_commitment(commitment, evidence, as_of, policy):
    """The verdict on one commitment on `as_of`, a mapping with the columns of commitment_status.

    `commitment` is already under the reading wanted (`Commitment.under`). Where nothing is known, or a base
    year is missing, the status is not_measured with `missing`, what would be needed. `due_basis` says whether
    the day is stated, the end of a span of years, or the end of the plan for want of another; `evidence` is
    the key of the formula and `evidence_rows` the number of rows behind it. `as_of` and `reading` are the
    caller's to fill.
    """
    return judge_case(Case(commitment, evidence, as_of, policy))


def judge_case(case):
    """`judge_commitment` of a promise with its evidence."""
    commitment = case.commitment
    figures = shapes.judged(case)
    known = figures is not None and figures["status"] != "not_measured"
    row = blank_row(commitment) | _vintage(case) | figures if known else not_measured(commitment)
    return row | {
        "due": case.due,
        "due_basis": case.due_basis,
        "evidence": formula_of(commitment),
        "evidence_rows": _number_of_rows(case) if known else 0,
    }


def formula_of(commitment):
    """The key, one of FORMULAS, of how a commitment is judged; None where its indicator has no formula."""
    shape = shape_of(commitment)
    if shape == "rule":
        return commitment.rule.kind
    if commitment.counted.list_of:
        return "least_of_list"
    return "planned_cell" if commitment.comparator == "specialised" else _FORMULA_OF_SHAPE.get(shape)


def rows_used(commitment, evidence, as_of, policy):
    """The rows a verdict rests on: table, file, line, then the columns of their tables that hold something.

    Returns behind a yearly value are those of the cluster and district it is about. Of a promise nobody has
    reported on: an empty frame.
    """
    rows = _rows(Case(commitment, evidence, as_of, policy))
    if rows is None or rows.empty:
        return pd.DataFrame(columns=FIRST_COLUMNS)
    others = [name for name in rows.dropna(axis=1, how="all").columns if name not in FIRST_COLUMNS]
    return rows[[*FIRST_COLUMNS, *others]].reset_index(drop=True)


def details(commitment, evidence, as_of, policy):
    """What a verdict is made of, a frame by the shape of the promise; None where nothing is known.

    Rules and coverages: one row an enterprise and occasion (`incentives.COLUMNS`), for the internal edition
    only. Yearly promises: one row a year (`recurring.year_by_year`). Milestones: `shapes.milestone_items`.
    Everything else: year, value.
    """
    case = Case(commitment, evidence, as_of, policy)
    if case.shape is None or (case.shape != "indicator" and case.register is None):
        return None
    if case.shape == "rule" or (case.shape == "process" and commitment.indicator == "coverage"):
        rows = shapes.rule_rows(case) if commitment.rule else incentives.cases(case.rows_of_plan)
        return incentives.with_names(rows, evidence.enterprise)
    if case.shape == "recurring":
        return year_by_year(commitment, case.values, so_far=case.so_far, newest=case.register.newest)
    if case.shape == "milestone":
        return shapes.milestone_items(case)
    return yearly_values(commitment, evidence, as_of, policy).rename("value").reset_index()


def yearly_values(commitment, evidence, as_of, policy):
    """The indicator of a commitment, a Series by finished year in the unit of its target; empty without one.

    Of a milestone: things done by the end of each year. A rule for each enterprise has no yearly value.
    """
    case = Case(commitment, evidence, as_of, policy)
    if case.shape in (None, "rule") or (case.shape != "indicator" and case.register is None):
        return pd.Series(dtype="float64", index=pd.Index([], dtype="int64", name="year"))
    return case.yearly


def not_judgeable(policy):
    """Ids of the commitments whose indicator has no formula, so that no data could ever judge them."""
    return [c.id for c in policy.commitments.values() if shape_of(c) is None]


def _rows(case):
    if case.shape is None:
        return None
    if case.shape == "indicator":
        return rows_behind(case)
    if case.register is None:
        return None
    table = "project" if case.commitment.counted.projects else "programme_event"
    records = case.register.rows.assign(table=table)
    return pd.concat([records, _claiming_returns(case)], ignore_index=True)


def _claiming_returns(case):
    """The annual returns that gave a claim to a reward; none under any other rule."""
    returns = case.evidence.enterprise_year
    if case.commitment.rule is None or case.commitment.rule.kind != "reward_on_first":
        return returns.iloc[:0]
    rule, least, span = case.commitment.rule, case.commitment.target, case.commitment.recurring
    first = incentives.first_reached(returns, rule.figure, least, span, case.oldest_return)
    return returns.merge(first[["enterprise_id", "year"]]).assign(table="enterprise_year")


def _number_of_rows(case):
    if case.shape == "indicator":
        return number_of_rows(case)
    return 0 if case.shape is None else len(case.register.rows) + len(_claiming_returns(case))


def _vintage(case):
    """When the newest record of a case arrived; a yearly value states its own."""
    if case.shape == "indicator":
        return {}
    rows = case.register.rows
    return {"vintage": case.register.reported_to if rows.empty else rows["obtained"].max().date()}
