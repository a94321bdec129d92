"""Every place the project reads or writes, in one table."""

from dataclasses import dataclass
from pathlib import Path

from analysis.errors import MonitorError

MARKER = Path("data/policy/decree.yaml")


@dataclass(frozen=True)
class Paths:
    """The folders of one city, below its root."""

    root: Path

    @property
    def policy(self):
        return self.root / "data" / "policy"

    @property
    def raw(self):
        return self.root / "data" / "raw"

    @property
    def processed(self):
        return self.root / "data" / "processed"

    @property
    def validated(self):
        return self.processed / "validated"

    @property
    def parts(self):
        return self.processed / "parts"

    @property
    def indicators(self):
        return self.processed / "indicators"

    @property
    def rejected(self):
        return self.processed / "rejected.parquet"

    @property
    def run_record(self):
        return self.processed / "run.json"

    @property
    def notebooks(self):
        return self.root / "notebooks"

    @property
    def manifest(self):
        return self.notebooks / "briefings.yaml"

    @property
    def reports(self):
        return self.root / "reports"


def find_root(start="."):
    """The nearest folder at or above `start` that holds data/policy/decree.yaml.

    So a notebook in notebooks/explore and a command in the project root open the same city.
    Raises MonitorError where there is none.
    """
    here = Path(start).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    raise MonitorError(
        f"no city here: {here} and the folders above it have no {MARKER.as_posix()}.",
        way_out="Go to the project's folder, or name it with --root DIR.",
    )
