"""data/raw -> data/processed: read, check, save; the only writer of data/processed."""

import hashlib
import json
import shutil
import tempfile
from calendar import monthrange
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ValidationError

import analysis
from analysis.errors import MonitorError
from analysis.paths import Paths
from analysis.policy import load_policy
from analysis.sources import raw_files, read_all
from analysis.sources.account import FileRecord, RunRecord
from analysis.sources.sidecar import SUFFIX
from analysis.store import Store
from analysis.tables import REJECTED, VALIDATED, conform, validated_frame

SHOWN_WARNINGS, SHOWN_REFUSALS, SHOWN_CHARACTERS = 10, 3, 40
_CODE = (
    "sources",
    "policy",
    "indicators",
    "targets",
    "tables.py",
    "store.py",
    "pipeline.py",
    "units.py",
    "city.py",
)


@dataclass(frozen=True)
class StagedPaths(Paths):
    """A city's paths with data/processed in a folder beside it, so that nothing half-made is ever read."""

    staging: Path

    @property
    def processed(self):
        return self.staging


def prepare(paths, as_of=None, say: Callable = print):
    """Reads and checks every raw file, saves the accepted rows and the indicators of `as_of`.

    Returns the RunRecord; its exit_code is 0 clean, 3 with rejected rows, 4 where a file was refused: then
    data/processed stays as it was. Equal inputs give equal bytes; unchanged inputs are not read again.
    """
    _recover(paths)
    policy = load_policy(paths.policy)
    inputs = inputs_digest(paths)
    before = _last_run(paths)
    if before and before.inputs == inputs:
        return _same_inputs(paths, policy, before, as_of, say)
    reading = read_all(paths.raw, policy)
    for each in reading.deliveries:
        say(FileRecord.of(each).stage_line)
    if reading.refused:
        return _refused(reading, inputs, say)
    _say_findings(reading.deliveries, say)
    record = _record(reading.deliveries, inputs, as_of)
    with _staging(paths) as staged:
        save_validated(staged, reading.deliveries)
        save_record(staged, record)
        save_indicators(staged, policy, record.as_of, say)
        _swap(staged.processed, paths.processed)
    return record


def _same_inputs(paths, policy, before, as_of, say):
    """Another edition of rows already validated; nothing at all where the edition is the same too."""
    record = before.model_copy(update={"as_of": as_of or _latest(before.returns_obtained)})
    say(f"nothing has changed since {before.run}")
    if record == before:
        return before
    with _staging(paths) as staged:
        shutil.copytree(paths.processed, staged.processed, ignore=shutil.ignore_patterns("indicators"))
        save_record(staged, record)
        save_indicators(staged, policy, record.as_of, say)
        _swap(staged.processed, paths.processed)
    return record


def save_validated(paths, deliveries):
    """Writes one sorted Parquet file a canonical table, and the rejected cells."""
    paths.validated.mkdir(parents=True)
    for name, table in VALIDATED.items():
        rows = [row for each in deliveries if each.sidecar.table == name for row in each.rows]
        _save(validated_frame(table, rows), paths.validated / f"{name}.parquet")
    rejected = [row for each in deliveries for row in each.rejected]
    _save(conform(REJECTED, rejected).sort_values(["file", "line"], kind="stable"), paths.rejected)


def save_indicators(paths, policy, as_of, say):
    """Writes the indicator tables of the edition `as_of`, one Parquet file each."""
    # City reads what this module has written, so it cannot be imported before.
    from analysis.city import City

    tables = City(paths, policy, as_of).indicator_tables()
    paths.indicators.mkdir()
    for name, table in tables.items():
        _save(table.map(_plain), paths.indicators / f"{name}.parquet")
    say(f"indicators  as of {as_of}  tables {len(tables)}")


def load_validated(paths, as_of):
    """The Store of a city's validated tables on `as_of`; MonitorError where nothing has been prepared."""
    _require_processed(paths)
    return Store(paths.validated, as_of)


def load_rejected(paths, as_of):
    """Rejected cells of the files received by `as_of`: one row a cell with file, line, raw, rule and hint."""
    _require_processed(paths)
    rows = conform(REJECTED, pd.read_parquet(paths.rejected))
    return rows[rows["obtained"] <= pd.Timestamp(as_of)].reset_index(drop=True)


def source_files(paths, as_of):
    """One row a raw file known on `as_of`: table, period, producer, kind, day received and its account."""
    _require_processed(paths)
    left_out = {"non_data", "warnings", "sha256", "sidecar_sha256"}
    rows = [
        each.model_dump(exclude=left_out) | {"non_data": each.non_data_lines, "warnings": len(each.warnings)}
        for each in load_record(paths).files
        if each.first_known <= as_of
    ]
    columns = [name for name in FileRecord.model_fields if name not in left_out]
    return pd.DataFrame(rows, columns=[*columns, "non_data", "warnings"])


