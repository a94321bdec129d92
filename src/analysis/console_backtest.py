"""How the forecasts of earlier editions turned out, on the terminal."""

import json
import sys

from rich.console import Console
from rich.table import Table

from analysis import wording
from analysis.targets.backtest import BY, counted, left_out, summary
from analysis.targets.calibration import FEWEST_TO_JUDGE

_COLUMNS = ("ahead", "forecasts", "80", "95", "brier", "skill")


def print_backtest(city, form, lang, by_basis=False):
    """What `City.backtest` found: a table by how far ahead, CSV with one row a forecast, or both as JSON.

    `by_basis` splits table and summary by what the forecasts came from. Where no earlier forecast can be checked
    yet, the table is a sentence that says what it takes; the CSV has no row but its header, and the JSON the
    outcome `none_settled`.
    """
    forecasts, by = city.backtest(), ("basis", *BY) if by_basis else BY
    if form == "csv":
        forecasts.to_csv(sys.stdout, index=False)
    elif form == "json":
        print(json.dumps(_record(city, forecasts, by), ensure_ascii=False, indent=1))
    elif forecasts.empty:
        print(wording.say("backtest_none", lang, as_of=city.as_of))
    else:
        _print_table(city, forecasts, by, lang)


def _record(city, forecasts, by):
    return {
        "as_of": city.as_of.isoformat(),
        "outcome": "none_settled" if forecasts.empty else "scored",
        "summary": _plain(summary(forecasts, by)),
        "left_out": left_out(forecasts).to_dict(),
        "forecasts": _plain(forecasts),
    }


def _plain(frame):
    """Rows as JSON has them: missing figures null, days as text."""
    return json.loads(frame.to_json(orient="records", date_format="iso"))


def _print_table(city, forecasts, by, lang):
    place = getattr(city.policy.decree.city, lang)
    table = Table(title=wording.say("backtest_title", lang, place=place, as_of=city.as_of), show_lines=True)
    for column in (*(["basis"] if "basis" in by else []), *_COLUMNS):
        table.add_column(wording.say(f"backtest_column_{column}", lang), overflow="fold")
    for row in summary(forecasts, by).to_dict("records"):
        table.add_row(*cells(row, lang))
    Console().print(table)
    for note in notes(forecasts, lang):
        print(note)


def cells(row, lang):
    """A row of `targets.backtest.summary` in words: years ahead, how many, how often right, how much better."""
    brier = wording.number(row["brier"], 3, lang=lang)
    skills = {who: wording.number(row[f"skill_{who}"], 2, lang=lang) for who in ("naive", "drift")}
    return [
        *([wording.say(f"backtest_{row['basis']}", lang)] if "basis" in row else []),
        ahead(row["horizon"], row["month"], lang),
        wording.say("backtest_forecasts", lang, n=row["n"], series=row["series"], years=row["years"]),
        *(_held(row, level, lang) for level in ("80", "95")),
        wording.say("backtest_brier", lang, brier=brier, events=row["events"]),
        wording.say("backtest_skill", lang, **skills),
    ]


def ahead(horizon, month, lang):
    """How far ahead forecasts looked, and from which month of the current year."""
    if not month:
        return wording.say("backtest_ahead", lang, years=horizon)
    return wording.say("backtest_ahead_month", lang, years=horizon, month=wording.month(month, lang))


def notes(forecasts, lang):
    """What a reader has to know beside the table, a sentence each."""
    missing = left_out(forecasts)
    restated = int(counted(forecasts)["restated"].sum())
    found = [wording.say(f"backtest_note_{name}", lang) for name in ("ahead", "together", "scores")]
    if missing.sum():
        found.append(wording.say("backtest_note_left_out", lang, **missing.to_dict()))
    return found + ([wording.say("backtest_note_restated", lang, count=restated)] if restated else [])


def _held(row, level, lang):
    ends = {name: wording.percent(row[f"band_{name}_{level}"], 0, lang=lang) for name in ("low", "high")}
    share = wording.percent(row[f"share_{level}"], 0, lang=lang)
    verdict = wording.say(f"backtest_{row[f'verdict_{level}']}", lang, fewest=FEWEST_TO_JUDGE)
    return wording.say("backtest_held", lang, hits=row[f"hits_{level}"], share=share, verdict=verdict, **ends)
