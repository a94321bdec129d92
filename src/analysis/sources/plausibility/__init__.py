"""Rows of all deliveries held against each other: what cannot be, what is unlikely, and what breaks a series."""

from analysis.sources.plausibility.breaks import series_break
from analysis.sources.plausibility.identity import identities_look_wrong
from analysis.sources.plausibility.magnitude import files_in_another_unit, slips_of_the_unit
from analysis.sources.plausibility.repetition import (
    files_repeat_another_period,
    periods_delivered_without_some,
)
from analysis.sources.plausibility.sums import totals_look_wrong
from analysis.sources.plausibility.year_to_date import (
    annual_figures_below_year_to_date,
    months_do_not_fit,
    year_to_date_falls,
)

__all__ = [
    "annual_figures_below_year_to_date",
    "files_in_another_unit",
    "files_repeat_another_period",
    "identities_look_wrong",
    "months_do_not_fit",
    "periods_delivered_without_some",
    "series_break",
    "slips_of_the_unit",
    "totals_look_wrong",
    "year_to_date_falls",
]
