"""cluster-monitor: the commands a statistician and a schedule use."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import MonitorError
from analysis.paths import Paths, find_root

app = typer.Typer(
    help="Evidence on the promises of an industrial-cluster decree.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Root = Annotated[Path, typer.Option("--root", help="The city's folder (default: here).")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Edition date, YYYY-MM-DD (default: the latest the data support)."
    ),
]

Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Notebooks run at once (default: one a processor).")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="tcp://HOST:PORT",
        help="Let the workers of this Dask scheduler run the notebooks (default: this machine).",
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Look back to here (default: the newest published edition)."
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="Act as on this day (default: the calendar's).")
]

Check = Annotated[
    bool, typer.Option("--check/--no-check", help="Look at every page in a browser before publishing.")
]


class Language(StrEnum):
    zh = "zh"
    en = "en"
    both = "both"


class OneLanguage(StrEnum):
    zh = "zh"
    en = "en"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


class RunsFormat(StrEnum):
    table = "table"
    json = "json"


def main():
    """Run a command; a refusal is printed as sentences and ends with exit code 1 (5: another run has the lock)."""
    try:
        app()
    except MonitorError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(getattr(refusal, "exit_code", 1))


@app.command()
def prepare(root: Root = Path(), as_of: AsOf = None):
    """Check data/raw, save the accepted rows and the indicators; exit 0 clean, 3 with rejects, 4 a file refused."""
    from analysis.pipeline import prepare as run

    record = run(_paths(root), as_of=_date(as_of))
    raise typer.Exit(record.exit_code)


@app.command()
def brief(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Briefings by name, or families by the part before the slash; none: the whole edition is "
            "built and published."
        ),
    ] = None,
    root: Root = Path(),
    as_of: AsOf = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the edition.")] = Language.both,
    jobs: Jobs = None,
    cluster: Cluster = None,
    check: Check = True,
):
    """Run the notebooks and publish the edition as HTML, whole or not at all."""
    from analysis.briefings.publish import publish_editions

    cluster = _address(cluster)
    city = _city(root, as_of)
    options = {
        "names": names or None, "jobs": jobs, "policy": city.policy, "check": check, "cluster": cluster,
    }  # fmt: skip
    publish_editions(city.paths, city.as_of, _languages(lang), **options)


@app.command()
def due(
    root: Root = Path(),
    since: Since = None,
    today: Today = None,
    lang: Annotated[Language, typer.Option("--lang", help="Languages an edition has.")] = Language.both,
):
    """Print the dates of the editions that are due and not published, the oldest first; nothing is run."""
    from analysis.briefings.catch_up import due_editions

    for day in due_editions(_paths(root), _languages(lang), *_days(today, since)):
        print(day)


@app.command("catch-up")
def catch_up(
    root: Root = Path(),
    since: Since = None,
    today: Today = None,
    lang: Annotated[Language, typer.Option("--lang", help="Languages of the editions.")] = Language.both,
    jobs: Jobs = None,
    cluster: Cluster = None,
    check: Check = True,
):
    """For a schedule: prepare, then build each edition that is due, the oldest first; exit codes in docs/schedules.md."""
    from analysis.briefings.catch_up import catch_up as run

    options = {"jobs": jobs, "cluster": _address(cluster), "check": check}
    raise typer.Exit(run(_paths(root), _languages(lang), *_days(today, since), **options))


@app.command("list")
def list_briefings(root: Root = Path()):
    """Print the names of the briefings, with their titles."""
    from analysis.briefings.manifest import load_manifest
    from analysis.policy import load_policy

    paths = _paths(root)
    for name, briefing in load_manifest(paths.manifest, load_policy(paths.policy)).items():
        print(f"{name:28} {briefing.title.zh}  {briefing.title.en}")


@app.command()
def status(
    root: Root = Path(),
    as_of: AsOf = None,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the printed table.")] = Language.en,
):
    """Print one row a commitment: value, target, progress and verdict."""
    from analysis import console

    city = _city(root, as_of)
    console.print_status(city, form.value, "zh" if lang is Language.zh else "en")


@app.command()
def explain(
    commitment: Annotated[str, typer.Argument(metavar="COMMITMENT", help="Its id, such as C016.")],
    root: Root = Path(),
    as_of: AsOf = None,
    reading: Annotated[
        str | None,
        typer.Option("--reading", metavar="ID", help="Another way to read its text (default: as in use)."),
    ] = None,
    lang: Annotated[OneLanguage, typer.Option("--lang", help="Language of the text.")] = OneLanguage.zh,
    rows: Annotated[int, typer.Option("--rows", min=0, help="List at most so many rows.")] = 20,
):
    """Print the chain behind a verdict: clause, reading, formula, target, the rows used, value and verdict."""
    from analysis.explain import explain as chain

    print("\n".join(chain(_city(root, as_of), commitment, lang.value, reading, rows)))


@app.command()
def backtest(
    root: Root = Path(),
    as_of: AsOf = None,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    lang: Annotated[OneLanguage, typer.Option("--lang", help="Language of the table.")] = OneLanguage.zh,
    by_basis: Annotated[
        bool, typer.Option("--by-basis", help="A row for each way a forecast was made.")
    ] = False,
):
    """Rebuild every past edition as it was known then and score what it forecast against what is known now."""
    from analysis.console_backtest import print_backtest

    print_backtest(_city(root, as_of), form.value, lang.value, by_basis)


@app.command("audit-plan")
def audit_plan(
    root: Root = Path(),
    lang: Annotated[Language, typer.Option("--lang", help="Language of the findings.")] = Language.both,
):
    """Check the decree's own arithmetic (K1 to K8) before any data."""
    from analysis import console
    from analysis.policy import load_policy
    from analysis.policy.audit import audit_plan as audit

    console.print_audit(audit(load_policy(_paths(root).policy)), lang.value)


