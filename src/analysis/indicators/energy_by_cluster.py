"""What moved energy use, and energy per unit of output: activity, structure or intensity, by cluster.

LMDI-I (`analysis.indicators.lmdi`). Every function takes one frame a year, `start` and `end`, with a row a
cluster and the columns `activity` (output at constant prices, in one unit; at current prices inflation would
pass for activity) and `energy` (tonnes of coal equivalent). Rows are matched by cluster; a cluster that did
not exist is a row of zeros. Undefined results are NaN, with their reason in `why_no_energy_effects`.
"""

import pandas as pd

from analysis.indicators.lmdi import lmdi, lmdi_by_row, why_no_decomposition
from analysis.indicators.undefined import Undefined


def energy_effects(start, end, form="additive"):
    """Effects of activity, structure and intensity on the change of energy use.

    E = sum_i A (a_i / A) (e_i / a_i). Additive in tce, adding up to the change; multiplicative as ratios.
    """
    return lmdi(*energy_factors(start, end), form)


def energy_effects_by_cluster(start, end):
    """The additive `energy_effects`, a row a cluster: columns activity, structure, intensity; tce."""
    return lmdi_by_row(*energy_factors(start, end))


def intensity_effects(start, end, form="additive"):
    """Effects of structure and intensity on the change of energy per unit of output, E / A.

    E / A = sum_i (a_i / A) (e_i / a_i). Additive in tce per unit of activity, multiplicative as ratios.
    """
    return lmdi(*_without_activity(start, end), form)


def intensity_effects_by_cluster(start, end):
    """The additive `intensity_effects` by cluster: a row a cluster, columns structure and intensity."""
    return lmdi_by_row(*_without_activity(start, end))


def structure_share(start, end):
    """How much of the fall of energy per output came from structure, 0.3 = 30 %; the rest is intensity.

    From `intensity_effects`; both forms give the same share. Below 0 where structure worked against the fall,
    above 1 where intensity did. NaN: energy per unit of output did not fall, or no decomposition exists.
    """
    reason = why_no_energy_effects(start, end)
    if reason:
        return Undefined(reason)
    effects = intensity_effects(start, end)
    fall = float(effects.sum())
    before = float(start["energy"].sum() / start["activity"].sum())
    # What is left of an unchanged ratio is the rounding of binary fractions.
    return float(effects["structure"]) / fall if fall < -1e-12 * before else Undefined("no_fall")


def why_no_energy_effects(start, end):
    """The reason the effects do not exist, or None.

    zero_total: no output at one end. energy_without_activity: a cluster used energy and produced nothing, so
    it has no intensity. Else the reasons of `why_no_decomposition`.
    """
    start, end = _matched(start, end)
    for year in (start, end):
        if ((year["activity"] == 0) & (year["energy"] > 0)).any():
            return "energy_without_activity"
        if year["activity"].sum() == 0 and len(year):
            return "zero_total"
    return why_no_decomposition(start, end)


def energy_factors(start, end):
    """The factors of E at both ends, two frames by cluster: activity (A), structure (a_i / A), intensity.

    A cluster without output at one end has the intensity of the other end there, so that its arrival or
    departure is a change of structure. NaN where it used energy all the same.
    """
    start, end = _matched(start, end)
    first, last = _factors(start), _factors(end)
    first["intensity"] = first["intensity"].where(_produces(start), last["intensity"])
    last["intensity"] = last["intensity"].where(_produces(end), first["intensity"])
    # A cluster that exists at neither end has no intensity to borrow and no effect.
    nowhere = ~_produces(start) & ~_produces(end)
    first.loc[nowhere, "intensity"] = last.loc[nowhere, "intensity"] = 0.0
    return first, last


def _without_activity(start, end):
    first, last = energy_factors(start, end)
    return first[["structure", "intensity"]], last[["structure", "intensity"]]


def _produces(year):
    return ~((year["activity"] == 0) & (year["energy"] == 0))


def _factors(year):
    total = year["activity"].sum(skipna=False)
    ones = pd.Series(1.0, index=year.index)
    return pd.DataFrame(
        {
            "activity": ones * total,
            "structure": year["activity"] / (total if total > 0 else float("nan")),
            "intensity": year["energy"] / year["activity"].where(year["activity"] != 0),
        }
    )


def _matched(start, end):
    columns = ["activity", "energy"]
    return start[columns].astype(float).align(end[columns].astype(float), axis=0, join="outer")
