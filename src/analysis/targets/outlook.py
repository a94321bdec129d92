"""Where each promise in numbers is likely to stand when it falls due: a distribution, a probability, the reason."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.indicators.catalogue import COMPUTED, PUBLISHED_INPUTS
from analysis.indicators.growth import required_growth
from analysis.indicators.programme import core_list
from analysis.indicators.totals import OUTSIDE
from analysis.targets import trajectory
from analysis.targets.indicator_verdict import listed
from analysis.targets.judge import scope_text
from analysis.targets.paths import reaches, share_of_paths
from analysis.targets.progress import last_year_within, meets
from analysis.targets.required import Seen, growth_seen
from analysis.targets.simulation import SIMULATED, least_of_firms, simulate_paths
from analysis.targets.trajectory import annual_trajectory

# What the distribution of a promise comes from.
BASES = (
    "paths",  # simulated years of all clusters together
    "series",  # its own yearly series
    "odds",  # a share of a whole: its own series of odds, so that it stays between 0 and 100 %
    "cell",  # quotient and share of a planned cell, simulated together
    "list",  # every enterprise of a list, grown with its cluster on the simulated paths
)
OUTCOMES = (
    *trajectory.OUTCOMES,
    "deeds",  # things to be done: decisions, not a quantity that grows by itself
    "exact_number",  # exactly so many, or between two numbers: growth says nothing about stopping there
    "share_at_limit",  # a share of nothing or of everything has no odds
    "list_incomplete",  # an enterprise of the list has no annual return
    "not_simulated",  # one of its parts allows no forecast
)
COLUMNS = (
    "commitment_id",
    "indicator",
    "scope",
    "unit",
    "end_year",
    "last_year",
    "value",
    "target",
    "outcome",
    "standing",
    "basis",
    "years",
    "median",
    "low_80",
    "high_80",
    "low_95",
    "high_95",
    "probability",
    "growth_needed",
    "times_seen",
    "spans_seen",
    "best_seen",
    "best_seen_year",
)
_ENDS = ["median", "low_80", "high_80", "low_95", "high_95"]
_NOT_ONE_SIDED = ("exactly", "between")
_NEVER_SEEN = Seen(0, 0, math.nan, None)


@dataclass(frozen=True)
class Outlook:
    """What one promise is likely to do.

    outcome : one of OUTCOMES. standing : one of `trajectory.STANDINGS`. basis : one of BASES, None for deeds.
    end_year : the last year that ends by the deadline. values : the indicator by year, in the unit of `table`.
    table : one row a year ahead: year, median, low_80, high_80, low_95, high_95; empty where nothing can be
    said, ends NaN without spread. probability : that the promise is kept in `end_year`, NaN unless `outcome`
    is forecast and `standing` open or met. growth_needed : a year from the newest value to the target, of the
    level that grows (1 + change for a change); NaN without years left. seen : how often such growth was.
    """

    outcome: str
    standing: str
    basis: str | None
    end_year: int
    values: pd.Series
    table: pd.DataFrame
    probability: float
    growth_needed: float = math.nan
    seen: Seen = _NEVER_SEEN

    def row(self, commitment):
        """The outlook as a mapping with COLUMNS: what `City.outlook` lists, for the deadline's year."""
        values = self.values.dropna()
        ahead = self.table[self.table["year"] == self.end_year]
        ends = ahead.iloc[0][_ENDS].to_dict() if len(ahead) else dict.fromkeys(_ENDS, math.nan)
        return {
            "commitment_id": commitment.id,
            "indicator": commitment.indicator,
            "scope": scope_text(commitment.scope),
            "unit": commitment.target_unit,
            "end_year": self.end_year,
            "last_year": int(values.index[-1]) if len(values) else None,
            "value": float(values.iloc[-1]) if len(values) else math.nan,
            "target": math.nan if commitment.target is None else commitment.target,
            "outcome": self.outcome,
            "standing": self.standing,
            "basis": self.basis,
            "years": len(values),
            **ends,
            "probability": self.probability,
            "growth_needed": self.growth_needed,
            "times_seen": self.seen.times,
            "spans_seen": self.seen.spans,
            "best_seen": self.seen.best,
            "best_seen_year": self.seen.best_year,
        }


def outlook_of(case, future):
    """The `Outlook` of a promise (`targets.case.Case`) from what all outlooks share (`targets.future.Future`).

    Refuses nothing: where no distribution can be given, `outcome` says why.
    """
    basis, end_year = basis_of(case), last_year_within(case.due)
    if basis is None:
        return _deeds(end_year)
    values = case.yearly
    found = _FROM[basis](case, values, end_year, future)
    return _with_growth(replace(found, basis=basis), case.commitment)