@app.command()
def verify(
    edition: Annotated[
        str | None, typer.Argument(help="For instance 2011-03-31/zh; none: every edition.")
    ] = None,
    root: Root = Path(),
):
    """Compare published pages with the digests they were published with; exit 1 where a byte differs."""
    from analysis.briefings.publish import verify as compare

    changed = compare(_paths(root), edition)
    if changed.empty:
        print("every published page is as it was published")
        return
    raise MonitorError(
        f"{len(changed)} published files are not what was published.",
        rows=changed,
        way_out="Build the edition again with: cluster-monitor brief --as-of DATE",
    )


@app.command()
def rollback(
    edition: Annotated[
        str, typer.Argument(metavar="EDITION", help="For instance 2011-03-31/zh; a date: all its languages.")
    ],
    root: Root = Path(),
    undo: Annotated[
        bool, typer.Option("--undo", help="Put the edition withdrawn last forward again.")
    ] = False,
):
    """Show readers the edition published before; the one taken back stays back until its inputs change."""
    from analysis.briefings.rollback import roll_back
    from analysis.policy import load_policy

    paths = _paths(root)
    name = load_policy(paths.policy).decree.city
    for move in roll_back(paths, edition, {"zh": name.zh, "en": name.en}, undo):
        print(f"{move.edition}  shows the edition published at {move.at} UTC again: {move.after}")


@app.command()
def runs(
    root: Root = Path(),
    last: Annotated[int, typer.Option("--last", min=1, help="How many, newest first.")] = 10,
    form: Annotated[RunsFormat, typer.Option("--format", help="How to print.")] = RunsFormat.table,
):
    """Print the ledger of report runs: who, when, how long, how it ended and why."""
    from analysis.briefings.ledger_view import print_runs

    print_runs(_paths(root).reports, last, form.value)


@app.command()
def sample(
    out: Annotated[Path, typer.Option("--out", help="Folder to write register/ and returns/ into.")],
    enterprises: Annotated[
        int, typer.Option("--enterprises", min=50, help="Size of the synthetic city.")
    ] = 700,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another city.")] = 2007,
):
    """Write a synthetic city as offices would deliver it: seeded, any size, labelled synthetic."""
    from analysis.synthetic import write_sample

    files = write_sample(out, enterprises=enterprises, seed=seed)
    print(f"wrote {len(files)} files of a synthetic city of {enterprises:,} enterprises to {out}")


@app.command()
def rejects(
    root: Root = Path(),
    as_of: AsOf = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="A .xlsx, a .csv, or a folder for one workbook a sender (none: print)."),
    ] = None,
    lang: Annotated[OneLanguage, typer.Option("--lang", help="Language of the reasons.")] = OneLanguage.zh,
    sender: Annotated[
        str | None, typer.Option("--sender", metavar="TEXT", help="Only senders whose name holds this.")
    ] = None,
):
    """Give every sender its own rejected rows back: where, what was found, why, and what to do."""
    from analysis.exports.giving_back import give_back

    give_back(_city(root, as_of), lang.value, out, sender)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="A file no sidecar describes yet: CSV, .xlsx or .xls.")],
    root: Root = Path(),
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Of a workbook, the sheet to look at.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the proposal beside the file; never over another.")
    ] = False,
    lang: Annotated[OneLanguage, typer.Option("--lang", help="Language of the findings.")] = OneLanguage.zh,
):
    """Propose a sidecar for a new file, for a person to correct, and show what it rests on."""
    from analysis.sources.inspection import inspect_and_propose

    inspect_and_propose(file, root, lang.value, sheet=sheet, write=write)


@app.command()
def lab(
    root: Root = Path(),
    port: Annotated[int, typer.Option("--port", min=1024, max=65535, help="Port on this machine.")] = 8888,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    allow_root: Annotated[bool, typer.Option("--allow-root", help="Start even as the user root.")] = False,
):
    """Open JupyterLab on the notebooks: for this machine alone, with a token, without the data folder."""
    from analysis.lab.launch import start_lab

    start_lab(root, port, browser, allow_root)


@app.command("new-city")
def new_city(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    name: Annotated[
        str | None, typer.Option("--name", help="The city in English (none: Example City).")
    ] = None,
    name_zh: Annotated[
        str | None, typer.Option("--name-zh", help="The city in Chinese (none: as in English).")
    ] = None,
):
    """Make a folder for another city that runs at once: an example decree to edit, example data, the notebooks."""
    from analysis.newcity import make_city

    files = make_city(folder, name, name_zh)
    print(f"wrote {len(files)} files to {folder}")
    print(f"Edit data/policy, then: cluster-monitor prepare --root {folder}")


def _paths(root):
    return Paths(find_root(root))


def _date(text):
    from analysis.city import parse_as_of

    return parse_as_of(text) if text is not None else None


def _languages(lang):
    return ["zh", "en"] if lang is Language.both else [lang.value]


def _address(text):
    if text is None:
        return None
    from analysis.briefings.on_cluster import checked_address

    return checked_address(text)


def _days(today, since):
    from datetime import date

    from analysis.briefings.catch_up import day_of

    return (
        date.today() if today is None else day_of(today, "--today"),
        None if since is None else day_of(since, "--since"),
    )


def _city(root, as_of):
    from analysis.city import open_city

    return open_city(root, as_of)
