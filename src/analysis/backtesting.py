"""Past editions of a city opened again, each as it was known then, and what their outlooks foretold."""

from functools import cached_property

import pandas as pd

from analysis.indicators.catalogue import PUBLISHED_INPUTS
from analysis.tables import VALIDATED
from analysis.targets.backtest import settle
from analysis.targets.combination import FEWEST_ERRORS
from analysis.targets.foretold import COLUMNS
from analysis.targets.outlook import BASES, basis_of
from analysis.targets.series_models import FEWEST_VALUES

# What each attribute of a city rests on; until something of it arrives, it is that of the edition before.
_RESTS_ON = {
    "cluster_year": ("enterprise_year",),
    "district_cluster_year": ("enterprise_year",),
    "park_year": ("enterprise_year",),
    "enterprise_year": ("enterprise_year",),
    "entity_year": ("enterprise_year", "links"),
    "_returned": ("enterprise_year",),
    "cluster_ytd": ("enterprise_ytd",),
    "official_series": ("official_series",),
    "programme_event": ("programme_event",),
    "project": ("project",),
    "enterprise": ("enterprise",),
    "future": ("enterprise_year", "enterprise_ytd", "links"),
}
# Bases of outlooks that the months of the current year move.
_WITH_MONTHS = ("paths", "list")


def backtest(city):
    """Every forecast of past editions of a year known by now, beside what came: `targets.backtest.FORECASTS`.

    An edition is a day on which an annual return, a year-to-date return or a published figure that promises
    rest on arrived, was corrected or was withdrawn, once four years were known. Of it those promises count
    that rest on what arrived; of the others, and where a return moved no outlook, nothing new was said. Lists
    of enterprises and records of deeds are taken as they stood on that day.
    """
    said, first = _said(PastEditions(city))
    now = {name: case.yearly.to_dict() for name, case in city.numeric.items()}
    return settle(said, now, first, _kept(city, said), city.future.scopes if len(said) else {})


def _said(past):
    """What past editions forecast of years known by now, and promise -> year -> the value first known."""
    said, first = [pd.DataFrame(columns=["edition", *COLUMNS])], {}
    for day in past.days:
        asked = past.asked(day)
        if not asked:
            continue
        edition = past.open(day)
        for name in asked:
            first[name] = edition.numeric[name].yearly.to_dict() | first.get(name, {})
        later = [name for name in asked if past.is_surpassed(edition, name)]
        said.append(edition.foretold(later).assign(edition=day))
        past.keep(edition)
    rows = pd.concat([part for part in said if len(part)] or said, ignore_index=True)
    return rows.drop_duplicates(list(COLUMNS), ignore_index=True), first


class PastEditions:
    """The editions of a city up to its own date, opened as they were known then.

    Frames of which nothing new has arrived are read once and shared; nobody changes them.
    """

    def __init__(self, city):
        self._city = city
        self._frames = {}
        self.keep(city)

    @cached_property
    def days(self):
        """The days of the editions, oldest first; there is no city before its first return."""
        returns = pd.concat([self._annual, self._months])["obtained"]
        inputs = [rows["obtained"] for parts in self._published.values() for rows in parts]
        arrived = pd.concat([returns, *inputs])
        return [day.date() for day in sorted(arrived[arrived >= returns.min()].unique())]

    def asked(self, day):
        """Ids of the promises an edition says something new of, or is the first to know a newest value of."""
        news = {None: self._news(None, day)} | {name: self._news(name, day) for name in self._published}
        return [
            name
            for name, case in self._city.numeric.items()
            if basis_of(case) in news.get(case.commitment.indicator, news[None])
        ]

    def is_surpassed(self, edition, name):
        """Whether a later year of a promise is known by now than the edition knew."""
        then, now = edition.numeric[name].yearly, self._city.numeric[name].yearly
        return len(then) > 0 and then.index[-1] < now.index.max()

    def open(self, day):
        """The city on `day`."""
        city = type(self._city)(self._city.paths, self._city.policy, day)
        for frame in _RESTS_ON:
            known = self._frames.get((frame, self._newest(frame, day)))
            if known is not None:
                setattr(city, frame, known)
        return city

    def keep(self, city):
        """Shares the frames a city has read by now with the editions to come."""
        for frame in _RESTS_ON.keys() & vars(city).keys():
            self._frames[frame, self._newest(frame, city.as_of)] = vars(city)[frame]

    def _news(self, indicator, day):
        """Bases of outlooks that say something new on a day, of one published indicator (None: of returns)."""
        day, sources = pd.Timestamp(day), self._published.get(indicator, [self._annual])
        known = [rows[rows["obtained"] <= day] for rows in sources]
        if min(rows["year"].nunique() for rows in known) < FEWEST_VALUES:
            return ()
        if any((rows["obtained"] == day).any() for rows in known):
            return BASES
        return _WITH_MONTHS if self._is_moved(known[0]["year"].max(), day) else ()

    def _is_moved(self, last_year, day):
        """Whether a year-to-date return of the day may move outlooks that anyone can score by now.

        A nowcast moves them once it has an interval, which takes two errors in earlier years, and each of these
        a year before it.
        """
        known = self._months[self._months["obtained"] <= day]
        earlier = known.loc[known["year"] <= last_year, "year"].nunique()
        is_new = (known["obtained"] == day).any() and last_year < self._annual["year"].max()
        return is_new and earlier > FEWEST_ERRORS

    def _newest(self, frame, day):
        """The last day up to `day` on which something a frame rests on arrived, of each table."""
        days = [self._arrivals[table] for table in _RESTS_ON[frame]]
        return tuple(arrived[arrived <= pd.Timestamp(day)].max() for arrived in days)

    @cached_property
    def _arrivals(self):
        """Table -> the days on which rows of it arrived, were corrected or were withdrawn."""
        paths = self._city.paths
        days = {name: _rows(paths.validated / f"{name}.parquet", "obtained") for name in VALIDATED}
        days["links"] = _rows(paths.processed / "links.parquet", "decided")
        return {name: rows.iloc[:, 0] for name, rows in days.items()}

    @cached_property
    def _annual(self):
        return self._known("enterprise_year")

    @cached_property
    def _months(self):
        return self._known("enterprise_ytd")

    @cached_property
    def _published(self):
        """Indicator computed from published figures -> the rows of each figure."""
        rows = self._known("official_series", "entity", "indicator")
        own = rows[rows["entity"] == self._city.policy.decree.id]
        return {
            indicator: [own[own["indicator"] == one] for one in inputs]
            for indicator, inputs in PUBLISHED_INPUTS.items()
        }

    def _known(self, table, *columns):
        rows = _rows(self._city.paths.validated / f"{table}.parquet", "obtained", "year", *columns)
        return rows[rows["obtained"] <= pd.Timestamp(self._city.as_of)]


def _rows(path, *columns):
    return pd.read_parquet(path, columns=list(columns)).drop_duplicates()


def _kept(city, frame):
    """Promise -> whether it was kept, of those that fell due in a year some forecast was of."""
    due = frame.loc[frame["probability"].notna(), "commitment_id"].unique()
    standings = {name: city.trajectory(name).standing for name in due}
    return {name: said == "kept" for name, said in standings.items() if said in ("kept", "missed")}
