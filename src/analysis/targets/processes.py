"""Promises about every case: a share of cases served, or a number of cases that must not occur."""

import math

from analysis.targets.progress import band, meets


def judge_process(value, target, *, comparator, unit, final, year, bands):
    """Figures of a promise that holds for every case since the plan began, from its value to date.

    At the end of the plan (`final`) achieved or missed. Before it on_track while the promise holds; what is
    short of a target above 0 has the band of value over target, since cases can be served later; what passed
    a target of 0 or a ceiling is off_track, since a charge or fine can only be given back.
    """
    met = meets(value, comparator, target)
    least = comparator in ("at_least", "more_than") or (comparator == "exactly" and target > 0)
    ratio = value / target if least and target > 0 else math.nan
    gap = value - target if least else target - value
    return {
        "value": value,
        "target": target,
        "unit": unit,
        "gap": gap,
        "progress_ratio": ratio,
        "status": _status(met, ratio, final, bands),
        "year": year,
    }


def _status(met, ratio, final, bands):
    if met is None:
        return "not_measured"
    if final:
        return "achieved" if met else "missed"
    if met:
        return "on_track"
    return "off_track" if math.isnan(ratio) else band(ratio, bands)
