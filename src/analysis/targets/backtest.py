"""What earlier outlooks said beside what came: interval hits, Brier score, skill, by years ahead."""

import math

import numpy as np
import pandas as pd

from analysis.indicators.matched_growth import scope_break
from analysis.targets.calibration import FEWEST_TO_JUDGE, LEVELS, brier, interval_hits, interval_score, skill
from analysis.targets.foretold import AMBITIONS, COLUMNS, REFERENCES
from analysis.targets.paths import reaches

LEFT_OUT = (
    "other_scope",  # the year came in another statistical scope than the forecast was made in
    "no_interval",  # a median without ends: one rate of growth in all years
)
# Those of an interval and, beside calibration's, of forecasts that all rest on what happened in one year.
VERDICTS = ("calibrated", "too_narrow", "too_wide", "too_few_to_judge", "one_year")
BY = ("horizon", "month")
EVENTS = ("", *(f"_{name}" for name in AMBITIONS))
_MODELS = ("", *(f"{who}_" for who in REFERENCES))
_NAMES = {f"{level * 100:.0f}": level for level in LEVELS}
_OF_HITS = ("hits", "share", "band_low", "band_high", "verdict")
FORECASTS = (
    "edition",
    *COLUMNS,
    "actual",
    "restated",
    "left_out",
    *(f"happened{event}" for event in EVENTS),
    *(f"{who}{what}_{name}" for who in _MODELS for what in ("inside", "score") for name in _NAMES),
)
SCORES = (
    "n",
    "years",
    "series",
    "restated",
    *(f"{what}_{name}" for name in _NAMES for what in _OF_HITS),
    "judged",
    "typical_error",
    "events",
    "brier",
    "targets",
    "brier_targets",
    *(f"{what}_{who}" for who in REFERENCES for what in ("skill", "interval_skill")),
)


def settle(said, values, first, kept, scopes):
    """The forecasts of years known by now beside what came: one row a forecast, FORECASTS.

    said : rows of `foretold.foretold` with the day of their `edition`. values, first : commitment_id -> Series by
    year, as known now and as each year was known at first; the newest value counts, and `restated` says that
    it was another. kept : commitment_id -> whether the promise was kept, absent while that is open. scopes : year
    -> statistical scope now.

    left_out : a key of LEFT_OUT, missing where the forecast counts. inside_*, score_* : whether the interval
    held, and its `interval_score` in logs. happened* : what the probabilities were about, NaN where nobody knows.
    """
    rows = [
        row | _came(row, float(values[row["commitment_id"]][row["year"]]), first, kept, scopes)
        for row in said.to_dict("records")
        if row["year"] in values.get(row["commitment_id"], ())
    ]
    frame = pd.DataFrame(rows, columns=list(FORECASTS))
    return frame.sort_values(["edition", "commitment_id", "year"], ignore_index=True)


def counted(forecasts):
    """The forecasts that count: none left out, and of one promise, year, horizon and month the last one said."""
    rows = forecasts[forecasts["left_out"].isna()].sort_values("edition", kind="stable")
    return rows.drop_duplicates([*BY, "commitment_id", "year"], keep="last")


def summary(forecasts, by=BY):
    """One row a group of `by`, the nearest years first: how often forecasts so far ahead held; columns SCORES.

    n : forecasts counted. years, series : how many different years and promises these are of; forecasts of
    one year err together, so the bands, which take them for independent, are narrower than the truth. hits,
    share, band_low and band_high, verdict : `calibration.Hits` of each interval; judged : 20 forecasts or more,
    of more than one year. typical_error : median of |ln(actual / median)|. events, brier : the promises and
    AMBITIONS together; targets, brier_targets : the promises alone. skill_* : 1 less Brier score / that of the
    reference; interval_skill_* : the same with mean interval scores at 80 %; both on what the two have in
    common. Groups without `month` take forecasts of all months together, those made in January with those made
    in December.
    """
    groups = counted(forecasts).groupby(list(by), sort=True)
    rows = [dict(zip(by, key, strict=True)) | scores(rows) for key, rows in groups]
    return pd.DataFrame(rows, columns=[*by, *SCORES])


