"""All deliveries together: corrections applied, rows held against each other, every rejection accounted for."""

import json
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from analysis.errors import SourceError
from analysis.policy.corrections import confirmed
from analysis.sources import plausibility
from analysis.sources.corrections import apply_corrections
from analysis.sources.findings import figure
from analysis.sources.plausibility.breaks import old_periods_restated
from analysis.sources.plausibility.neighbours import Neighbours
from analysis.sources.rules import sentence
from analysis.tables import ENTERPRISE_YEAR, ENTERPRISE_YTD, FLAGS, REJECTED, VALIDATED, conform

RETURNS = (ENTERPRISE_YEAR, ENTERPRISE_YTD)
SLIP = "figure_cannot_be_the_years"


@dataclass
class Collection:
    """The rows of every table in all their versions, and what is to be said about them.

    `corrections` has a row a record (what it did), `links` a row an enterprise that goes on under another id.
    """

    rows: dict
    records: tuple
    rejected: pd.DataFrame
    normalised: pd.DataFrame
    flags: pd.DataFrame
    refused: list = field(default_factory=list)
    corrections: pd.DataFrame | None = None
    links: pd.DataFrame | None = None


def check_together(collection, policy, corrections):
    """The collection after corrections and all checks across files.

    Files that repeat each other's rows, or whose unit is another than a year ago, are listed in `refused`.
    Raises PolicyError for a correction that no longer finds what it corrects.
    """
    refused = [*_deliveries_overlap(collection.rows), *_other_scopes(collection.records, policy)]
    collection.rows, collection.corrections, collection.links = apply_corrections(
        collection.rows, corrections
    )
    collection.records = tuple(_with_corrections(each, collection.rows) for each in collection.records)
    neighbours = {table.name: Neighbours(collection.rows[table.name]) for table in RETURNS}
    for table in RETURNS:
        both = collection.rows[table.name], neighbours[table.name]
        refused += plausibility.files_in_another_unit(*both)
        refused += plausibility.files_repeat_another_period(*both)
    if refused:
        collection.refused = _one_a_file(refused)
        return collection
    findings = _weigh(collection, neighbours, confirmed(corrections))
    annual = _newest(collection.rows["enterprise_year"], ENTERPRISE_YEAR.key)
    cumulative = _newest(collection.rows["enterprise_ytd"], ENTERPRISE_YTD.key)
    findings += plausibility.annual_figures_below_year_to_date(annual, cumulative)
    findings += plausibility.identities_look_wrong(annual, cumulative, collection.rows["enterprise"])
    findings += plausibility.totals_look_wrong(annual, collection.rows["official_series"], policy.decree.id)
    findings += plausibility.series_break(collection.records, policy)
    findings += old_periods_restated(_restated(collection.rows))
    sent_back = set(zip(collection.rejected["file"], collection.rejected["enterprise_id"], strict=True))
    for table in RETURNS:
        findings += plausibility.periods_delivered_without_some(
            collection.rows[table.name], list(table.key[1:]), sent_back
        )
    tables = {each.file: each.table for each in collection.records}
    rows = [found.row(table=found.table or tables[found.file]) for found in findings]
    flags = pd.concat([collection.flags, conform(FLAGS, rows)], ignore_index=True)
    collection.flags = flags.sort_values(
        ["obtained", "file", "check", "subject"], kind="stable", ignore_index=True
    )
    return collection


def _one_a_file(refused):
    """The first refusal of each file: what makes it suspect in one way often does so in another."""
    return list({error.file: error for error in reversed(refused)}.values())[::-1]


def _deliveries_overlap(rows):
    """Refuses a delivery with rows that another file of the same day received (or vintage) has given.

    Which of the two is newer cannot be known, so neither may silently win.
    """
    refused = []
    for name, frame in rows.items():
        key = [*VALIDATED[name].key, "obtained"]
        again = frame[frame.duplicated(key, keep=False)]
        if again.empty:
            continue
        first = again.drop_duplicates(key)
        both = again.merge(first[[*key, "file", "line"]], on=key, suffixes=("", "_first"))
        both = both[both["file"] != both["file_first"]]
        refused += [_overlap(file, found, key[0]) for file, found in both.groupby("file", sort=True)]
    return refused


def _overlap(file, found, subject):
    return SourceError(
        f"{len(found)} rows are also in {found['file_first'].iloc[0]}, of the same period and day received.",
        file=file,
        rows=found[["line", subject, "file_first", "line_first"]].rename(
            columns={"file_first": "also in", "line_first": "line there"}
        ),
        way_out="Correct `obtained` of the newer file, or take the repeated rows out of one of them.",
    )


def _other_scopes(records, policy):
    return [
        SourceError(
            f"scope: {each.scope!r} is not declared.",
            file=f"{each.file}.source.yaml",
            expected=f"one of {', '.join(policy.decree.scopes)}, as in data/policy/decree.yaml.",
        )
        for each in records
        if each.scope is not None and each.scope not in policy.decree.scopes
    ]


def _weigh(collection, neighbours, confirmations):
    """Takes rows out that cannot be true, and returns the findings on those that are merely unlikely."""
    findings = []
    for name, around in neighbours.items():
        frame = collection.rows[name]
        is_confirmed = _asked(confirmations, name, frame)
        slips, unlikely = plausibility.slips_of_the_unit(frame, around, partial(is_confirmed, SLIP))
        impossible, findings = [(SLIP, *each) for each in slips], [*findings, *unlikely]
        if name == ENTERPRISE_YTD.name:
            out = {
                (at, column)
                for _, at, column, *_, mended in impossible
                if mended is None and not is_confirmed(SLIP, at, column)
            }
            falls = plausibility.year_to_date_falls(frame, around, out, is_confirmed)
            impossible += [(*each, None) for each in falls]
            findings += plausibility.months_do_not_fit(frame, around)
        _reject(collection, name, impossible, confirmations)
    confirmations.require_all_used()
    return findings


