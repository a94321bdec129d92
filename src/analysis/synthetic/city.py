"""The synthetic city in memory: the same tables the validated stage holds, without lineage."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.synthetic.calibration import changde
from analysis.synthetic.cumulative import cumulative
from analysis.synthetic.panel import MEASURES, panel
from analysis.synthetic.parks import park_moves
from analysis.synthetic.population import population

PLACE = ["district", "park", "industry_code", "cluster"]


@dataclass(frozen=True)
class SyntheticCity:
    """Tables of an invented city, by grain; money in 万元, energy in tce, ids as in data/policy.

    enterprise : one row per enterprise ever registered; `park` is the one it is in at the end, `park_since`
        the year it moved there (9999: never), `entered` the first year it may send a return.
    enterprise_year, enterprise_ytd : those above the threshold, with the district and park of that year.
    city_energy : energy of the whole city by year, 万吨标准煤.
    """

    enterprise: pd.DataFrame
    enterprise_year: pd.DataFrame
    enterprise_ytd: pd.DataFrame
    city_energy: pd.Series


def generate(enterprises=700, seed=2007):
    """An invented city of `enterprises` enterprises, 2005-2010, calibrated to Changde's published totals.

    Up to the calibration's reference size the totals are Changde's, exactly; a larger sample is a
    proportionally larger city, so that enterprises keep their size. The same seed gives the same city.
    Raises MonitorError when there are too few enterprises to fill every cluster.
    """
    calibration = changde()
    streams = [np.random.default_rng((seed, stage)) for stage in range(4)]
    firms = population(calibration, enterprises, streams[0])
    returns = panel(calibration, firms, calibration.revenue_totals(enterprises), streams[1])
    firms["park"], firms["park_since"] = park_moves(calibration, firms, returns, streams[2])
    firms["cluster"] = calibration.cluster_of_stratum[firms["stratum"]]
    firms["entered"] = np.array(calibration.years)[firms["first"]]
    so_far = cumulative(calibration, firms, returns, streams[3])
    energy = np.round(np.array(calibration.city_energy) * calibration.scale(enterprises), 2)
    return SyntheticCity(
        enterprise=_register(firms),
        enterprise_year=_located(returns, firms, ["year"], MEASURES),
        enterprise_ytd=_located(so_far, firms, ["year", "month"], ["revenue", "gross_output"]),
        city_energy=pd.Series(energy, index=pd.Index(calibration.years, name="year"), name="energy"),
    )


def _register(firms):
    columns = ["enterprise_id", "name", *PLACE, "group_id", "founded", "ownership", "entered", "park_since"]
    return firms[columns].sort_values("enterprise_id", ignore_index=True)


def park_in_year(park, since, year):
    """The park of each enterprise in `year`: none before it moved in."""
    return park.where(since <= year, None)


def _located(rows, firms, period, measures):
    facts = firms.iloc[rows["firm"].to_numpy()].reset_index(drop=True)
    facts["park"] = park_in_year(facts["park"], facts["park_since"], rows["year"])
    table = pd.concat([facts[["enterprise_id", "name", *PLACE]], rows[[*period, *measures]]], axis=1)
    ordered = ["enterprise_id", "name", *period, *PLACE, *measures]
    return table[ordered].sort_values([*period, "enterprise_id"], ignore_index=True)
