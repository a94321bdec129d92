"""edition.json: what an edition consists of, and the comparison of its files with it."""

import json

import pandas as pd

from analysis.briefings.digests import file_digest
from analysis.briefings.manifest import closest
from analysis.errors import EditionError

RECORD = "edition.json"
FINDINGS = ("edition", "file", "finding")


def as_bytes(record):
    """The record as JSON bytes that depend on nothing but its content."""
    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def read_record(folder):
    """The record of a published folder, or None where there is none that can be read."""
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def published(paths):
    """Pointer folders reports/DATE/LANG of published editions, newest first, zh before en."""
    found = [link for link in paths.reports.glob("[0-9]*/*") if link.is_symlink()]
    return sorted(found, key=lambda link: (link.parent.name, link.name), reverse=True)


def changed_files(folder, name):
    """Rows (edition, file, finding) of files that are changed, missing or unexpected."""
    record = read_record(folder)
    if record is None:
        return [(name, RECORD, "missing")]
    # The folder's name ends in the digest of its record, so the record itself cannot change unseen either.
    rows = (
        []
        if file_digest(folder / RECORD).startswith(folder.resolve().name[-12:])
        else [(name, RECORD, "changed")]
    )
    for file, stamp in record["files"].items():
        if not (folder / file).is_file():
            rows.append((name, file, "missing"))
        elif file_digest(folder / file) != stamp["sha256"]:
            rows.append((name, file, "changed"))
    known = {*record["files"], RECORD}
    return rows + [(name, f.name, "unexpected") for f in sorted(folder.iterdir()) if f.name not in known]


def verify(paths, edition=None):
    """Published files that differ from their record: edition, file, finding; empty when every byte is right.

    `edition` is DATE/LANG (as 2011-03-31/zh); without it all are compared. EditionError for an unknown
    one.
    """
    pointers = {f"{link.parent.name}/{link.name}": link for link in published(paths)}
    if edition is not None and edition not in pointers:
        raise EditionError(
            f"no edition {edition!r} is published{closest(edition, pointers)}",
            expected=f"one of {', '.join(pointers) or '(none yet)'}.",
        )
    chosen = pointers if edition is None else {edition: pointers[edition]}
    rows = [row for name, link in chosen.items() for row in changed_files(link, name)]
    return pd.DataFrame(rows, columns=list(FINDINGS))
