"""Incentives as dated rules for each enterprise: what was owed beside what was paid or charged.

Every rule returns one row an enterprise and occasion (COLUMNS), for the internal edition, and the verdict
is read off these rows. `expected` and `paid` are numbers of rewards or cases, `expected_amount` and `amount`
money in the city's unit; missing where the decree names no amount.
"""

import math

import pandas as pd

from analysis.targets.processes import judge_process

COLUMNS = [
    "enterprise_id",
    "name",
    "date",
    "rule",
    "expected",
    "paid",
    "expected_amount",
    "amount",
    "verdict",
    "file",
    "line",
]
# Words for one occasion. The first two are owed and decide the verdict; `pending` is owed and not due yet.
PAID, UNPAID, PENDING = "paid", "unpaid", "pending"
NOT_ELIGIBLE, NOTHING_OWED = "paid_not_eligible", "nothing_owed"
KEPT, VIOLATED, LAWFUL, UNKNOWN = "kept", "violated", "lawful", "founding_unknown"
ABOVE_CEILING, TOO_LATE = "above_ceiling", "too_late"


def charges(events, enterprise, first_years=None):
    """no_charge: every charge or inspection of an enterprise, free or not.

    verdict: kept (nothing charged), violated, lawful (charged after the `first_years`), founding_unknown
    (charged, and nobody knows whether within them). `enterprise` has enterprise_id and founded.
    """
    charged = events["amount"] > 0
    verdict = pd.Series(KEPT, events.index).mask(charged, VIOLATED)
    if first_years is not None:
        age = _within(events, enterprise, first_years)
        verdict = verdict.mask(charged & ~age["within"], LAWFUL).mask(charged & age["unknown"], UNKNOWN)
    expected = pd.Series(0.0, events.index).where(verdict != LAWFUL)
    return _rows(events, "no_charge", verdict, expected=0.0, paid=charged, expected_amount=expected)


def returned_shares(events, enterprise, first_years, ceiling):
    """share_returned: every reward on locally retained tax (quantity of whole) beside its ceiling.

    verdict: kept, above_ceiling, too_late (after the `first_years`), founding_unknown.
    """
    age = _within(events, enterprise, first_years)
    rate = events["quantity"] / events["whole"]
    verdict = pd.Series(KEPT, events.index).mask(~age["within"], TOO_LATE).mask(age["unknown"], UNKNOWN)
    verdict = verdict.mask(rate > ceiling * (1 + 1e-9), ABOVE_CEILING)
    paid = events["amount"].fillna(events["quantity"])
    rows = events.assign(amount=paid)
    most = ceiling * events["whole"]
    return _rows(rows, "share_returned", verdict, expected=math.nan, paid=paid > 0, expected_amount=most)


def rewards_on_increase(events):
    """reward_on_increase: every enterprise and year with its figure (quantity) beside the base (whole).

    verdict: paid, unpaid, nothing_owed (no increase), paid_not_eligible. No amount is expected, since the
    rate of the reward is not promised.
    """
    owed, paid = events["quantity"] > events["whole"], events["amount"] > 0
    verdict = pd.Series(UNPAID, events.index).mask(owed & paid, PAID)
    verdict = verdict.mask(~owed, NOTHING_OWED).mask(~owed & paid, NOT_ELIGIBLE)
    return _rows(events, "reward_on_increase", verdict, expected=owed, paid=paid)


def rewards_on_first(events, enterprise_year, rule, least, *, span, oldest, closed_to):
    """reward_on_first: every enterprise whose figure first reached `least` in the span, and every reward.

    The first year of an enterprise is its first annual return at or above `least`. Enterprises that had
    reached it in `oldest`, the first year of returns, are left out: when they first did is not known.
    `closed_to` is the last year the rewards are known in full. verdict: paid (in or after that year), unpaid
    (`paid_within_years` have passed), pending, paid_not_eligible.
    """
    paid = events[events["amount"] > 0].sort_values(["date", "event_id"])
    first = first_reached(enterprise_year, rule.figure, least, span, oldest)
    claims = _with_first_payment(first, paid)
    late = claims["year"] + rule.paid_within_years <= closed_to
    verdict = pd.Series(PENDING, claims.index).mask(late, UNPAID).mask(claims["date"].notna(), PAID)
    # What an unpaid claim dates from is the end of the year that earned it.
    earned = claims["date"].fillna(pd.to_datetime(claims["year"].astype(str) + "-12-31"))
    rule_name, is_paid = "reward_on_first", claims["amount"] > 0
    owed = _rows(claims.assign(date=earned), rule_name, verdict, expected=1.0, paid=is_paid)
    odd = paid[~paid["event_id"].isin(claims["event_id"])]
    others = _rows(odd, rule_name, pd.Series(NOT_ELIGIBLE, odd.index), expected=0.0, paid=1.0)
    return _sorted(pd.concat([owed, others])) if len(others) else owed


