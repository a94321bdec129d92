"""Tables on the terminal: the verdicts and the plan audit."""

import sys

import pandas as pd
from rich.console import Console
from rich.table import Table

from analysis import promise_text, wording


def print_status(city, form, lang):
    """The status table as a terminal table, CSV or JSON; machine forms keep canonical units and full digits."""
    status = city.status()
    if form == "csv":
        status.to_csv(sys.stdout, index=False)
        return
    if form == "json":
        status.to_json(sys.stdout, orient="records", force_ascii=False, date_format="iso", indent=1)
        print()
        return
    table = Table(title=_title(city, lang))
    headings = [
        "column_commitment_id",
        "column_promise",
        "column_value_text",
        "column_target_text",
        "column_status",
    ]
    for heading in headings:
        table.add_column(wording.say(heading, lang), overflow="fold")
    for row in status.to_dict("records"):
        commitment = city.policy.commitments[row["commitment_id"]]
        table.add_row(
            row["commitment_id"],
            commitment.promise[lang],
            promise_text.now(row, commitment, city.policy.decree, lang),
            promise_text.goal(commitment, city.policy.decree, lang),
            wording.STATUS[row["status"]][lang],
        )
    Console().print(table)


def print_audit(findings, lang):
    """The findings K1 to K8, one row each, in one language or both."""
    table = Table(show_lines=True)
    for heading in ("", "", ""):
        table.add_column(heading, no_wrap=True)
    table.add_column("", overflow="fold")
    languages = ["zh", "en"] if lang == "both" else [lang]
    for row in findings.itertuples():
        sentences = "\n".join(getattr(row, language) for language in languages)
        table.add_row(row.check, "" if pd.isna(row.clause) else row.clause, row.finding, sentences)
    Console().print(table)


def _title(city, lang):
    name = getattr(city.policy.decree.city, lang)
    return f"{name}  {city.as_of.isoformat()}"
