"""The synthetic city as the files offices would send: raw files, each with its sidecar."""

from itertools import chain
from pathlib import Path

from analysis.synthetic import calendar_of_returns as received
from analysis.synthetic import printed
from analysis.synthetic.annual import annual_return
from analysis.synthetic.calibration import changde
from analysis.synthetic.city import generate, park_in_year
from analysis.synthetic.files import BUREAU, SCOPE, columns, lines, with_sidecar
from analysis.synthetic.programme import programme_deliveries

ENERGY_OFFICE = {
    "zh": "常德市统计局能源科（合成数据）",
    "en": "Changde Bureau of Statistics, energy section (synthetic)",
}
REGISTRY = {"zh": "常德市工商行政管理局（合成数据）", "en": "Changde business registry (synthetic)"}
SERIES = ["entity", "indicator", "period", "month", "value", "unit", "price_base"]
SERIES += ["vintage", "vintage_basis", "source", "note"]
SERIES_SOURCE = "合成数据，非官方发布"


def write_sample(out, enterprises=700, seed=2007):
    """Write the city of `enterprises` and `seed` as raw files with sidecars under `out`; returns their paths.

    `register/` holds one edition of the register a year, `returns/` the annual and cumulative returns and the
    city's energy, `programme/` what offices recorded about the smaller promises. The same arguments give the
    same bytes on every run; files of the same names are replaced.
    """
    city = generate(enterprises, seed)
    deliveries = chain(_deliveries(city), programme_deliveries(city, seed))
    return [_write(Path(out) / name, content) for files in deliveries for name, content in files.items()]


def _deliveries(city):
    for year in received.ANNUAL_RECEIVED:
        yield _register(city, year)
        yield annual_return(city, year)
        yield _energy(city, year)
    for (year, month), rows in city.enterprise_ytd.groupby(["year", "month"]):
        yield _ytd(rows, year, month)


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _register(city, year):
    known = city.enterprise[city.enterprise["founded"].dt.year <= year]
    known = known.assign(park=park_in_year(known["park"], known["park_since"], year))
    rows = printed.in_words(known, changde(), printed.REGISTER)
    rows["founded"] = rows["founded"].dt.strftime("%Y-%m-%d")
    content = lines([columns(printed.REGISTER), *rows.itertuples(index=False)], "utf-8")
    return with_sidecar(
        f"register/register_{year}.csv", content,
        table="enterprise", producer=REGISTRY, obtained=received.REGISTER_RECEIVED[year],
        header_rows=[1], columns=columns(printed.REGISTER), classification="GB/T 4754-2002",
    )  # fmt: skip


def _ytd(rows, year, month):
    printed_rows = printed.in_words(rows, changde(), printed.YTD)
    # Offices changed to a spreadsheet export, which begins with a byte order mark, in 2009.
    encoding = "utf-8" if year < 2009 else "utf-8-sig"
    content = lines([columns(printed.YTD), *printed_rows.itertuples(index=False)], encoding)
    return with_sidecar(
        f"returns/ytd_{year}_{month:02d}.csv", content,
        table="enterprise_ytd", producer=BUREAU, obtained=received.ytd_received(year, month),
        period={"year": int(year), "month": int(month)}, unit="万元",
        header_rows=[1], columns=columns(printed.YTD), scope=SCOPE, classification="GB/T 4754-2002",
    )  # fmt: skip


def _energy(city, year):
    # Each release restates every year since 2005, so that a change is always read from one vintage.
    day = received.ENERGY_RECEIVED[year]
    rows = [
        ["changde", "energy_consumption", y, "", f"{value:.2f}", "万吨标准煤", "none",
         day.isoformat(), "stated", SERIES_SOURCE, ""]
        for y, value in city.city_energy.loc[:year].items()
    ]  # fmt: skip
    return with_sidecar(
        f"returns/energy_balance_{year}.csv", lines([SERIES, *rows], "utf-8"),
        table="official_series", producer=ENERGY_OFFICE, obtained=day,
        header_rows=[1], columns={name: name for name in SERIES},
    )  # fmt: skip
