"""When each file of the sample arrived at the office; an edition sees only what had arrived."""

from calendar import monthrange
from datetime import date, timedelta

ANNUAL_RECEIVED = {
    2005: date(2006, 2, 24),
    2006: date(2007, 2, 27),
    2007: date(2008, 2, 28),
    2008: date(2009, 3, 12),
    2009: date(2010, 2, 26),
    2010: date(2011, 3, 18),
}
REGISTER_RECEIVED = {year: date(year + 1, 1, 18 + year % 4) for year in ANNUAL_RECEIVED}
ENERGY_RECEIVED = {year: date(year + 1, 3, 14 + year % 5) for year in ANNUAL_RECEIVED}


def ytd_received(year, month):
    """The day the cumulative return of `month` arrived: 20 to 25 days after the month's end."""
    end = date(year, month, monthrange(year, month)[1])
    return end + timedelta(days=20 + (year + month) % 6)
