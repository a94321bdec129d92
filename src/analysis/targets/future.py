"""What all outlooks of one date share, so that clusters, totals, shares and joint targets agree with each other."""

import itertools
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.indicators.matched_growth import chained_matched_index, scope_break
from analysis.indicators.totals import OUTSIDE
from analysis.targets.nowcast_base import WHOLE_YEAR, like_for_like_base
from analysis.targets.paths import Paths
from analysis.targets.scenario import apply_scenario, scenario_paths
from analysis.targets.simulation import firm_deviations, simulate_paths
from analysis.targets.trajectory import comparable_window
from analysis.targets.year_forecast import year_forecast


@dataclass(frozen=True)
class Future:
    """Simulated years ahead of all clusters and the rest of industry, and what else outlooks need.

    paths : revenue of every cluster on the same paths, the current year as its returns so far have it.
    nowcasts : cluster -> `Combined` of the current year; empty where nothing of it has been returned.
    scopes : year -> statistical scope. matched_growth : years x clusters, with the whole as `total`; empty
        where the scope never changes.
    firms : enterprise_id, cluster, revenue of the newest annual return. deviations : `firm_deviations`.
    energy_kept : year -> what part of the city's energy per GDP a scenario leaves; empty without one.
    """

    paths: Paths
    nowcasts: dict
    scopes: dict
    matched_growth: pd.DataFrame
    firms: pd.DataFrame
    deviations: np.ndarray
    energy_kept: dict = field(default_factory=dict)

    def growth_across(self, name):
        """Growth of the enterprises of both years by year, of one cluster or of the `total`; None without a break."""
        return self.matched_growth.get(name)


def future_of(tables, cluster_ytd, entity_year, *, horizon, scopes, floor, seed=0):
    """The `Future` of a city from its aggregates and enterprises.

    tables : `catalogue.Tables`. cluster_ytd : cumulative revenue by cluster, year, month. entity_year: revenue
    by enterprise_id, year, cluster. horizon : years ahead of the newest annual return, at least 1. scopes : year
    -> statistical scope. floor : revenue of large enterprises; deviations are those of a tenth of it and more.
    """
    history = tables.cluster_year.pivot(index="year", columns="cluster", values="revenue")
    broken = _changes({year: scopes.get(year) for year in history.index})
    matched = _matched_growth(entity_year, scopes) if broken else pd.DataFrame()
    known = matched if len(matched) else None
    paths = simulate_paths(history, horizon, seed=seed, scopes=scopes, matched_growth=known)
    forecasts = _nowcasts(history, cluster_ytd, scopes, matched, seed)
    newest = entity_year[entity_year["year"] == history.index.max()]
    return Future(
        paths=_with_nowcasts(paths, forecasts, cluster_ytd),
        nowcasts=forecasts,
        scopes=scopes,
        matched_growth=matched,
        firms=newest[["enterprise_id", "cluster", "revenue"]],
        deviations=firm_deviations(entity_year, least=floor / 10),
    )


def under(future, scenario, projects, energy_by_cluster, city_energy):
    """The `Future` with a scenario on every path.

    `energy_by_cluster` : energy_tce of the newest annual return by cluster; `city_energy` the city's whole use in
    that year, tce, or None. What industry saves lowers energy per GDP by industry's share of that use; that a
    scenario moves GDP itself is left out.
    """
    changed = replace(future, paths=scenario_paths(future.paths, scenario, projects))
    if not scenario.energy_saved or not city_energy:
        return changed
    years = future.paths.years
    rows = [
        {"year": year, "cluster": cluster, "revenue": 1.0, "energy_tce": energy}
        for year in (years[0] - 1, *years)
        for cluster, energy in energy_by_cluster.dropna().items()
    ]
    only_savings = scenario.model_copy(update={"growth": (), "pipeline": None, "prices": ()})
    found = apply_scenario(pd.DataFrame(rows), only_savings, known_until=years[0] - 1)
    saved = (found["energy_tce"] - found["energy_tce_scenario"]).groupby(found["year"]).sum()
    return replace(changed, energy_kept=(1 - saved / city_energy).to_dict())


def cumulative_history(cluster_year, cluster_ytd, cluster, before):
    """Cumulative revenue of one cluster, years x months, month 12 the annual return, up to the year `before`."""
    inside = cluster_ytd.loc[cluster_ytd["cluster"] == cluster, ["year", "month", "revenue"]]
    whole = cluster_year.loc[cluster_year["cluster"] == cluster, ["year", "revenue"]].assign(month=WHOLE_YEAR)
    rows = pd.concat([inside[inside["month"] < WHOLE_YEAR], whole])
    table = rows[rows["year"] < before].pivot(index="year", columns="month", values="revenue")
    return table.astype(float)


def same_enterprises(enterprise_ytd, enterprise_year, cluster):
    """`like_for_like_base` of the enterprises of one cluster (`other`: outside the clusters)."""
    parts = [
        rows[rows["cluster"].fillna(OUTSIDE) == cluster]
        for rows in (enterprise_ytd, enterprise_year.dropna(subset=["revenue"]))
    ]
    return like_for_like_base(*parts)


def _changes(scopes):
    years = sorted(scopes)
    return any(scope_break(scopes[a], scopes[b]) for a, b in itertools.pairwise(years))


def _matched_growth(entity_year, scopes):
    rows = entity_year.assign(cluster=entity_year["cluster"].fillna(OUTSIDE))
    parts = {"total": rows} | dict(iter(rows.groupby("cluster")))
    return pd.DataFrame({name: _linked(part, scopes) for name, part in parts.items()})


def _linked(rows, scopes):
    panel = rows.groupby(["enterprise_id", "year"], as_index=False)["revenue"].sum(min_count=1)
    return chained_matched_index(panel, scope=scopes)["matched_growth"]


def _nowcasts(history, cluster_ytd, scopes, matched, seed):
    """{cluster: Combined} for the year after the newest annual return, as far as anything says something."""
    if history.empty:
        return {}
    year = int(history.index.max()) + 1
    now = cluster_ytd[(cluster_ytd["year"] == year) & (cluster_ytd["month"] < WHOLE_YEAR)]
    # Months of another scope say nothing about the year before; the annual model alone goes on.
    if now.empty or scope_break(scopes.get(year), scopes.get(year - 1)):
        return {}
    annual_rows = history.stack().rename("revenue").reset_index()
    found = {}
    for cluster, rows in now.groupby("cluster"):
        if cluster not in history:
            continue
        growth = matched.get(cluster)
        window = comparable_window(history[cluster], scopes, growth).values
        past = cumulative_history(annual_rows, cluster_ytd, cluster, year)
        past = past[past.index >= window.index.min()] if len(window) else past
        so_far = rows.set_index("month")["revenue"].astype(float)
        found[cluster] = year_forecast(past, so_far, window, year, seed=seed)
    return {cluster: said for cluster, said in found.items() if said is not None}


def _with_nowcasts(paths, forecasts, cluster_ytd):
    usable = {
        cluster: _quantile(said.forecast, _earned(cluster_ytd, cluster, paths.years[0]))
        for cluster, said in forecasts.items()
        if paths.outcomes.get(cluster) == "forecast" and said.forecast.error > 0
    }
    return paths.with_year(paths.years[0], usable) if usable else paths


def _quantile(forecast, earned):
    """Quantiles of the year, none below what is earned already."""
    return lambda chances: np.maximum(forecast.quantile(chances), earned)


def _earned(cluster_ytd, cluster, year):
    rows = cluster_ytd[(cluster_ytd["cluster"] == cluster) & (cluster_ytd["year"] == year)]
    return float(rows["revenue"].max())
