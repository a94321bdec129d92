"""data/raw -> data/processed: read, check, save; the only writer of data/processed."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from pydantic import BaseModel

import analysis
from analysis.errors import MonitorError, PolicyError, SourceError
from analysis.paths import Paths
from analysis.policy import load_policy
from analysis.policy.corrections import load_corrections
from analysis.processed import BESIDE, aside, last_run, month_end, recover
from analysis.sources.account import RunRecord
from analysis.sources.collection import Collection, check_together
from analysis.sources.delivery import raw_files, sidecar_of, sidecars_without_file
from analysis.sources.findings import finding_sentence
from analysis.sources.parts import basis, is_part, load_part, make_part, part_name, python_files
from analysis.sources.sidecar import SUFFIX
from analysis.tables import VALIDATED, conform

SHOWN_WARNINGS, SHOWN_REFUSALS, SHOWN_CHARACTERS = 10, 3, 40
# Below this many bytes to read, starting a second process costs more than it saves.
WORTH_A_POOL = 20_000_000
_CODE = (
    "sources",
    "policy",
    "indicators",
    "targets",
    "tables.py",
    "store.py",
    "pipeline.py",
    "processed.py",
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
    the validated rows stay as they were. Equal inputs give equal bytes; an unchanged file is not read again.
    """
    recover(paths)
    policy = load_policy(paths.policy)
    corrections = load_corrections(paths.policy, policy)
    inputs = inputs_digest(paths)
    before = last_run(paths)
    if before and before.inputs == inputs:
        return _same_inputs(paths, policy, before, as_of, say)
    with _staging(paths) as staged:
        collection = read_parts(paths, staged, policy)
        if not collection.refused:
            try:
                collection = check_together(collection, policy, corrections)
            except PolicyError:
                # A correction that has gone out of date is mended without reading every file again.
                _keep_parts(staged, paths)
                raise
        for each in collection.records:
            say(each.stage_line)
        if collection.refused:
            _keep_parts(staged, paths)
            return _refused(collection, inputs, say)
        _say_findings(collection, say)
        record = _record(collection, inputs, as_of)
        save_validated(staged, collection)
        save_record(staged, record)
        save_indicators(staged, policy, record.as_of, say)
        _swap(staged.processed, paths.processed)
    return record


def _same_inputs(paths, policy, before, as_of, say):
    """Another edition of rows already validated; nothing at all where the edition is the same too."""
    record = before.model_copy(update={"as_of": as_of or month_end(before.returns_obtained)})
    say(f"nothing has changed since {before.run}")
    if record == before:
        return before
    with _staging(paths) as staged:
        shutil.copytree(
            paths.processed,
            staged.processed,
            ignore=shutil.ignore_patterns("indicators"),
            copy_function=_link,
        )
        save_record(staged, record)
        save_indicators(staged, policy, record.as_of, say)
        _swap(staged.processed, paths.processed)
    return record


def read_parts(paths, staged, policy):
    """The Collection of everything below data/raw; what an earlier run has read is taken over unread.

    One refused file does not keep the others from being looked at; `refused` lists them all.
    """
    refused = [*sidecars_without_file(paths.raw)]
    folders, wanted = [], []
    depends = basis(paths.policy)
    for path in raw_files(paths.raw):
        name = _part_or_refusal(path, paths.raw, policy, depends)
        if isinstance(name, SourceError):
            refused.append(name)
            continue
        folder, earlier = staged.parts / name, paths.parts / name
        folders.append(folder)
        if is_part(earlier):
            shutil.copytree(earlier, folder, copy_function=_link)
        else:
            wanted.append((path, paths.raw, policy, folder, depends))
    refused += [error for error in _make(wanted) if error is not None]
    return _collected([load_part(folder) for folder in folders if is_part(folder)], refused)


def _part_or_refusal(path, raw, policy, depends):
    if path.is_file() and not path.is_symlink() and sidecar_of(path).is_file():
        return part_name(path, raw, depends)
    # Reading it says in words what is wrong with it.
    return _attempt((path, raw, policy, None, depends))


def _make(wanted):
    """Reads the files, in several processes where that is worth it; a SourceError for each refused one."""
    size = sum(path.stat().st_size for path, *_ in wanted)
    workers = min(len(wanted), _processors())
    if size < WORTH_A_POOL or workers < 2:
        return [_attempt(each) for each in wanted]
    largest_first = sorted(wanted, key=lambda each: -each[0].stat().st_size)
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            return list(pool.map(_attempt, largest_first))
    except BrokenProcessPool:
        raise _reader_killed(largest_first, workers) from None


def _reader_killed(largest_first, workers):
    shown = ", ".join(f"{path.name} ({path.stat().st_size / 1e6:,.0f} MB)" for path, *_ in largest_first[:3])
    return MonitorError(
        f"a process that read files was killed while {workers} of them worked at once, most likely because "
        f"memory ran out; data/processed is as it was. The largest of {len(largest_first)} files: {shown}.",
        way_out="Close other programs, give the machine more memory, or let fewer processors read at once, and "
        "run again: taskset -c 0 cluster-monitor prepare",
    )


def _processors():
    # As many as this process may use, so that `taskset` or a container's share limits the memory, too.
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _attempt(wanted):
    try:
        make_part(*wanted)
    except SourceError as error:
        return error
    return None


