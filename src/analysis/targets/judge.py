"""One commitment and its indicator by year -> one row of commitment_status."""

import math

from analysis.targets.progress import meets, progress_ratio, progress_ratio_of_change, status_from, status_of

COLUMNS = (
    "commitment_id",
    "indicator",
    "scope",
    "value",
    "target",
    "unit",
    "gap",
    "progress_ratio",
    "status",
    "probability",
    "as_of",
    "vintage",
    "reading",
    "year",
    "missing",
    "due",
    "due_basis",
    "evidence",
    "evidence_rows",
)


def judge(commitment, values, *, baseline_year, deadline, bands, share=None):
    """The verdict on one commitment, a mapping with the columns of commitment_status.

    `values` is the indicator by year without gaps at its end, in the unit of the target; `share` the share
    of a planned cell in its cluster by year, for the promise that accepts a rising share instead of a
    quotient. `gap` is how far the value lies beyond the target, negative where it falls short. `probability` is
    NaN: it belongs to the outlook (`targets.outlook`), which the caller puts beside.
    """
    year = int(values.index[-1])
    value, target = float(values.iloc[-1]), commitment.target
    ratio = _ratio(commitment, values, baseline_year, deadline)
    return blank_row(commitment) | {
        "value": value,
        "gap": math.nan if target is None else commitment.direction * (value - target),
        "progress_ratio": ratio,
        "status": _status(commitment, values, share, ratio=ratio, deadline=deadline, bands=bands),
        "probability": math.nan,
        "year": year,
    }


def not_measured(commitment):
    """The row of a commitment without data: no value, no zero, and what is missing in both languages."""
    nothing = dict.fromkeys(("value", "gap", "progress_ratio", "probability"), math.nan)
    return blank_row(commitment) | nothing | {"status": "not_measured", "missing": commitment.needs}


def blank_row(commitment):
    """The row of a commitment before anything is known: what was promised, everything else missing."""
    return dict.fromkeys(COLUMNS) | {
        "commitment_id": commitment.id,
        "indicator": commitment.indicator,
        "scope": scope_text(commitment.scope),
        "target": math.nan if commitment.target is None else commitment.target,
        "unit": commitment.target_unit,
    }


def scope_text(scope):
    """What a promise is about, as `commitment_status` prints it: `district=wuling cluster=food`, or `city`."""
    named = [f"{kind}={getattr(scope, kind)}" for kind in ("district", "cluster") if getattr(scope, kind)]
    return " ".join(named) or "city"


def _ratio(commitment, values, baseline_year, deadline):
    year = int(values.index[-1])
    elapsed, total = year - baseline_year, deadline.year - baseline_year
    if commitment.target is None or baseline_year not in values.index or elapsed <= 0 or total <= 0:
        return math.nan
    start, now = float(values[baseline_year]), float(values.iloc[-1])
    if commitment.comparator == "reduced_by":
        return progress_ratio_of_change(now, commitment.target, elapsed, total, commitment.direction)
    return progress_ratio(start, now, commitment.target, elapsed, total, commitment.direction)


def _status(commitment, values, share, *, ratio, deadline, bands):
    if commitment.comparator == "specialised":
        met = _specialised(commitment, values, share)
        return status_from(met, ratio=ratio, deadline=deadline, bands=bands)
    return status_of(
        values,
        commitment.comparator,
        commitment.target,
        high=commitment.target_high,
        ratio=ratio,
        deadline=deadline,
        bands=bands,
    )


def _specialised(commitment, values, share):
    """Whether a planned cell is specialised or its share has risen, by year."""
    since = commitment.specialised.or_share_rising_since
    start = None if since is None or share is None else share.get(since)
    verdicts = {}
    for year, quotient in values.items():
        rising = meets(share.get(year), "rising", start) if start is not None and year > since else None
        verdicts[int(year)] = bool(meets(quotient, "at_least", commitment.target)) or bool(rising)
    return verdicts
