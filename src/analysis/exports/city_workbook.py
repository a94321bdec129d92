"""The tables of a city as one workbook: names in place of ids, and a sheet that says what everything is."""

from analysis.errors import MonitorError
from analysis.exports.excel import rows_of_enterprises_unasked, to_excel
from analysis.policy.refusals import closest
from analysis.wording import listing, say
from analysis.wording_columns import TABLES

DEFAULT = ("verdicts", "cluster_year", "district_cluster_year")
# Each names single enterprises, or what only one of them can have done.
CONFIDENTIAL = (
    "enterprise",
    "enterprise_year",
    "enterprise_ytd",
    "core_enterprise_year",
    "entity_year",
    "programme_event",
    "project",
    "rejected",
)
_METHODS = ("verdicts", "outlook", "readings")
NAMES = tuple(key.removeprefix("table_") for key in TABLES)


def city_to_excel(city, path, *, tables=DEFAULT, lang="zh", overwrite=False, enterprises=False):
    """Writes `tables` of a city (NAMES) to `path`, one sheet each, with the sources and definitions they rest on.

    Clusters and districts are written by their names in `lang`. Where anything is synthetic, every sheet says
    so in its first lines. The tables of CONFIDENTIAL need `enterprises=True`. MonitorError as `exports.to_excel`,
    and for a name that is no table.
    """
    tables = (tables,) if isinstance(tables, str) else tuple(tables)
    _name_is_no_table(tables)
    titles = {name: TABLES[f"table_{name}"][lang] for name in tables}
    if not enterprises:
        rows_of_enterprises_unasked([titles[name] for name in tables if name in CONFIDENTIAL])
    return to_excel(
        {titles[name]: named(_table(city, name, lang), city.policy, lang) for name in tables},
        path,
        lang=lang,
        money_unit=city.policy.decree.money_unit,
        above=tuple(_above(city, lang)),
        notes=tuple(notes(city, lang)),
        overwrite=overwrite,
        enterprises=enterprises,
    )


def _name_is_no_table(tables):
    for name in tables:
        if name not in NAMES:
            raise MonitorError(
                f"{name!r} is no table of the city.",
                expected=f"one of: {', '.join(NAMES)}{closest(name, NAMES)}.",
            )


def _table(city, name, lang):
    if name == "verdicts":
        return city.verdicts(lang=lang)
    table = getattr(city, name)
    table = table() if name in _METHODS else table
    # What is said in both languages is said in one here.
    return (
        table.assign(missing=[text[lang] if text else None for text in table["missing"]])
        if "missing" in table
        else table
    )


def named(frame, policy, lang):
    """The frame with clusters and districts by their names in `lang`; an id nobody declared stays as it is."""
    known = {
        "cluster": {key: policy.name_of("cluster", key, lang) for key in [*policy.clusters, "other"]},
        "district": {key: policy.name_of("district", key, lang) for key in policy.districts},
    }
    known["leading_cluster"] = known["cluster"]
    found = {
        column: frame[column].map(lambda key, of=of: of.get(key, key))
        for column, of in known.items()
        if column in frame
    }
    return frame.assign(**found)


def notes(city, lang):
    """What a reader of any of the city's tables has to know: day, kind of the data, and each source with its date."""
    yield say(
        "excel_title",
        lang,
        **_edition(city),
        place=city.policy.decree.city[lang],
        table=say("desk_notes", lang),
    )
    yield say("excel_as_of", lang, **_edition(city))
    yield from redefined(city, lang)
    if _is_synthetic(city):
        yield f"{say('banner_heading', lang)}{'。' if lang == 'zh' else '. '}{say('banner_text', lang)}"
    yield ""
    yield say("excel_sources", lang)
    for row in city.sources.itertuples():
        day = row.vintage if row.vintage == row.vintage else row.obtained
        key = "excel_vintage" if row.vintage == row.vintage else "excel_received"
        yield say(
            "excel_source",
            lang,
            producer=getattr(row, f"producer_{lang}"),
            file=row.file,
            kind=say(f"kind_{row.kind}", lang),
            dates=say(key, lang, day=str(day)[:10]),
        )


def _above(city, lang):
    yield say("excel_as_of", lang, **_edition(city))
    yield from redefined(city, lang)
    if _is_synthetic(city):
        yield say("banner_heading", lang)


def redefined(city, lang):
    """A line that names the promises somebody has defined otherwise; nothing where the decree's words hold."""
    if city.redefinitions:
        yield say("excel_redefined", lang, ids=listing(city.redefinitions, lang))


def _edition(city):
    return {"as_of": city.as_of}


def _is_synthetic(city):
    return (city.sources["kind"] == "synthetic").any()