def cases(events):
    """Every record of a coverage: expected cases (whole) beside those served (quantity)."""
    full = events["quantity"] >= events["whole"]
    verdict = pd.Series(UNPAID, events.index).mask(full, PAID)
    return _rows(events, "coverage", verdict, expected=events["whole"], paid=events["quantity"])


def with_names(rows, enterprise):
    """Rows with the enterprise's name from the register; the event's own where it names none."""
    known = enterprise.drop_duplicates("enterprise_id").set_index("enterprise_id")["name"]
    names = rows["enterprise_id"].map(known).astype(rows["name"].dtype)
    return rows.assign(name=names.fillna(rows["name"]))


def judge_rule(commitment, rows, *, final, year, bands, money_unit):
    """Figures of a rule from its rows: what they are is in docs/methods.md, "Verdicts by kind".

    no_charge: money charged against the rule, promised 0. share_returned: the highest share returned. The
    rewards: rewards paid for all that are owed and due, promised 1; not_due while none is.
    """
    kind, shared = commitment.rule.kind, {"final": final, "year": year, "bands": bands}
    if kind == "no_charge":
        charged = float(rows["amount"][rows["verdict"] == VIOLATED].sum())
        return judge_process(charged, 0.0, comparator="exactly", unit=money_unit, **shared)
    if kind == "share_returned":
        rates = commitment.target * rows["amount"] / rows["expected_amount"]
        return judge_process(_highest(rates), commitment.target, comparator="at_most", unit="1", **shared)
    owed = rows["verdict"].isin([PAID, UNPAID])
    share = float((rows["verdict"] == PAID).sum() / owed.sum()) if owed.any() else math.nan
    found = judge_process(share, 1.0, comparator="at_least", unit="1", **shared)
    return found if owed.any() else found | {"status": "not_due"}


def _highest(rates):
    return float(rates.max()) if rates.notna().any() else math.nan


def _within(events, enterprise, years):
    """Whether an event lies in the first `years` after founding, and whether that cannot be known."""
    founded = events["enterprise_id"].map(enterprise.set_index("enterprise_id")["founded"])
    founded = founded.astype("datetime64[us]")
    end = founded + pd.DateOffset(years=years)
    return pd.DataFrame({"within": events["date"] < end, "unknown": founded.isna()})


def first_reached(enterprise_year, figure, least, span, oldest):
    """The first year each enterprise reached `least`, where it lies in the span and is known as the first."""
    reached = enterprise_year[enterprise_year[figure] >= least].sort_values("year")
    first = reached.drop_duplicates("enterprise_id")
    first = first[first["year"].between(span.first, span.last) & (first["year"] > oldest)]
    return first[["enterprise_id", "name", "year", "file", "line"]].reset_index(drop=True)


def _with_first_payment(first, paid):
    """Every claim with event_id, date and amount of the first payment since its year, missing without one."""
    pairs = first[["enterprise_id", "year"]].merge(
        paid[["enterprise_id", "event_id", "date", "amount"]], on="enterprise_id"
    )
    pairs = pairs[pairs["date"].dt.year >= pairs["year"]].drop_duplicates("enterprise_id")
    return first.merge(pairs.drop(columns="year"), "left", "enterprise_id")


def _rows(events, rule, verdict, *, expected, paid, expected_amount=math.nan):
    found = events.assign(
        rule=rule,
        expected=expected,
        paid=paid,
        expected_amount=expected_amount,
        verdict=verdict,
    )
    numbers = dict.fromkeys(("expected", "paid", "expected_amount", "amount"), float)
    return _sorted(found[COLUMNS].astype(numbers))


def _sorted(rows):
    return rows.sort_values(["date", "enterprise_id", "line"], ignore_index=True)
