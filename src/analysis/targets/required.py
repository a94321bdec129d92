"""What growth a target asks for, from the baseline and from today, and whether such growth was ever seen."""

import calendar
import math
from typing import NamedTuple

import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.growth import cagr, required_growth
from analysis.targets.progress import progress_ratio
from analysis.targets.trajectory import required_path


class Progress(NamedTuple):
    """An observed level against the required one on the day the observation ends.

    ratio : observed over required growth since the baseline (`progress_ratio`). required : the level the path
    asks for on that day. gap : observed less required, negative where a rising target is behind. growth_needed
    : a year from that day to the deadline, 0.12 = 12 %. NaN where no path exists or the deadline is past.
    """

    ratio: float
    required: float
    gap: float
    growth_needed: float


class Seen(NamedTuple):
    """How often a rate of growth was reached over spans of so many years.

    times of spans reached it; best is the highest average yearly growth (the lowest where less is better) of
    any span, best_year the year that span ended. NaN and None without a single span.
    """

    times: int
    spans: int
    best: float
    best_year: int | None


def year_position(day):
    """Where the year that ends on `day` lies on the axis of years: 2009-12-31 is 2009.0, 2009-06-30 is 2008.5.

    A yearly figure stands at the end of its year; twelve months to the end of August stand at 8/12 of the way
    to it, counted in days.
    """
    length = 366 if calendar.isleap(day.year) else 365
    return day.year - 1 + day.timetuple().tm_yday / length


def required_level(start, target, start_year, end_year, position):
    """The level that constant growth from `start` to `target` asks for at `position`, in their unit.

    `position` is a year or a fraction of one (`year_position`); the path is geometric between the years, too.
    NaN where `required_path` is. Past `end_year` the target itself is asked for, before `start_year` nothing.
    """
    path = required_path(start, target, start_year, end_year)
    if position < start_year or path.isna().any():
        return math.nan
    return start * (target / start) ** min((position - start_year) / (end_year - start_year), 1.0)


def required_so_far(start, target, start_year, end_year, year, usual_share):
    """What a cumulative figure of part of `year` has to be: the year's required level times `usual_share`.

    `usual_share`, 0..1, is what part of a year was usually reached by then; offices do not sell a twelfth a
    month. MonitorError for a share outside 0..1.
    """
    if not 0 < usual_share <= 1:
        raise MonitorError(
            f"{usual_share} is no share of a year.",
            expected="a share above 0 and up to 1 of the year's value.",
        )
    return usual_share * required_level(start, target, start_year, end_year, year)


def progress_at(start, now, target, *, start_year, end_year, position, direction):
    """`Progress` of the level `now`, observed at `position` (`year_position`), since `start` in `start_year`.

    Only the day the data end counts, never today's date: an edition built later from the same data says the
    same. The ratio is NaN where `progress_ratio` is, and where no path of growth leads to the target.
    """
    required = required_level(start, target, start_year, end_year, position)
    elapsed, left = position - start_year, end_year - position
    ratio = progress_ratio(start, now, target, elapsed, end_year - start_year, direction)
    return Progress(
        ratio=math.nan if math.isnan(required) else ratio,
        required=required,
        gap=now - required,
        growth_needed=required_growth(now, target, left) if left > 0 and target > 0 else math.nan,
    )


def required_paths(values, target, baseline_year, end_year):
    """Observed levels beside the path from the baseline and the path from the newest value.

    One row a year: year, observed, from_baseline, from_today, in the unit of `values` (a Series by year). A
    path whose first year is not known, or not before `end_year`, is NaN; the target always stands at its year.
    """
    known = values.dropna()
    starts = {"from_baseline": baseline_year, "from_today": int(known.index[-1]) if len(known) else end_year}
    paths = {name: _path(known, target, year, end_year) for name, year in starts.items()}
    table = pd.concat([values.rename("observed").astype(float), *_named(paths)], axis=1).sort_index()
    return table.rename_axis("year").reset_index()


def growth_seen(values, growth, years, direction=1):
    """`Seen`: how often average growth over `years` years reached `growth` (fell to it, with direction -1).

    `values` is a Series of levels by year; spans overlap, and one that begins or ends in a missing or
    non-positive year does not count. MonitorError for a span below one year.
    """
    if not years >= 1:
        raise MonitorError(f"a span of {years} years is none.", expected="a span of one year or more.")
    levels = values.astype(float).to_dict()
    spans = {end: cagr(levels.get(end - years, math.nan), level, years) for end, level in levels.items()}
    seen = {end: rate for end, rate in spans.items() if not math.isnan(rate)}
    if not seen:
        return Seen(0, 0, math.nan, None)
    best = max(seen, key=lambda end: direction * seen[end])
    times = sum(direction * (rate - growth) >= -1e-12 for rate in seen.values())
    return Seen(times, len(seen), seen[best], int(best))


def _path(known, target, year, end_year):
    if year not in known.index or year >= end_year:
        return pd.Series({end_year: float(target)})
    path = required_path(known[year], target, year, end_year)
    # Without a path of constant growth, the target still stands at its deadline.
    return path if path.notna().all() else pd.Series({end_year: float(target)})


def _named(paths):
    return [path.rename(name) for name, path in paths.items()]
