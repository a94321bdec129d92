"""What a city is likely to do: the part of City that looks ahead of the newest return."""

import math
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.backtesting import backtest
from analysis.errors import MonitorError
from analysis.indicators.catalogue import PUBLISHED_INPUTS
from analysis.indicators.growth_drivers import growth_drivers, growth_panel
from analysis.indicators.planned_effect import planned_effect
from analysis.indicators.series import latest_vintage
from analysis.policy.scenarios import load_scenarios
from analysis.targets.case import Case
from analysis.targets.foretold import foretold
from analysis.targets.future import cumulative_history, future_of, same_enterprises, under
from analysis.targets.nowcast import nowcasts
from analysis.targets.nowcast_base import WHOLE_YEAR
from analysis.targets.outlook import COLUMNS, basis_of, outlook_of, targets_met
from analysis.targets.progress import last_year_within


class Ahead:
    """Outlooks, nowcasts, scenarios and what growth goes with, of the city the class is mixed into."""

    @cached_property
    def future(self):
        """The `targets.future.Future` all outlooks share: simulated paths with the current year's nowcast."""
        years = self.years
        last = years[-1] if years else self.policy.decree.baseline_year
        return future_of(
            self._tables,
            self.cluster_ytd,
            self.entity_year,
            horizon=max(1, self.policy.decree.deadline.year - last),
            scopes={year: self._scope_of(year) for year in [*years, last + 1]},
            floor=self.policy.core_enterprise_threshold,
        )

    def as_known_on(self, day):
        """The same city as it was known on another day (a date): to look back at what an earlier edition said.

        MonitorError where nothing had been received by then. Example: `city.as_known_on(date(2010, 9, 30))`.
        """
        return type(self)(self.paths, self.policy, day)

    def outlook(self, scenario=None, commitment_ids=None):
        """One row a promise in numbers: distribution in the deadline's year, probability, and what growth it needs.

        Columns: `targets.outlook.COLUMNS`. Where no distribution can be given, `outcome` says why. `scenario` is
        a `policy.scenarios.Scenario` or the id of one in data/policy/scenarios; without it what is likely as
        things are. `commitment_ids` narrows it. Example: `city.outlook()[["commitment_id", "probability"]]`.
        """
        future = self._under(scenario)
        wanted = self.numeric if commitment_ids is None else commitment_ids
        rows = [outlook_of(self.numeric[name], future).row(self.numeric[name].commitment) for name in wanted]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def trajectory(self, commitment_id, reading=None, scenario=None):
        """The `targets.outlook.Outlook` of one promise: its years so far, the years ahead, the probability.

        Example: `city.trajectory("C006").table`.
        """
        self._commitment(commitment_id, reading)
        case = self._case(self.policy.commitments[commitment_id], reading)
        return outlook_of(case, self._under(scenario))

    def foretold(self, commitment_ids=None):
        """What outlooks say of every year ahead, beside the last value again and the plain drift of each series.

        One row a promise and year, `targets.foretold.COLUMNS`; by default of all promises in numbers.
        """
        wanted = self.numeric if commitment_ids is None else commitment_ids
        cases = [self._cases[name] for name in wanted]
        return foretold(cases, self.future, self._month_so_far) if cases else foretold([], None)

    def backtest(self):
        """One row a forecast of an earlier edition whose year is known by now: what was said and what came.

        Columns: `targets.backtest.FORECASTS`; `targets.backtest.summary` says how often they held. Empty where no
        edition is old enough. Takes seconds the first time. Example: `summary(city.backtest())`.
        """
        return self._backtest.copy()

    @cached_property
    def _backtest(self):
        return backtest(self)

    @cached_property
    def numeric(self):
        """{id: `targets.case.Case`} of the promises in numbers, which have an outlook."""
        return {name: case for name, case in self._cases.items() if basis_of(case)}

    def targets_met(self, scenario=None):
        """Probability of each number of cluster targets met together in the last year of the plan, by number."""
        year = last_year_within(self.policy.decree.deadline)
        promises = self.policy.with_indicator("cluster_revenue")
        future = self._under(scenario)
        if year not in future.paths.years:
            return pd.Series(
                math.nan, pd.RangeIndex(len(promises) + 1, name="targets_met"), name="probability"
            )
        return targets_met(promises, future, year)

    def nowcast(self, cluster):
        """The current year of one cluster (`other`: outside them) by method and base, as `targets.nowcast.nowcasts`.

        Money in the city's unit. Empty where nothing of the year has been returned.
        """
        year = max(self.years, default=0) + 1
        now = self.cluster_ytd[(self.cluster_ytd["cluster"] == cluster) & (self.cluster_ytd["year"] == year)]
        past = cumulative_history(self.cluster_year, self.cluster_ytd, cluster, year)
        so_far = now.set_index("month")["revenue"].astype(float)
        alike = same_enterprises(self.enterprise_ytd, self.enterprise_year, cluster)
        found = nowcasts(past, so_far, year, alike)
        return found if len(now) else found.iloc[:0]

    @property
    def scenarios(self):
        """{id: Scenario} of data/policy/scenarios."""
        return load_scenarios(self.paths.policy, [*self.policy.clusters, "other"])

    def growth_drivers(self):
        """What growth of enterprises goes with: `indicators.growth_drivers.growth_drivers` of all pairs of years."""
        return growth_drivers(growth_panel(self.enterprise_year, self.enterprise).rows)

    def planned_effect(self, within=None):
        """Planned beside other cells before and after the decree: `indicators.planned_effect.planned_effect`."""
        start = self.policy.decree.baseline_year + 1
        return planned_effect(self.district_cluster_year, self.policy.planned_cells, start, within=within)

    @property
    def _month_so_far(self):
        """The newest month of the current year that outlooks rest on; 0 where they rest on whole years."""
        if not self.future.nowcasts:
            return 0
        months = self.cluster_ytd[self.cluster_ytd["year"] == self.years[-1] + 1]["month"]
        return int(months[months < WHOLE_YEAR].max())

    @cached_property
    def _cases(self):
        """Every promise as it is read by default, with its evidence; verdicts and outlooks share them."""
        return {name: Case(commitment, *self._known) for name, commitment in self.policy.commitments.items()}

    def _case(self, commitment, reading=None):
        return Case(commitment.under(reading), *self._known) if reading else self._cases[commitment.id]

    def _under(self, scenario):
        if scenario is None:
            return self.future
        if isinstance(scenario, str):
            known = self.scenarios
            if scenario not in known:
                raise MonitorError(
                    f"there is no scenario {scenario!r}.", expected=f"one of {', '.join(known) or '(none)'}."
                )
            scenario = known[scenario]
        newest = self.cluster_year[self.cluster_year["year"] == max(self.years)]
        energy = newest.set_index("cluster")["energy_tce"].astype(float)
        projects = self.project[self.project["obtained"] <= pd.Timestamp(self.as_of)]
        return under(self.future, scenario, projects, energy, self._city_energy(max(self.years)))

    def _city_energy(self, year):
        """The city's energy use of a year in tce; None where it was never published."""
        use, _ = PUBLISHED_INPUTS["energy_per_gdp"]
        found = latest_vintage(self.official_series, self.policy.decree.id, use).get(year, np.nan)
        return None if pd.isna(found) else float(found)
