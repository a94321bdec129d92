"""Reads data/processed: the validated rows, what was rejected, changed or flagged, and the record of the run."""

from calendar import monthrange
from datetime import date

import pandas as pd
from pydantic import ValidationError

from analysis.errors import MonitorError
from analysis.sources.account import FileRecord, RunRecord
from analysis.sources.correction_log import LOG
from analysis.store import Store
from analysis.tables import FLAGS, LINKS, NORMALISED, REJECTED, VALIDATED, conform

# What stands beside the validated rows, one Parquet file each.
BESIDE = {table.name: table for table in (REJECTED, NORMALISED, FLAGS, LINKS, LOG)}


def load_validated(paths, as_of):
    """The Store of a city's validated tables on `as_of`; MonitorError where nothing has been prepared."""
    require_processed(paths)
    return Store(paths.validated, as_of)


def load_rejected(paths, as_of):
    """Rejected cells of the files received by `as_of`: one row a cell with file, line, raw, rule and hint.

    A row that a correction had settled by then is no longer among them.
    """
    rows = _known(paths, "rejected", as_of)
    settled = rows["resolved"] <= pd.Timestamp(as_of)
    return rows[~settled].reset_index(drop=True)


def load_normalised(paths, as_of):
    """What was read as something else than is plainly printed: one row a file, column and printed text."""
    return _known(paths, "normalised", as_of)


def load_flags(paths, as_of):
    """Findings a person should look at, of what was known on `as_of`; see `analysis.sources.findings`."""
    return _known(paths, "flags", as_of)


def load_links(paths, as_of):
    """Enterprises that go on under another id by a correction decided by `as_of`."""
    return _known(paths, "links", as_of, day="decided")


def load_corrections(paths):
    """Every correction record and what it did, whatever the edition."""
    require_processed(paths)
    return conform(LOG, pd.read_parquet(paths.processed / "corrections.parquet"))


def _known(paths, name, as_of, day="obtained"):
    require_processed(paths)
    rows = conform(BESIDE[name], pd.read_parquet(paths.processed / f"{name}.parquet"))
    return rows[rows[day] <= pd.Timestamp(as_of)].reset_index(drop=True)


def source_files(paths, as_of):
    """One row a raw file known on `as_of`: table, period, producer, kind, day received and its account."""
    require_processed(paths)
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
    require_processed(paths)
    return month_end(load_record(paths).returns_obtained)


def month_end(obtained):
    """The last day of the month of the newest of `obtained`, never later than today."""
    if not obtained:
        raise MonitorError(
            "data/raw holds no enterprise return.", way_out="Name an edition date with --as-of DATE."
        )
    newest = obtained[-1]
    return min(newest.replace(day=monthrange(newest.year, newest.month)[1]), date.today())


def load_record(paths):
    """The RunRecord of the last complete run."""
    return RunRecord.model_validate_json(paths.run_record.read_bytes())


def last_run(paths):
    """The last run's record; nothing where there is none or another version wrote it."""
    try:
        return load_record(paths) if is_whole(paths) else None
    except ValidationError:
        return None


def require_processed(paths):
    """MonitorError where nothing has been prepared; a run cut short between its two renames is mended."""
    recover(paths)
    if not is_whole(paths):
        raise MonitorError("nothing has been prepared yet.", way_out="Run `cluster-monitor prepare` first.")


def is_whole(paths):
    """Whether every file of a complete run is there."""
    beside = [paths.processed / f"{name}.parquet" for name in BESIDE]
    return all(
        path.is_file()
        for path in [paths.run_record, *beside, *(paths.validated / f"{name}.parquet" for name in VALIDATED)]
    )


def aside(processed):
    """Where the earlier data/processed stands while the new one takes its place."""
    return processed.with_name(f".{processed.name}-before")


def recover(paths):
    """Puts the earlier data/processed back where a run died between taking it away and setting the new one."""
    before = aside(paths.processed)
    if before.exists() and not paths.processed.exists():
        before.rename(paths.processed)
