"""Verdicts as plain pandas frames, picked by cluster, district, status or kind, with the words beside the numbers."""

import pandas as pd

from analysis import promise_text, wording
from analysis.desk.promise import definition_of
from analysis.desk.speech import language
from analysis.errors import MonitorError
from analysis.policy.refusals import closest

COLUMNS = (
    "commitment_id",
    "promise",
    "verdict",
    "now",
    "goal",
    "due",
    "probability",
    "definition",
    "clause",
    "kind",
    "cluster",
    "district",
    "status",
    "value",
    "target",
    "gap",
    "unit",
    "progress_ratio",
    "year",
    "vintage",
)


def verdicts(city, *, lang=None, cluster=None, district=None, status=None, kind=None, clause=None):
    """One row a promise, in the order of the decree: words in `lang`, then the numbers of `city.status()`.

    `cluster`, `district`, `status`, `kind` and `clause` take one value or a list; a promise about the whole city
    has no cluster and no district. Money is in the city's unit, shares are 0..1; a missing value is NaN.

    Example: `city.verdicts(cluster="tobacco").query("status == 'missed'")`. MonitorError for a value that names
    nothing in the decree.
    """
    return _selected(city, _worded(city, city.status().to_dict("records"), lang), _picked(locals()))


def definitions(city, commitment_id=None, *, lang=None, chance=True):
    """One row a promise and definition, for promises whose text can be read in several ways; as `verdicts`.

    Without `chance` no probability is worked out. Example:
    `definitions(city, "C005")[["definition", "now", "verdict"]]`. MonitorError for a promise read in one way only.
    """
    several = [entry.id for entry in city.policy.commitments.values() if entry.readings]
    if commitment_id is not None and commitment_id not in several:
        raise MonitorError(
            f"{commitment_id!r} is read in one way only.",
            expected=f"one of {', '.join(several) or '(none)'}{closest(str(commitment_id), several)}.",
        )
    rows = [
        city.verdict(name, reading.id, chance)
        for name in (several if commitment_id is None else [commitment_id])
        for reading in city.policy.commitments[name].readings
    ]
    return _worded(city, rows, lang)


def _picked(named):
    """{column: values wanted} of the conditions that were given."""
    conditions = ("cluster", "district", "status", "kind", "clause")
    return {
        name: [named[name]] if isinstance(named[name], str) else list(named[name])
        for name in conditions
        if named[name] is not None
    }


def _selected(city, table, wanted):
    known = {
        "cluster": list(city.policy.clusters),
        "district": list(city.policy.districts),
        "status": list(wording.STATUS),
        "kind": list(dict.fromkeys(table["kind"])),
        "clause": list(city.policy.decree.clauses),
    }
    for column, values in wanted.items():
        nobody_is_called(column, values, known[column])
        # The clause is printed with its name behind it.
        keys = table[column].str.split(" ").str[0] if column == "clause" else table[column]
        table = table[keys.isin(values)]
    return table.reset_index(drop=True)


def nobody_is_called(column, values, known):
    """Refuses a condition that no promise can meet because nothing has that name."""
    for value in values:
        if value not in known:
            raise MonitorError(
                f"{column}={value!r} names nothing in the decree.",
                expected=f"one of {', '.join(known)}{closest(str(value), known)}.",
            )


def _worded(city, rows, lang):
    lang, policy = language(lang), city.policy
    found = []
    for row in rows:
        entry = policy.commitments[row["commitment_id"]]
        known = {one.id for one in entry.readings}
        commitment = entry.under(row["reading"]) if row["reading"] in known else entry
        found.append(
            row
            | {
                "promise": commitment.promise[lang],
                "verdict": wording.STATUS[row["status"]][lang],
                "now": promise_text.now(row, commitment, policy.decree, lang),
                "goal": promise_text.goal(commitment, policy.decree, lang),
                "definition": definition_of(commitment, row["reading"], policy, lang),
                "clause": f"{commitment.clause} {policy.name_of('clause', commitment.clause, lang)}",
                "kind": commitment.kind,
                "cluster": commitment.scope.cluster,
                "district": commitment.scope.district,
            }
        )
    return pd.DataFrame(found, columns=list(COLUMNS))
