"""Words of the data-quality pages: counts, tables and their periods, columns, places and rule sentences."""

import json
import shlex
from functools import reduce

import pandas as pd

from analysis import wording
from analysis.exports.cell_text import visible
from analysis.sources.rules import sentence
from analysis.wording import say
from analysis.wording_quality import COLUMNS

SHOWN_CHARACTERS = 60


def counted(things, count, lang):
    """A number of things in words: 1 row, 1,234 rows."""
    form = "one" if count == 1 else "many"
    return say(f"quality_{things}_{form}", lang, count=wording.number(count, 0))


def first_of(words, lang, shown=3):
    """The first few words set in a row, the rest counted."""
    rest = len(words) - shown
    more = [say("quality_more", lang, count=rest)] if rest > 0 else []
    return wording.listing([*words[:shown], *more], lang)


def in_a_row(phrases, lang):
    """Phrases that may hold commas of their own, set in a row."""
    return ("；" if lang == "zh" else "; ").join(phrases)


def rejects_command(city, *options):
    """The command that gives rejected rows back, as it is typed in a terminal."""
    return shlex.join(["cluster-monitor", "rejects", "--as-of", str(city.as_of), *options])


def column_name(column, lang):
    """A canonical column in words; a heading that was printed stays as it is."""
    return COLUMNS[column][lang] if column in COLUMNS else column


def table_name(table, lang):
    """One delivery of a table, inside a sentence: annual return."""
    return say(f"quality_table_{table}", lang)


def period_name(year, month, lang):
    """A year, or the months from January on: 2010; January–August 2010."""
    if pd.isna(month):
        return say("quality_year", lang, year=int(year))
    key = "quality_january" if month == 1 else "quality_months"
    return say(key, lang, year=int(year), month=wording.month(int(month), lang))


def periods_of(rows, lang):
    """The periods of several rows with year and month: the first few, the rest counted."""
    return first_of([period_name(row.year, row.month, lang) for row in rows.itertuples()], lang)


def what_is_missing(policy, gap, lang):
    """The table a gap is about, and the district where it is one district's."""
    if pd.isna(gap["district"]):
        return table_name(gap["table"], lang)
    district = policy.name_of("district", gap["district"], lang, short=True)
    return say("quality_next_of_district", lang, district=district, table=table_name(gap["table"], lang))


def place(row, lang):
    """File, line and, in a workbook, cell of a row of `rejected` or `flags`; the file alone without a line."""
    if pd.isna(row.line):
        return row.file
    cell = getattr(row, "cell", None)
    if cell is None or pd.isna(cell):
        return say("quality_place", lang, file=row.file, line=int(row.line))
    return say("quality_place_cell", lang, file=row.file, line=int(row.line), cell=cell)


def enterprise_name(name, code, lang):
    """Name and code of an enterprise as far as they could be read; None where neither could."""
    known = [excerpt(each) for each in (name, code) if not pd.isna(each)]
    if len(known) == 2:
        return say("quality_enterprise", lang, name=known[0], code=known[1])
    return known[0] if known else None


def excerpt(raw):
    """The beginning of what a cell holds, on one line, with characters shown that would not be seen."""
    text = " ".join(visible(str(raw)).split("\n"))
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def reason(rejected, lang):
    """The sentence of the one rule that cells of `rejected` break; what differs between them is left open."""
    cells = rejected["cell"].fillna("")
    facts = [json.loads(each) | {"cell": cell} for each, cell in zip(rejected["facts"], cells, strict=True)]
    shared = reduce(lambda a, b: {key: a[key] for key in a if key in b and a[key] == b[key]}, facts)
    return sentence(rejected["rule"].iloc[0], spoken(shared, lang), lang)


def spoken(facts, lang, policy=None):
    """Facts of a finding with districts and clusters by name instead of id."""
    named = dict(facts)
    for key in ("subject", "first", "second") if policy else ():
        if key in facts:
            named[key] = place_name(facts[key], lang, policy)
    return named


def place_name(key, lang, policy):
    """The name of a district or cluster id; any other text as it is."""
    for kind, known in (("district", policy.districts), ("cluster", policy.clusters)):
        if key in known:
            return policy.name_of(kind, key, lang)
    return policy.name_of("cluster", key, lang) if key == "other" else key
