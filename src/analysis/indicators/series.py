"""One official series out of many releases, without mixing vintages or price bases."""

from analysis.errors import MonitorError

RATES_OF_CHANGE = ("_growth", "_change")


def releases(official, entity, indicator, *, price_base=None):
    """Every yearly release of one official series, oldest year and vintage first, as in `official_series`.

    Spans of several years and cumulated months are left out: they are other quantities.
    """
    wanted = (official["entity"] == entity) & (official["indicator"] == indicator) & official["month"].isna()
    wanted &= official["year_from"] == official["year"]
    if price_base is not None:
        wanted &= official["price_base"] == price_base
    return official[wanted].sort_values(["year", "vintage"], kind="stable")


def newest_releases(official, entity, indicator, *, price_base=None):
    """The newest release of each year, one row a year, to be listed side by side and not to be combined.

    MonitorError where one vintage gives a year two different values at one price base.
    """
    rows = releases(official, entity, indicator, price_base=price_base)
    _refuse_contradictions(rows, entity, indicator)
    return rows.drop_duplicates("year", keep="last").set_index("year")


def latest_vintage(official, entity, indicator, *, price_base=None):
    """One official series by year, from the newest release of each year, in its canonical unit.

    Rates of change (`*_growth`, `*_change`) may come from several vintages, because each is computed inside
    one. Levels may not: MonitorError where years would come from different vintages or price bases. Unknown
    entity or indicator: an empty Series.
    """
    newest = newest_releases(official, entity, indicator, price_base=price_base)
    mixed = newest["vintage"].nunique() > 1 or newest["price_base"].nunique() > 1
    if mixed and not indicator.endswith(RATES_OF_CHANGE):
        raise MonitorError(
            f"the levels of {indicator} of {entity} come from different vintages or price bases.",
            rows=newest.reset_index()[["year", "value", "unit", "price_base", "vintage"]],
            expected="every year from one release at one price base, so that years can be compared.",
            way_out="Rebase: take one level and chain the published yearly changes from it, or name one "
            "price base, or use growth_within_vintage.",
        )
    return newest["value"].astype(float).rename(indicator)


def growth_within_vintage(official, entity, indicator):
    """Yearly growth of an official level, each year from the newest release that also holds the year before.

    Series by year, 0.12 = 12 %. A year whose predecessor was never released together with it is absent, as is
    one whose predecessor is zero or negative. Such rates may be chained; the levels behind them may not.
    """
    rows = releases(official, entity, indicator)
    _refuse_contradictions(rows, entity, indicator)
    rows = rows.drop_duplicates(["year", "vintage", "price_base"]).astype({"value": float})
    key = ["vintage", "price_base"]
    before = rows.assign(year=rows["year"] + 1)[["year", *key, "value"]]
    pairs = rows.merge(before, on=["year", *key], suffixes=("", "_before")).sort_values(["year", "vintage"])
    pairs = pairs[pairs["value_before"] > 0].drop_duplicates("year", keep="last").set_index("year")
    growth = pairs["value"] / pairs["value_before"] - 1
    return growth.dropna().rename(f"{indicator}_growth")


def _refuse_contradictions(rows, entity, indicator):
    same = rows.groupby(["year", "vintage", "price_base"])["value"]
    double = rows[same.transform("nunique") > 1]
    if not double.empty:
        raise MonitorError(
            f"{indicator} of {entity} has two values for one year in one vintage.",
            rows=double[["year", "value", "unit", "price_base", "vintage", "source"]],
            expected="one value for a year, vintage and price base.",
            way_out="Delete the wrong row, or give the later release its own vintage.",
        )