def scores(rows):
    """SCORES of forecasts that count, as a mapping."""
    years, pairs = rows["year"].nunique(), _pairs(rows)
    promises = pairs[pairs["event"] == ""]
    found = {
        "n": len(rows),
        "years": years,
        "series": rows["commitment_id"].nunique(),
        "restated": int(rows["restated"].sum()),
        "judged": len(rows) >= FEWEST_TO_JUDGE and years > 1,
        "typical_error": float(np.log(_levels(rows, "actual") / _levels(rows, "median")).abs().median()),
        "events": len(pairs),
        "brier": brier(pairs[""], pairs["happened"]),
        "targets": len(promises),
        "brier_targets": brier(promises[""], promises["happened"]),
    }
    for name, level in _NAMES.items():
        found |= _hits(rows[f"inside_{name}"], name, level, years)
    for who in REFERENCES:
        found |= _skills(rows, pairs, who)
    return found


def left_out(forecasts):
    """How many forecasts do not count, by reason: Series by LEFT_OUT."""
    return forecasts["left_out"].value_counts().reindex(list(LEFT_OUT), fill_value=0)


def _came(row, actual, first, kept, scopes):
    """What came of one forecast."""
    name, year = row["commitment_id"], row["year"]
    found = {
        "actual": actual,
        "restated": not math.isclose(first.get(name, {}).get(year, actual), actual, rel_tol=1e-9),
        "left_out": _reason(row, scopes),
        "happened": math.nan if math.isnan(row["probability"]) else float(kept.get(name, math.nan)),
    }
    for ambition in AMBITIONS:
        known = not math.isnan(row[f"probability_{ambition}"])
        reached = reaches(actual, row[f"level_{ambition}"])
        found[f"happened_{ambition}"] = float(reached) if known else math.nan
    for who in _MODELS:
        for end, level in _NAMES.items():
            found |= _held(row, actual, who, end, level)
    return found


def _reason(row, scopes):
    if isinstance(row["scope"], str) and scope_break(row["scope"], scopes.get(row["year"])):
        return "other_scope"
    return "no_interval" if math.isnan(row["low_80"]) else None


def _held(row, actual, who, end, level):
    low, high = row[f"{who}low_{end}"], row[f"{who}high_{end}"]
    if math.isnan(low):
        return {f"{who}inside_{end}": None, f"{who}score_{end}": math.nan}
    ends = np.array([low, high, actual]) + row["lift"]
    score = float(interval_score(*np.log(ends), level)) if (ends > 0).all() else math.nan
    return {f"{who}inside_{end}": low <= actual <= high, f"{who}score_{end}": score}


def _levels(rows, column):
    return (rows[column] + rows["lift"]).astype(float)


def _hits(inside, name, level, years):
    hits = interval_hits(inside, level)
    alone = hits.n >= FEWEST_TO_JUDGE and years == 1
    found = [hits.hits, hits.share, hits.low, hits.high, "one_year" if alone else hits.verdict]
    return dict(zip([f"{what}_{name}" for what in _OF_HITS], found, strict=True))


def _pairs(rows):
    """One row a probability that is settled: event, what each model said ("" is the outlook), happened."""
    parts = [
        pd.DataFrame(
            {who.rstrip("_"): rows[f"{who}probability{event}"] for who in _MODELS}
            | {"happened": rows[f"happened{event}"]}
        ).assign(event=event)
        for event in EVENTS
    ]
    return pd.concat(parts).dropna(subset=["", "happened"])


def _skills(rows, pairs, who):
    both = pairs.dropna(subset=[who])
    scored = rows[["score_80", f"{who}_score_80"]].dropna().mean()
    own, other = brier(both[""], both["happened"]), brier(both[who], both["happened"])
    return {
        f"skill_{who}": skill(own, other),
        f"interval_skill_{who}": skill(scored["score_80"], scored[f"{who}_score_80"]),
    }
