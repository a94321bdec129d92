"""Programme records written in one line, so that a case is read at a glance."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.indicators.catalogue import Tables
from analysis.policy import load_policy
from analysis.tables import ENTERPRISE, ENTERPRISE_YEAR, PROGRAMME_EVENT, PROJECT, conform
from analysis.targets.evidence import Evidence

_COLUMN = {
    "q": "quantity", "w": "whole", "a": "amount", "d": "district", "c": "cluster", "p": "park", "n": "name",
    "e": "enterprise_id",
}  # fmt: skip
_NUMBERS = ("quantity", "whole", "amount")
_NO_ROWS = pd.DataFrame({"year": [], "cluster": [], "district": [], "park": [], "revenue": []})
_BLANK = {t.name: conform(t, []) for t in (PROGRAMME_EVENT, PROJECT, ENTERPRISE, ENTERPRISE_YEAR)}


@pytest.fixture(scope="session")
def policy():
    return load_policy(Path(__file__).parents[2] / "data" / "policy")


@pytest.fixture(scope="session")
def records():
    """`records("C023", "2009-05-01 d=wuling; 2009-06-30 d=anxiang q=0")` -> programme_event.

    A record of another commitment starts with its id; `@2010-03-01` is the day its file arrived, by
    default 20 January of the next year.
    """
    return _records


@pytest.fixture(scope="session")
def evidence():
    """Evidence of the frames given, every other table empty."""
    return _evidence


def _records(commitment_id, text):
    rows = [_record(commitment_id, part.split()) for part in text.split(";") if part.strip()]
    for number, row in enumerate(rows, start=1):
        row |= {"event_id": f"E{number}", "line": number + 1, "kind": "synthetic"}
    return conform(PROGRAMME_EVENT, pd.DataFrame(rows))


def _record(commitment_id, words):
    if words[0].startswith("C"):
        commitment_id, words = words[0], words[1:]
    row = {"commitment_id": commitment_id, "date": pd.Timestamp(words[0])}
    row["obtained"] = pd.Timestamp(f"{row['date'].year + 1}-01-20")
    for word in words[1:]:
        if word.startswith("@"):
            row["obtained"] = pd.Timestamp(word[1:])
        else:
            key, value = word.split("=")
            row[_COLUMN[key]] = float(value) if _COLUMN[key] in _NUMBERS else value
    return row | {"file": f"programme/{row['obtained']:%Y-%m-%d}.csv"}


def _evidence(*, events=None, project=(), enterprise=(), enterprise_year=()):
    tables = Tables(_NO_ROWS, _NO_ROWS, _NO_ROWS, pd.DataFrame(), (), "changde", 2005)
    returns = _table(ENTERPRISE_YEAR, enterprise_year)
    arrived = returns.groupby("year")["obtained"].max().rename("obtained").reset_index()
    return Evidence(
        tables=tables,
        programme_event=_BLANK[PROGRAMME_EVENT.name] if events is None else events,
        project=_table(PROJECT, project),
        enterprise=_table(ENTERPRISE, enterprise),
        enterprise_year=returns,
        returned=arrived,
    )


def _table(table, rows):
    return conform(table, _made(rows)) if rows else _BLANK[table.name]


def _made(rows):
    """Rows with the lineage a table needs; a return or register row arrives in March after its year."""
    frame = pd.DataFrame(list(rows))
    lineage = {"kind": "synthetic", "file": "returns/made.csv", "line": range(2, len(frame) + 2)}
    if "year" in frame:
        lineage["obtained"] = pd.to_datetime((frame["year"] + 1).astype(str) + "-03-01")
    return frame.assign(**{name: value for name, value in lineage.items() if name not in frame})