def _asked(confirmations, table, frame):
    """Whether a record confirms the figure of `column` at `position`, which fails by `rule`."""

    def is_confirmed(rule, position, column):
        row = frame.iloc[position]
        return confirmations.decided(table, row, rule, row[column]) is not None

    return is_confirmed


def _reject(collection, table, impossible, confirmations):
    """Moves rows to `rejected`.

    A row that a record confirms, or whose neighbour a record has mended, stays but counts only from that day.
    """
    if not impossible:
        return
    frame, taken_out, cells = collection.rows[table], set(), []
    records = {each.file: each for each in collection.records}
    confirmed_from = {}
    for rule, position, column, before, now, mended in impossible:
        row = frame.iloc[position]
        if row["withdrawn"]:
            continue
        day = confirmations.decided(table, row, rule, now) or mended
        if day is not None:
            confirmed_from[position] = max(day, row["obtained"], confirmed_from.get(position, day))
        else:
            taken_out.add(position)
        cells.append((position, _rejected_row(row, records[row["file"]], rule, column, before, now)))
    for position in taken_out:
        confirmed_from.pop(position, None)
    frame = _confirm(frame, confirmed_from)
    settled = _settled(frame, taken_out, table) | confirmed_from
    rows = [
        cell | {"resolved": settled.get(position, pd.NaT)}
        for position, cell in _each_cell_once(cells, frame["correction"].notna().to_numpy())
    ]
    collection.rejected = pd.concat([collection.rejected, conform(REJECTED, rows)], ignore_index=True)
    collection.rows[table] = frame.drop(index=sorted(taken_out)).reset_index(drop=True)
    collection.records = tuple(_less(each, frame.iloc[sorted(taken_out)]) for each in collection.records)


def _each_cell_once(cells, corrected):
    """A version that corrects another figure of a row repeats its impossible one: that is one rejected cell."""
    place = ("file", "line", "column", "rule")
    delivered = {tuple(cell[part] for part in place) for position, cell in cells if not corrected[position]}
    return [
        (position, cell)
        for position, cell in cells
        if not corrected[position] or tuple(cell[part] for part in place) not in delivered
    ]


def _confirm(frame, confirmed_from):
    if not confirmed_from:
        return frame
    frame = frame.copy()
    at = list(confirmed_from)
    frame.loc[frame.index[at], "obtained"] = pd.to_datetime(list(confirmed_from.values()))
    return frame


def _settled(frame, taken_out, table):
    """The day from which a corrected version stands in for a row that is taken out."""
    key = list(VALIDATED[table].key)
    corrected = frame[frame["correction"].notna() & ~frame.index.isin(taken_out)]
    if corrected.empty or not taken_out:
        return {}
    first = corrected.groupby(key)["obtained"].min()
    found = {position: tuple(frame.iloc[position][key]) for position in taken_out}
    return {position: first[values] for position, values in found.items() if values in first.index}


def _rejected_row(row, record, rule, column, before, now):
    facts = {"column": column, "before": figure(before), "now": figure(now)}
    month = f"-{int(row['month']):02d}" if "month" in row else ""
    return {
        "file": row["file"], "line": int(row["line"]), **record.place_of(column, int(row["line"])),
        "raw": figure(now), "rule": rule,
        "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True), "hint": sentence(rule, facts, "en"),
        "table": record.table, "period": f"{int(row['year'])}{month}", "enterprise_id": row["enterprise_id"],
        "name": row["name"], "district": row["district"], "obtained": row["obtained"],
    }  # fmt: skip


def _with_corrections(record, rows):
    frame = rows[record.table]
    lines = frame.loc[frame["correction"].notna() & (frame["file"] == record.file), "line"]
    return record.model_copy(update={"corrected": int(lines.nunique())}) if len(lines) else record


def _less(record, rows):
    """The record of a file some of whose accepted rows have been rejected after all."""
    count = int((rows["correction"].isna() & (rows["file"] == record.file)).sum())
    if not count:
        return record
    return record.model_copy(
        update={"accepted": record.accepted - count, "rejected": record.rejected + count}
    )


def _newest(frame, key):
    """The version of every key that stands last; withdrawn rows are gone."""
    order = frame.assign(_corrected=frame["correction"].notna())
    newest = order.sort_values(["obtained", "_corrected", "file", "line"], kind="stable").drop_duplicates(
        list(key), keep="last"
    )
    return newest[~newest["withdrawn"]].drop(columns="_corrected").sort_index()


def _restated(rows):
    """One row a figure that a later delivery gives anew: file, table, year, obtained."""
    parts = []
    for table in RETURNS:
        frame = rows[table.name]
        delivered = frame[frame["correction"].isna()]
        again = delivered[delivered.duplicated(list(table.key), keep=False)].sort_values(
            "obtained", kind="stable"
        )
        if again.empty:
            continue
        before = again.groupby(list(table.key))[["revenue", "gross_output"]].shift()
        differs = (again[["revenue", "gross_output"]] != before) & before.notna()
        changed = again[differs.any(axis=1)]
        parts.append(changed[["file", "year", "obtained"]].assign(table=table.name))
    empty = pd.DataFrame(columns=["file", "year", "obtained", "table"])
    return pd.concat(parts) if parts else empty
