"""Where every line of every file went, and the record of a run."""

import json
from datetime import date
from importlib.metadata import version
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from analysis.sources.findings import finding_sentence
from analysis.sources.readers.workbook_child.places import cell_name

_RETURNS = ("enterprise_year", "enterprise_ytd")


class Account(NamedTuple):
    """Lines of one file: in = accepted + rejected + the non-data lines of every class."""

    lines_in: int
    accepted: int
    rejected: int
    non_data: dict

    def balanced(self):
        """Itself; AssertionError where a line is lost or counted twice."""
        out = self.accepted + self.rejected + sum(self.non_data.values())
        if out != self.lines_in:
            raise AssertionError(f"{self.lines_in} lines in, {out} accounted for: {self}")
        return self


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileRecord(_Closed):
    """One raw file in run.json: what it is, its account, its digests and its warnings."""

    file: str
    table: str
    period: str | None
    kind: str
    producer_zh: str
    producer_en: str
    obtained: date
    first_known: date
    unit: str | None
    encoding: str
    lines_in: int
    accepted: int
    rejected: int
    non_data: dict[str, int]
    corrected: int = 0
    normalised: int = 0
    scope: str | None = None
    classification: str | None = None
    sheet: str | None = None
    columns: dict[str, tuple[str, int]] = {}
    warnings: tuple[str, ...]
    sha256: str
    sidecar_sha256: str

    @classmethod
    def of(cls, delivery):
        """The record of a Delivery; a published series is known from its first vintage on."""
        said, rows = delivery.sidecar, delivery.rows
        return cls(
            file=delivery.name,
            table=said.table,
            period=str(said.period) if said.period else None,
            kind=said.kind,
            producer_zh=said.producer.zh,
            producer_en=said.producer.en,
            obtained=said.obtained,
            first_known=rows["obtained"].min().date() if len(rows) else said.obtained,
            unit=said.unit,
            encoding=delivery.encoding,
            **delivery.account._asdict(),
            normalised=int(delivery.normalised["rows"].sum()),
            scope=said.scope,
            classification=said.classification,
            sheet=delivery.sheet,
            columns=delivery.columns,
            warnings=tuple(
                finding_sentence(row.check, json.loads(row.facts), "en")
                for row in delivery.flags.itertuples()
            ),
            sha256=delivery.sha256,
            sidecar_sha256=delivery.sidecar_sha256,
        )

    def place_of(self, column, line):
        """Where a canonical column of a line stands as its sender sees it: sheet, printed column name, cell."""
        printed, place = self.columns.get(column, (column, None))
        cell = cell_name(place, line) if self.sheet and place is not None else None
        return {"sheet": self.sheet, "column": printed, "cell": cell}

    @property
    def non_data_lines(self):
        return sum(self.non_data.values())

    @property
    def stage_line(self):
        """`validated  enterprise_year  2009  in 713  accepted 702  rejected 7  non-data 4`."""
        what = self.period or self.file.rsplit("/", 1)[-1]
        corrected = f"  corrected {self.corrected}" if self.corrected else ""
        return (
            f"validated  {self.table}  {what}  in {self.lines_in}  accepted {self.accepted}  "
            f"rejected {self.rejected}  non-data {self.non_data_lines}{corrected}"
        )


class RunRecord(_Closed):
    """run.json: what went in, what came of each file, and how it ended. No clock and no machine path."""

    package: str = "cluster-monitor"
    version: str = version("cluster-monitor")
    inputs: str
    as_of: date | None
    exit_code: int
    files: tuple[FileRecord, ...]
    refused: tuple[str, ...] = ()

    @property
    def run(self):
        """A short name of the run: equal inputs, equal name."""
        return self.inputs[:12]

    @property
    def returns_obtained(self):
        """Days on which annual and year-to-date returns were obtained, ascending."""
        return sorted(each.obtained for each in self.files if each.table in _RETURNS)
