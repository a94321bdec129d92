"""The same city on several days, each opened once; what is wrong with a day is said in a sentence."""

from pathlib import Path

from analysis.city import open_city, parse_as_of
from analysis.errors import MonitorError
from analysis.paths import Paths, find_root
from analysis.processed import load_record, month_end, require_processed
from analysis.wording import say


class Editions:
    """The editions of one city: `at(text, lang)` is the city as known on a day.

    days : the ends of the months in which returns arrived, oldest first. Cities stay open, so a day that was
    looked at once costs nothing the next time.
    """

    def __init__(self, city):
        self._open = {city.as_of: city}
        self._first = city
        received = sorted(load_record(city.paths).returns_obtained)
        self.days = list(dict.fromkeys(month_end([day]) for day in received)) or [city.as_of]

    def at(self, text, lang):
        """The city on the day `text` says; MonitorError, in `lang`, for no date and for one before all data."""
        day = _day(text, lang)
        if day not in self._open:
            self._open[day] = self._opened(day, lang)
        return self._open[day]

    def _opened(self, day, lang):
        try:
            city = self._first.as_known_on(day)
        except MonitorError:
            first = self.days[0]
            raise MonitorError(say("desk_before_data", lang, as_of=day, first=first)) from None
        # A promise defined otherwise is so on every day.
        city.redefinitions = self._first.redefinitions
        return city


def _day(text, lang):
    try:
        return parse_as_of(str(text).strip())
    except MonitorError:
        raise MonitorError(say("desk_bad_as_of", lang, text=text)) from None


def opened(root, as_of, lang):
    """The city at or above `root`; MonitorError, in `lang`, that says what to do where there is none or nothing is prepared."""
    try:
        paths = Paths(find_root(root))
    except MonitorError:
        raise MonitorError(say("desk_no_city", lang, folder=Path(root).resolve())) from None
    try:
        require_processed(paths)
    except MonitorError:
        raise MonitorError(say("desk_not_prepared", lang)) from None
    newest = open_city(paths.root)
    return newest if as_of is None else Editions(newest).at(as_of, lang)
