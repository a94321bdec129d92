"""What one raw file gave, as a folder of its own that a later run can take over unread."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import analysis
from analysis.errors import SourceError
from analysis.sources.account import FileRecord
from analysis.sources.delivery import read_delivery, sidecar_of
from analysis.tables import FLAGS, NORMALISED, REJECTED, VALIDATED, conform

# A file's rows depend on these parts of the package and of the policy, and on nothing else.
CODE = ("sources", "policy", "tables.py", "units.py")
POLICY = ("decree.yaml", "clusters.yaml", "districts.yaml")


class Part(NamedTuple):
    """The stored result of one raw file."""

    record: FileRecord
    rows: pd.DataFrame
    rejected: pd.DataFrame
    normalised: pd.DataFrame
    flags: pd.DataFrame


def basis(policy_folder):
    """One digest of the code and the policy that every file's rows depend on."""
    package = Path(analysis.__file__).parent
    files = [path for part in CODE for path in python_files(package / part)]
    digest = hashlib.sha256()
    for path in [*files, *(policy_folder / name for name in POLICY)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def python_files(path):
    """A module, or every module of a package, in order."""
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def part_name(path, raw, basis):
    """The name of the folder that holds what `path` gives: another content, sidecar or basis, another name."""
    digest = hashlib.sha256(f"{basis} {path.relative_to(raw).as_posix()}".encode())
    for file in (path, sidecar_of(path)):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]


def make_part(path, raw, policy, folder, basis):
    """Reads one raw file and saves what it gave to `folder`. Raises SourceError where the file is refused."""
    delivery = read_delivery(path, raw, policy)
    if part_name(path, raw, basis) != folder.name:
        raise SourceError(
            "changed while it was being read.",
            file=delivery.name,
            way_out="Run prepare again once whoever writes the file has finished.",
        )
    folder.mkdir(parents=True)
    for name in ("rows", "rejected", "normalised", "flags"):
        frame = getattr(delivery, name)
        if len(frame):
            frame.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd", compression_level=1)
    record = FileRecord.of(delivery)
    # Written last: a folder with its record is complete.
    (folder / "file.json").write_text(record.model_dump_json(indent=1), encoding="utf-8")
    return record


def is_part(folder):
    """Whether a complete part stands in `folder`."""
    return (folder / "file.json").is_file()


def load_part(folder):
    """The Part in `folder`."""
    record = FileRecord.model_validate_json((folder / "file.json").read_bytes())
    tables = {"rows": VALIDATED[record.table], "rejected": REJECTED, "normalised": NORMALISED, "flags": FLAGS}
    # A frame without rows is not stored; the record says which these are, so that a lost one is missed.
    stored = dict(
        zip(tables, (record.accepted, record.rejected, record.normalised, record.warnings), strict=True)
    )
    frames = {
        name: conform(table, pd.read_parquet(folder / f"{name}.parquet") if stored[name] else [])
        for name, table in tables.items()
    }
    return Part(record, **frames)
