"""edition.json: what an edition consists of, and the comparison of its files with it."""

import json

import pandas as pd

from analysis.briefings.digests import file_digest, versions
from analysis.briefings.manifest import closest
from analysis.errors import EditionError

RECORD = "edition.json"
FINDINGS = ("edition", "file", "finding")


def edition_record(briefings, pages, as_of, lang, inputs):
    """What an edition consists of and what made it; its `files` are added once they are all there."""
    missing = {b.page: "".join(pages[name].missing) for name, b in briefings.items() if pages[name].missing}
    return {
        "as_of": as_of,
        "lang": lang,
        "inputs": inputs,
        "briefings": [_listed(name, b, pages[name], lang) for name, b in briefings.items()],
        "missing_characters": missing,
        "versions": versions(),
    }


def file_stamps(folder):
    """{name: digest and size} of the pages in a folder."""
    return {
        file.name: {"sha256": file_digest(file), "size": file.stat().st_size}
        for file in sorted(folder.glob("*.html"))
    }


def _listed(name, briefing, page, lang):
    return {
        "name": name,
        "page": briefing.page,
        "title": briefing.title[lang],
        "label": briefing.label[lang],
        "family": briefing.family[lang] if briefing.family else None,
        "headline": page.headline,
        "cadence": briefing.cadence,
        "audience": briefing.audience,
    }


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
    # Resolved once: a run that publishes meanwhile must not have half of each edition compared.
    rows = [row for name, link in chosen.items() for row in changed_files(link.resolve(), name)]
    return pd.DataFrame(rows, columns=list(FINDINGS))