def basis_of(case):
    """Which of BASES the distribution of a promise comes from; None for things to be done."""
    commitment = case.commitment
    if case.shape != "indicator" or commitment.target is None:
        return None
    if commitment.counted.list_of:
        return "list"
    if commitment.comparator == "specialised":
        return "cell"
    if commitment.indicator in _ON_PATHS:
        return "paths"
    return "odds" if commitment.kind == "structure" and commitment.target_unit == "1" else "series"


def targets_met(outlooks_on_paths, future, end_year):
    """Probability of each number of promises kept together in `end_year`: Series by number, 0 to all.

    `outlooks_on_paths` : the commitments, each of basis paths. Counted path by path, so what rises together is
    met together. NaN throughout where one of them cannot be simulated.
    """
    events = [
        reaches(future.paths.in_year(on_paths(c, future.paths), end_year), c.target, c.direction)
        for c in outlooks_on_paths
    ]
    numbers = pd.Index(range(len(events) + 1), name="targets_met")
    met = np.sum(events, axis=0)
    if np.isnan(met).any():
        return pd.Series(math.nan, numbers, name="probability")
    counts = np.bincount(met.astype(int), minlength=len(numbers))
    return pd.Series(counts / len(met), numbers, name="probability")


def on_paths(commitment, paths):
    """The quantity of a promise on every path: draws x years, NaN where a part of it is not simulated."""
    return _ON_PATHS[commitment.indicator](paths, commitment.scope)


def _from_paths(case, values, end_year, future):
    commitment, paths = case.commitment, future.paths
    own = _own(case, values, end_year, future)
    if own.outcome in ("deadline_past", "no_values") or end_year not in paths.years:
        late = end_year > paths.years[-1]
        return replace(own, outcome="horizon_beyond_data") if late else own
    quantity = on_paths(commitment, paths)
    outcome = _simulated(quantity, _parts(commitment, paths), paths)
    return _on_paths_to(own, quantity, outcome, paths, commitment)


def _from_list(case, values, end_year, future):
    own, paths = _own(case, values, end_year, future), future.paths
    if own.outcome == "deadline_past" or end_year not in paths.years:
        return own
    ids = core_list(listed(case), case.as_of)["enterprise_id"].dropna().unique()
    firms = future.firms[future.firms["enterprise_id"].isin(ids) & (future.firms["revenue"] > 0)]
    if len(firms) < len(ids) or not len(ids):
        return replace(own, outcome="list_incomplete" if len(ids) else "no_values", probability=math.nan)
    quantity = least_of_firms(paths, firms, future.deviations)
    outcome = _simulated(quantity, firms["cluster"].fillna(OUTSIDE).unique(), paths)
    return _on_paths_to(own, quantity, outcome, paths, case.commitment)


def _from_odds(case, values, end_year, future):
    target = case.commitment.target
    own = annual_trajectory(
        _odds(values),
        end_year,
        _odds(target),
        case.commitment.direction,
        scopes=future.scopes,
    )
    outcome = "share_at_limit" if ((values <= 0) | (values >= 1)).any() else own.outcome
    table = own.table.assign(**{name: own.table[name] / (1 + own.table[name]) for name in _ENDS})
    chance = own.probability if outcome == own.outcome else math.nan
    return Outlook(outcome, own.standing, None, end_year, values, table, chance)


def _from_series(case, values, end_year, future):
    commitment = case.commitment
    own = _own(case, values, end_year, future)
    if commitment.comparator in _NOT_ONE_SIDED and own.outcome == "forecast":
        return replace(own, outcome="exact_number", probability=math.nan)
    return own


def _from_cell(case, values, end_year, future):
    commitment, share = case.commitment, case.cell_share.dropna()
    own = _own(case, values, end_year, future)
    since = commitment.specialised.or_share_rising_since
    start = share.get(since, math.nan) if since else math.nan
    standing = _standing_of_cell(own.standing, values, share, start, commitment.target)
    if own.outcome not in SIMULATED:
        return replace(own, standing=standing, probability=math.nan)
    both = pd.DataFrame({"quotient": values, "share": share})
    ahead = simulate_paths(both, end_year - int(values.index[-1]), scopes=future.scopes)
    # The table stays the closed form of the quotient; only the promise needs both on the same paths.
    specialised = reaches(ahead.in_year(ahead.level("quotient"), end_year), commitment.target)
    rising = (
        reaches(ahead.in_year(ahead.level("share"), end_year), start) if start == start else specialised * 0
    )
    earned = own.outcome == "forecast" and standing in ("open", "met")
    chance = share_of_paths(np.maximum(specialised, rising)) if earned else math.nan
    return replace(own, standing=standing, probability=chance)


_FROM = {
    "paths": _from_paths,
    "series": _from_series,
    "odds": _from_odds,
    "cell": _from_cell,
    "list": _from_list,
}


def _clusters(paths):
    return [name for name in paths.names if name != OUTSIDE]


