"""One trial: a damaged delivery is read, and what came of it is judged by a second reading."""

import json
import random
import re
import shutil
import time
import traceback
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml

from analysis.errors import PolicyError, SourceError
from analysis.policy import load_policy
from analysis.sources.delivery import read_delivery

from . import byte_mutations, oracle, row_mutations
from .cases import ROOT, valid_cases
from .neighbours import Neighbours
from .second_reader import as_printed, read_again

MOST_SECONDS = 60
# Holding a file against all others takes ten times as long as reading it: one in so many is enough.
HELD_AGAINST_OTHERS = 20


class Outcome(NamedTuple):
    """What came of a trial: `result` is taken, partly, refused or violated; `why` says what was violated."""

    number: int
    kind: str
    form: str
    result: str
    logged: bool = False
    checked: bool = True
    why: tuple = ()
    seconds: float = 0.0


class Damaged(NamedTuple):
    """A damaged delivery: the kind of damage, the case it began as, and the bytes of both files."""

    kind: str
    case: object
    raw: bytes
    sidecar: bytes


class Bench:
    """Makes and judges trials in a folder of its own; the same seed, share and number give the same trial."""

    def __init__(self, seed, folder, workbook_share=0.14):
        self.seed, self.raw, self.workbook_share = seed, Path(folder), workbook_share
        self.policy = load_policy(ROOT / "data" / "policy")
        self.names = oracle.Names(
            *(_yaml(ROOT / "data" / "policy" / f"{n}.yaml") for n in ("districts", "clusters"))
        )
        cases = valid_cases()
        self.texts = [case for case in cases if case.form == "csv"]
        self.workbooks = [case for case in cases if case.form != "csv"]

    @cached_property
    def neighbours(self):
        return Neighbours(valid_cases(), self.raw, self.policy)

    def damaged(self, number):
        rng = random.Random(f"{self.seed}:{number}")
        case = rng.choice(self.workbooks if rng.random() < self.workbook_share else self.texts)
        by_bytes = {
            "csv": byte_mutations.TEXT,
            "xlsx": byte_mutations.WORKBOOK,
            "xls": byte_mutations.OLD_WORKBOOK,
        }
        mutation = rng.choice((*row_mutations.ROWS, *by_bytes[case.form]))
        if mutation in row_mutations.ROWS:
            for _ in range(rng.choice((1, 1, 2, 4))):
                case = mutation(case, rng)
            raw = _written(case)
        else:
            raw = mutation(case.file(), rng)
        return Damaged(mutation.__name__, case, raw, case.sidecar_file())

    def run(self, number):
        damaged = self.damaged(number)
        began = time.perf_counter()
        outcome = self._judged(number, damaged)
        seconds = time.perf_counter() - began
        if seconds > MOST_SECONDS:
            outcome = outcome._replace(result="violated", why=(*outcome.why, f"takes {seconds:.0f} seconds"))
        return outcome._replace(seconds=seconds)

    def _judged(self, number, damaged):
        path = self.raw / damaged.case.name
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True)
        path.write_bytes(damaged.raw)
        path.with_name(f"{path.name}.source.yaml").write_bytes(damaged.sidecar)
        known = Outcome(number, damaged.kind, damaged.case.form, "refused")
        try:
            delivery = read_delivery(path, self.raw, self.policy)
        except (SourceError, PolicyError):
            return known
        except Exception:  # noqa: BLE001  finding these is what the bench is for
            return known._replace(result="violated", why=(_uncaught(),))
        sheet = read_again(damaged.raw, delivery.encoding, damaged.case.sidecar, damaged.case.sheet)
        why = tuple(self.violations(delivery, damaged.case.sidecar, sheet))
        if number % HELD_AGAINST_OTHERS == 0:
            why += self._upset_others(delivery)
        result = "violated" if why else "partly" if delivery.account.rejected else "taken"
        return known._replace(
            result=result, logged=len(delivery.normalised) > 0, checked=sheet is not None, why=why
        )

    def _upset_others(self, delivery):
        try:
            self.neighbours.check(delivery)
        except (SourceError, PolicyError):
            return ()
        except Exception:  # noqa: BLE001  finding these is what the bench is for
            return (_uncaught(),)
        return ()

    def violations(self, delivery, said, sheet):
        """Sentences, one a broken promise."""
        yield from _rows_do_not_add_up(delivery, sheet)
        if sheet is not None:
            yield from _lines_are_lost(delivery, said, sheet)
            yield from self._values_are_bent(delivery, said, sheet)

    def _values_are_bent(self, delivery, said, sheet):
        places, log = sheet.header(said), oracle.Log(delivery.normalised)
        columns = {
            canonical: printed for printed, canonical in said["columns"].items() if canonical != "ignore"
        }
        for row in delivery.rows.to_dict("records"):
            cells = sheet.cells[row["line"]]
            printed = {name: _cell(cells, places.get(as_printed(text))) for name, text in columns.items()}
            for name, text in columns.items():
                entries = log.of(as_printed(text), printed[name])
                wrong = self._bent(name, printed, row, said, entries)
                if wrong:
                    found = row.get(name, row.get("value"))
                    yield f"line {row['line']}, {name}: {found!r} from {printed[name]!r} {wrong}"

    def _bent(self, name, printed, row, said, entries):
        cell = printed[name]
        if said["table"] == "official_series" and name in ("period", "value", "unit", "month"):
            return _series_is_bent(name, printed, row, entries, said.get("decimal"))
        if name in oracle.NUMBERS:
            return oracle.number_is_bent(
                cell, row[name], oracle.factor_of(name, said), entries, said.get("decimal")
            )
        if name in ("district", "cluster"):
            code = row.get("industry_code")
            return self.names.is_bent(
                name, cell, row[name], entries, None if oracle.is_missing(code) else code
            )
        if name in oracle.DATES:
            return oracle.day_is_bent(cell, row[name], entries)
        if name == "period":
            return oracle.period_is_bent(cell, row, entries)
        return oracle.text_is_bent(cell, row[name], entries)


