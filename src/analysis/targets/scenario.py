"""What would become of a baseline under a scenario: faster growth, projects on stream, prices, energy saved.

The order is fixed, so that the parts add up: growth changes the volume, projects add to it, prices multiply what
it sells for, and energy follows the volume. Nothing that is known already changes.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.totals import OUTSIDE

PARTS = ("from_growth", "from_pipeline", "from_prices")
_KEYS = ("cluster", "district", "path")


def apply_scenario(baseline, scenario, projects=None, known_until=None):
    """The baseline with the scenario beside it, row by row in the same order.

    Adds revenue_scenario and its parts from_growth, from_pipeline and from_prices, which sum to
    revenue_scenario - revenue; where the baseline has energy_tce, also energy_tce_scenario and energy_saved_tce,
    what the scenario's volume would use more without the saving. A part of the scenario that begins in a year
    that is known begins in the first one that is not. Missing stays missing.

    Parameters
    ----------
    baseline : columns year, cluster, revenue and optionally energy_tce; district and path, the number of a
        simulated path, tell rows apart where they are there. A missing cluster is industry outside the clusters.
    scenario : `policy.scenarios.Scenario`.
    projects : columns cluster, completed, capacity_revenue (and district, where the baseline has it); needed
        only for a pipeline. Projects of places the baseline has no row for are no part of it, nor are those of
        `projects_without_day_or_capacity`.
    known_until : last year that is known; by default the one before the baseline begins.

    MonitorError where rows of the baseline repeat, where growth at a `rate` has no year to start from, or where
    a pipeline comes without projects.
    """
    rows = baseline.assign(cluster=baseline["cluster"].fillna(OUTSIDE))
    keys = [name for name in _KEYS if name in rows]
    _refuse_repeats(rows, keys)
    known = int(rows["year"].min()) - 1 if known_until is None else known_until
    start = _wide(rows, keys, "revenue")
    volume, found = _revenue(start, scenario, projects, known)
    if "energy_tce" in rows:
        found |= _energy(_wide(rows, keys, "energy_tce"), start, volume, scenario.energy_saved, known)
    return baseline.assign(**{name: _long(table, rows, keys) for name, table in found.items()})


def scenario_paths(paths, scenario, projects=None):
    """`Paths` of clusters under the scenario, path by path, so that any probability can be asked of them again.

    Everything up to the last year of their history is known. MonitorError as `apply_scenario`.
    """
    draws, years, names = paths.levels.shape
    known = paths.years[0] - 1
    levels = pd.DataFrame(
        paths.levels.transpose(0, 2, 1).reshape(-1, years),
        index=pd.Index(np.tile(np.asarray(paths.names, dtype=object), draws), name="cluster"),
        columns=list(paths.years),
    )
    levels.insert(0, known, np.tile(paths.history.loc[known, list(paths.names)].to_numpy(float), draws))
    _, found = _revenue(levels, scenario, projects, known)
    changed = found["revenue_scenario"].drop(columns=known).to_numpy().reshape(draws, names, years)
    return replace(paths, levels=changed.transpose(0, 2, 1))


def scenario_totals(result, by=("year",)):
    """Sums of every figure of `apply_scenario` by `by`; a sum with a missing part is missing."""
    figures = [name for name in result if name.startswith(("revenue", "from_", "energy_"))]
    return result.groupby(list(by))[figures].sum(skipna=False).reset_index()


def projects_without_day_or_capacity(projects):
    """The projects that no pipeline can count: no day of completion, or no capacity, or one below 0."""
    return projects[projects["completed"].isna() | ~(projects["capacity_revenue"] >= 0)]


def share_in_use(completed, year, ramp, delay_months=0):
    """Share of capacity used in `year`, 0..1, by project; `completed` is a Series of days.

    The year of completion uses the first share of the ramp for the part of the year that is left, the next
    year the second, and so on; the last share holds for good. NaN where the day is missing.
    """
    day = pd.to_datetime(completed) + pd.DateOffset(months=delay_months)
    age = year - day.dt.year
    left = 1 - (day.dt.day_of_year - 1) / (365 + day.dt.is_leap_year)
    share = np.asarray(ramp)[age.clip(0, len(ramp) - 1).fillna(0).astype(int)]
    return pd.Series(np.where(age > 0, share, np.where(age == 0, share * left, 0.0)), day.index).mask(
        day.isna()
    )


def _wide(rows, keys, measure):
    return rows.astype({measure: float}).pivot(index=keys, columns="year", values=measure).sort_index(axis=1)


def _long(table, rows, keys):
    places = table.index.get_indexer(pd.MultiIndex.from_frame(rows[keys]) if len(keys) > 1 else rows[keys[0]])
    return table.to_numpy()[places, table.columns.get_indexer(rows["year"])]


def _affected(table, part):
    """Which rows a part of the scenario is about: a column of True and False."""
    clusters = table.index.get_level_values("cluster")
    return (clusters.isin(part.clusters) if part.clusters else np.full(len(clusters), True))[:, None]


def _years_in(table, part, known):
    """How many years of a part have gone by in each year of the table; 0 before it, then as many as it lasts."""
    first = max(part.since, known + 1)
    last = np.inf if part.until is None else part.until
    return np.clip(np.minimum(table.columns.to_numpy(float), last) - first + 1, 0, None)


def _revenue(start, scenario, projects, known):
    """The volume, and the revenue it sells for with the parts of the difference."""
    grown = _grown(start, scenario.growth, known)
    added = _pipeline(grown, scenario.pipeline, projects, known)
    volume = grown + added
    sold = volume * _prices(volume, scenario.prices, known)
    parts = (grown - start, added, sold - volume)
    return volume, {"revenue_scenario": sold} | dict(zip(PARTS, parts, strict=True))


def _grown(start, parts, known):
    level = start
    for part in parts:
        years = _years_in(start, part, known)
        factor = (1 + part.extra.fraction) ** years if part.extra else _at_rate(level, part, years, known)
        level = level * np.where(_affected(level, part), factor, 1.0)
    return level


def _at_rate(level, part, years, known):
    """What turns each level into one that grows at the rate; after its end, growth is the baseline's again."""
    if years.max(initial=0) == 0:
        return np.ones(level.shape)
    first = max(part.since, known + 1)
    if first - 1 not in level.columns:
        raise MonitorError(
            f"growth at a rate from {first} on has no level to start from.",
            expected=f"the year {first - 1} in the baseline.",
            way_out="Put the last known year into the baseline, and name it as known_until.",
        )
    target = level[[first - 1]].to_numpy() * (1 + part.rate.fraction) ** years
    reached = level.reindex(columns=(first - 1 + years).astype(int)).to_numpy()
    return np.where(years > 0, target / reached, 1.0)