def latest_as_of(paths):
    """The default edition date: last day of the month in which the newest prepared return was obtained.

    Never later than today. Raises MonitorError where nothing has been prepared or no return exists.
    """
    _require_processed(paths)
    return _latest(load_record(paths).returns_obtained)


def _latest(obtained):
    if not obtained:
        raise MonitorError(
            "data/raw holds no enterprise return.", way_out="Name an edition date with --as-of DATE."
        )
    newest = obtained[-1]
    return min(newest.replace(day=monthrange(newest.year, newest.month)[1]), date.today())


def load_record(paths):
    """The RunRecord of the last complete run."""
    return RunRecord.model_validate_json(paths.run_record.read_bytes())


def save_record(paths, record):
    """Writes run.json: sorted, no clock, no machine path."""
    content = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    paths.run_record.write_text(content + "\n", encoding="utf-8", newline="\n")


def _last_run(paths):
    """The last run's record; nothing where there is none or another version wrote it."""
    try:
        return load_record(paths) if _is_whole(paths) else None
    except ValidationError:
        return None


def inputs_digest(paths):
    """One digest of all a run depends on: raw files, sidecars, policy, and the code that reads them."""
    package = Path(analysis.__file__).parent
    code = [path for part in _CODE for path in _files(package / part, "*.py")]
    data = [*raw_files(paths.raw), *paths.raw.rglob(f"*{SUFFIX}"), *_files(paths.policy, "*.yaml")]
    digest = hashlib.sha256()
    for root, files in ((package, code), (paths.root, data)):
        for path in sorted(set(files)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _files(path, pattern):
    return [path] if path.is_file() else list(path.rglob(pattern))


def _record(deliveries, inputs, as_of):
    files = tuple(FileRecord.of(each) for each in deliveries)
    record = RunRecord(
        inputs=inputs, as_of=None, exit_code=3 if any(each.rejected for each in files) else 0, files=files
    )
    return record.model_copy(update={"as_of": as_of or _latest(record.returns_obtained)})


def _refused(reading, inputs, say):
    for error in reading.refused[:SHOWN_REFUSALS]:
        say(str(error))
    for error in reading.refused[SHOWN_REFUSALS:]:
        say(f"{error.file}: {error.message}")
    say(f"{len(reading.refused)} files refused; data/processed is as it was.")
    files = tuple(FileRecord.of(each) for each in reading.deliveries)
    refused = tuple(map(str, reading.refused))
    return RunRecord(inputs=inputs, as_of=None, exit_code=4, files=files, refused=refused)


def _say_findings(deliveries, say):
    warnings = [f"warning  {each.name}: {text}" for each in deliveries for text in each.warnings]
    for line in warnings[:SHOWN_WARNINGS]:
        say(line)
    if len(warnings) > SHOWN_WARNINGS:
        say(f"  ... and {len(warnings) - SHOWN_WARNINGS} more in data/processed/run.json")
    rejected = pd.DataFrame([row for each in deliveries for row in each.rejected])
    if not rejected.empty:
        count = len(rejected[["file", "line"]].drop_duplicates())
        rejected["raw"] = rejected["raw"].str.slice(0, SHOWN_CHARACTERS)
        report = MonitorError(
            f"{count} {'row is' if count == 1 else 'rows are'} rejected.",
            rows=rejected[["file", "line", "column", "raw", "rule"]].fillna(""),
            way_out="data/processed/rejected.parquet lists every one with a hint for its sender.",
        )
        say(str(report))


def _plain(value):
    # Parquet keeps a text in two languages as a structure of zh and en.
    return value.model_dump() if isinstance(value, BaseModel) else value


def _save(frame, path):
    frame.to_parquet(path, index=False, compression="zstd")


def _require_processed(paths):
    _recover(paths)
    if not _is_whole(paths):
        raise MonitorError("nothing has been prepared yet.", way_out="Run `cluster-monitor prepare` first.")


def _is_whole(paths):
    files = [paths.run_record, paths.rejected, *(paths.validated / f"{name}.parquet" for name in VALIDATED)]
    return all(path.is_file() for path in files)


@contextmanager
def _staging(paths):
    """Paths whose data/processed is a new folder on the same disk, gone again however the run ends."""
    with tempfile.TemporaryDirectory(prefix=".processed-", dir=paths.processed.parent) as folder:
        yield StagedPaths(paths.root, Path(folder) / "processed")


def _aside(processed):
    return processed.with_name(f".{processed.name}-before")


def _swap(staged, processed):
    """Puts `staged` in the place of `processed` in two renames; _recover mends a crash between them."""
    aside = _aside(processed)
    shutil.rmtree(aside, ignore_errors=True)
    if processed.exists():
        processed.rename(aside)
    staged.rename(processed)
    shutil.rmtree(aside, ignore_errors=True)


def _recover(paths):
    aside = _aside(paths.processed)
    if aside.exists() and not paths.processed.exists():
        aside.rename(paths.processed)