def _uncaught():
    return f"uncaught: {traceback.format_exc(limit=-3)}"


def _written(case):
    try:
        return case.file()
    except UnicodeEncodeError:
        # Without the character there would be nothing to look at.
        return replace(case, encoding="utf-8").file()


def _yaml(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _cell(cells, place):
    return cells[place] if place is not None and place < len(cells) else None


def _series_is_bent(name, printed, row, entries, decimal):
    cell = printed[name]
    if name == "value":
        return oracle.official_value_is_bent(row, printed, entries, decimal)
    if name == "unit":
        return oracle.text_is_bent(cell, row["printed_unit"], entries)
    if name == "month":
        return oracle.number_is_bent(cell, row["month"], 1, entries, None)
    years = [int(year) for year in re.findall(r"\d{4}", str(cell))]
    return None if years and (years[0], years[-1]) == (row["year_from"], row["year"]) else "is another year"


def _rows_do_not_add_up(delivery, sheet):
    account = delivery.account
    if account.accepted + account.rejected + sum(account.non_data.values()) != account.lines_in:
        yield f"the account does not add up: {account}"
    if len(delivery.rows) != account.accepted:
        yield f"{account.accepted} rows accepted, {len(delivery.rows)} given"
    accepted, rejected = set(delivery.rows["line"]), set(delivery.rejected["line"])
    if len(accepted) != len(delivery.rows) or accepted & rejected:
        yield "a line is accepted twice, or accepted and rejected"
    if len(rejected) > account.rejected or (account.rejected and not rejected):
        yield f"{account.rejected} lines rejected, {len(rejected)} named"
    if sheet is not None and sheet.lines != account.lines_in:
        yield f"{account.lines_in} lines in, {sheet.lines} by another count"


def _lines_are_lost(delivery, said, sheet):
    """Lines with something in them that are neither data nor a kind of line the sidecar declares."""
    if sheet.quoted:
        return
    named = set(delivery.rows["line"]) | set(delivery.rejected["line"]) | set(_counted_once(delivery.flags))
    headers = {tuple(map(as_printed, sheet.cells.get(row, ()))) for row in said["header_rows"]}
    declared = tuple(said.get("totals") or ()) + tuple(said.get("notes") or ())
    for line, cells in sheet.cells.items():
        texts = tuple(map(as_printed, cells))
        first = next(filter(None, texts), None)
        of_header = line <= max(said["header_rows"]) or line == said.get("unit_line") or texts in headers
        if of_header or line in named or first is None:
            continue
        if not declared or not first.startswith(declared):
            yield f"line {line} is neither accepted nor rejected nor declared: {cells}"


def _counted_once(flags):
    facts = flags.loc[flags["check"] == "rows_repeat_with_equal_figures", "facts"]
    return [int(line) for fact in facts for line in re.findall(r"\d+", json.loads(fact)["lines"])]