def _pipeline(table, pipeline, projects, known):
    """Revenue that projects add in each year to what they added in the last known one, as a table like `table`."""
    if pipeline is None:
        return table * 0.0
    if projects is None:
        raise MonitorError(
            f"the scenario's pipeline has no projects to count ({', '.join(pipeline.clusters or ['all clusters'])}).",
            expected="the table of projects.",
        )
    places = [name for name in table.index.names if name in ("cluster", "district")]
    by_place = _added_by(projects, pipeline, places, table.columns, known)
    own = table.index.droplevel([name for name in table.index.names if name not in places])
    own = own.reorder_levels(places) if len(places) > 1 else own
    return table * 0.0 + by_place.reindex(own).fillna(0.0).to_numpy()


def _added_by(projects, pipeline, places, years, known):
    usable = projects.drop(projects_without_day_or_capacity(projects).index)
    usable = usable.assign(cluster=usable["cluster"].fillna(OUTSIDE))
    if pipeline.clusters:
        usable = usable[usable["cluster"].isin(pipeline.clusters)]
    capacity = usable["capacity_revenue"] * pipeline.realised.fraction
    capacity *= 1 - pipeline.already_in_trend.fraction
    in_use = {
        year: share_in_use(usable["completed"], year, pipeline.ramp, pipeline.delay_months)
        for year in [known, *years]
    }
    added = {year: capacity * (in_use[year] - in_use[known]) * (year > known) for year in years}
    return pd.DataFrame(added).groupby([usable[name] for name in places]).sum()


def _prices(table, parts, known):
    factor = np.ones(table.shape)
    for part in parts:
        years = table.columns.to_numpy()
        inside = (years >= max(part.since, known + 1)) & (years <= (part.until or np.inf))
        factor = factor * np.where(_affected(table, part) & inside, 1 + part.change.fraction, 1.0)
    return factor


def _energy(energy, start, volume, parts, known):
    """Energy at the baseline's energy per output, and what is saved of it."""
    # A row without output in either has nothing to follow; one that begins from nothing has no intensity.
    ratio = (volume / start.where(start != 0)).mask((start == 0) & (volume == 0), 1.0)
    unsaved = energy * ratio
    remaining = np.ones(energy.shape)
    for part in parts:
        used = 1 - part.share.fraction * _reached(energy, part, known)
        remaining = remaining * np.where(_affected(energy, part), used, 1.0)
    return {"energy_tce_scenario": unsaved * remaining, "energy_saved_tce": unsaved * (1 - remaining)}


def _reached(table, part, known):
    """Share of a saving that is reached in each year, 0..1."""
    years = _years_in(table, part, known)
    if part.until is None:
        return np.minimum(years, 1.0)
    return years / max(1, part.until - max(part.since, known + 1) + 1)


def _refuse_repeats(rows, keys):
    repeated = rows[rows.duplicated([*keys, "year"], keep=False)]
    if not repeated.empty:
        raise MonitorError(
            f"{len(repeated)} rows of the baseline are not one for each {', '.join(map(str, keys))} and year.",
            rows=repeated,
            expected="one row each; a column such as `path` tells simulated paths apart.",
        )