def _collected(parts, refused):
    rows = {
        name: conform(table, _joined([each.rows for each in parts if each.record.table == name], table))
        for name, table in VALIDATED.items()
    }
    beside = {
        name: _joined([getattr(each, name) for each in parts], BESIDE[name])
        for name in ("rejected", "normalised", "flags")
    }
    records = tuple(sorted((each.record for each in parts), key=lambda each: each.file))
    refused = sorted(refused, key=lambda error: error.file or "")
    return Collection(rows=rows, records=records, **beside, refused=refused)


def _joined(frames, table):
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else conform(table, [])


def save_validated(paths, collection):
    """Writes one Parquet file a canonical table, and beside them what was rejected, changed, flagged, corrected."""
    paths.validated.mkdir(parents=True)
    for name, table in VALIDATED.items():
        _save(conform(table, collection.rows[name]), paths.validated / f"{name}.parquet")
    for name, table in BESIDE.items():
        _save(conform(table, getattr(collection, name)), paths.processed / f"{name}.parquet")


def save_indicators(paths, policy, as_of, say):
    """Writes the indicator tables of the edition `as_of`, one Parquet file each."""
    # City reads what this module has written, so it cannot be imported before.
    from analysis.city import City

    tables = City(paths, policy, as_of).indicator_tables()
    paths.indicators.mkdir()
    for name, table in tables.items():
        _save(table.map(_plain), paths.indicators / f"{name}.parquet")
    say(f"indicators  as of {as_of}  tables {len(tables)}")


def save_record(paths, record):
    """Writes run.json: sorted, no clock, no machine path."""
    content = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    # A new file, never the old one's bytes: it may be a second name of the last run's record.
    paths.run_record.unlink(missing_ok=True)
    paths.run_record.write_text(content + "\n", encoding="utf-8", newline="\n")


def inputs_digest(paths):
    """One digest of all a run depends on: raw files, sidecars, policy, and the code that reads them."""
    package = Path(analysis.__file__).parent
    code = [path for part in _CODE for path in python_files(package / part)]
    regular = [path for path in raw_files(paths.raw) if path.is_file()]
    data = [*regular, *paths.raw.rglob(f"*{SUFFIX}"), *paths.policy.glob("*.yaml")]
    digest = hashlib.sha256()
    for root, files in ((package, code), (paths.root, data)):
        for path in sorted(set(files)):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _record(collection, inputs, as_of):
    files = tuple(collection.records)
    record = RunRecord(
        inputs=inputs, as_of=None, exit_code=3 if any(each.rejected for each in files) else 0, files=files
    )
    return record.model_copy(update={"as_of": as_of or month_end(record.returns_obtained)})


def _refused(collection, inputs, say):
    for error in collection.refused[:SHOWN_REFUSALS]:
        say(str(error))
    for error in collection.refused[SHOWN_REFUSALS:]:
        say(f"{error.file}: {error.message}")
    count = len(collection.refused)
    say(f"{count} {'file' if count == 1 else 'files'} refused; data/processed is as it was.")
    refused = tuple(map(str, collection.refused))
    return RunRecord(inputs=inputs, as_of=None, exit_code=4, files=tuple(collection.records), refused=refused)


def _say_findings(collection, say):
    warnings = [
        f"warning  {row.file}: {finding_sentence(row.check, json.loads(row.facts), 'en')}"
        for row in collection.flags.itertuples()
    ]
    for line in warnings[:SHOWN_WARNINGS]:
        say(line)
    if len(warnings) > SHOWN_WARNINGS:
        say(f"  ... and {len(warnings) - SHOWN_WARNINGS} more in data/processed/flags.parquet")
    rejected = collection.rejected
    if not rejected.empty:
        count = len(rejected[["file", "line"]].drop_duplicates())
        shown = rejected.assign(raw=rejected["raw"].str.slice(0, SHOWN_CHARACTERS))
        report = MonitorError(
            f"{count} {'row is' if count == 1 else 'rows are'} rejected.",
            rows=shown[["file", "line", "column", "raw", "rule"]].fillna(""),
            way_out="`cluster-monitor rejects` lists every one with its reason, for each sender.",
        )
        say(str(report))


def _plain(value):
    # Parquet keeps a text in two languages as a structure of zh and en.
    return value.model_dump() if isinstance(value, BaseModel) else value


def _save(frame, path):
    path.unlink(missing_ok=True)
    frame.to_parquet(path, index=False, compression="zstd")


def _link(source, destination):
    """A second name of the same bytes; a copy where the disk cannot do that."""
    try:
        os.link(source, destination)
    except OSError:
        shutil.copy2(source, destination)


def _keep_parts(staged, paths):
    """What was read before a refusal need not be read again once the refused file is mended."""
    for folder in staged.parts.glob("*") if staged.parts.is_dir() else ():
        if is_part(folder) and not (paths.parts / folder.name).exists():
            paths.parts.mkdir(parents=True, exist_ok=True)
            folder.rename(paths.parts / folder.name)


@contextmanager
def _staging(paths):
    """Paths whose data/processed is a new folder on the same disk, gone again however the run ends."""
    with tempfile.TemporaryDirectory(prefix=".processed-", dir=paths.processed.parent) as folder:
        yield StagedPaths(paths.root, Path(folder) / "processed")


def _swap(staged, processed):
    """Puts `staged` in the place of `processed` in two renames; `recover` mends a crash between them."""
    before = aside(processed)
    shutil.rmtree(before, ignore_errors=True)
    if processed.exists():
        processed.rename(before)
    staged.rename(processed)
    shutil.rmtree(before, ignore_errors=True)