def _three_largest(paths, _):
    clusters = paths.levels[:, :, [paths.names.index(name) for name in _clusters(paths)]]
    return np.sort(clusters, axis=2)[:, :, -3:].sum(axis=2) / paths.total()


_ON_PATHS = {
    "cluster_revenue": lambda paths, scope: paths.level(scope.cluster),
    "clusters_revenue": lambda paths, scope: paths.total(_clusters(paths)),
    "industry_revenue": lambda paths, scope: paths.total(),
    "clusters_share_of_revenue": lambda paths, scope: paths.share(_clusters(paths)),
    "cr3_of_clusters": _three_largest,
}
_GROWTH_OF = {"industry_revenue": "total"}


def rests_on_returns(commitment):
    """Whether a promise's figures hang on who reports; published figures and counts of deeds do not."""
    return commitment.indicator in COMPUTED and commitment.indicator not in PUBLISHED_INPUTS


def comparability(commitment, future):
    """`scopes` and `matched_growth` of a promise's own series, as `trajectory.comparable_window` takes them."""
    if not rests_on_returns(commitment):
        return {"scopes": None, "matched_growth": None}
    name = commitment.scope.cluster or _GROWTH_OF.get(commitment.indicator)
    return {"scopes": future.scopes, "matched_growth": future.growth_across(name)}


def _own(case, values, end_year, future):
    """The outlook from the promise's own series alone, in its closed form."""
    commitment, lift = case.commitment, case.commitment.lift
    kept = future.energy_kept.get(end_year, 1.0) if commitment.comparator == "reduced_by" else 1.0
    found = annual_trajectory(
        values,
        end_year,
        # What a scenario saves leaves `kept` of the level, which is the same as a target so much higher.
        (commitment.target + lift) / kept - lift,
        commitment.direction,
        lift=lift,
        **comparability(commitment, future),
    )
    table = found.table
    if future.energy_kept and lift:
        factor = table["year"].map(future.energy_kept).fillna(1.0)
        table = table.assign(**{end: (table[end] + lift) * factor - lift for end in _ENDS})
    return Outlook(found.outcome, found.standing, None, end_year, values, table, found.probability)


def _on_paths_to(own, quantity, outcome, paths, commitment):
    """The outlook of a quantity on the paths, in place of that of its own series."""
    table = paths.table(quantity)
    table = table[table["year"] <= own.end_year]
    if outcome not in SIMULATED:
        return replace(own, outcome=outcome, table=table.iloc[:0], probability=math.nan)
    if outcome == "no_spread":
        table = table.assign(**dict.fromkeys(_ENDS[1:], math.nan))
    earned = outcome == "forecast" and own.standing in ("open", "met")
    event = reaches(paths.in_year(quantity, own.end_year), commitment.target, commitment.direction)
    return replace(
        own, outcome=outcome, table=table, probability=share_of_paths(event) if earned else math.nan
    )


def _parts(commitment, paths):
    return [commitment.scope.cluster] if commitment.indicator == "cluster_revenue" else paths.names


def _simulated(quantity, parts, paths):
    """The outcome of a quantity on the paths: why it cannot be said, or whether it varies."""
    if np.isnan(quantity).any():
        reasons = [paths.outcomes[name] for name in parts if paths.outcomes[name] not in SIMULATED]
        return reasons[0] if len(parts) == 1 and reasons else "not_simulated"
    return "forecast" if np.ptp(quantity[:, 0]) > 1e-12 * abs(quantity[0, 0]) else "no_spread"


def _standing_of_cell(standing, values, share, start, target):
    if standing not in ("open", "met", "kept", "missed"):
        return standing
    year = values.index[-1]
    rising = bool(meets(share.get(year), "rising", start)) if start == start else False
    met = bool(meets(values.iloc[-1], "at_least", target)) or rising
    pairs = {"open": "met", "met": "met", "missed": "kept", "kept": "kept"}
    return pairs[standing] if met else {"met": "open", "kept": "missed"}.get(standing, standing)


def _odds(share):
    return share / (1 - share)


def _with_growth(outlook, commitment):
    values = outlook.values.dropna() + commitment.lift
    if values.empty or outlook.end_year <= values.index[-1] or outlook.basis == "cell":
        return outlook
    years, target = outlook.end_year - int(values.index[-1]), commitment.target + commitment.lift
    needed = required_growth(float(values.iloc[-1]), target, years) if target > 0 else math.nan
    if math.isnan(needed):
        return outlook
    return replace(
        outlook, growth_needed=needed, seen=growth_seen(values, needed, years, commitment.direction)
    )


def _deeds(end_year):
    nothing = pd.DataFrame(columns=["year", *_ENDS])
    values = pd.Series(dtype="float64", index=pd.Index([], dtype="int64", name="year"))
    return Outlook("deeds", "no_target", None, end_year, values, nothing, math.nan)
