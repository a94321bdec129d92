"""Build an edition out of sight, check it, publish it whole or not at all."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.digests import file_digest, inputs_hash, versions
from analysis.briefings.index import write_edition_index, write_reports_index
from analysis.briefings.manifest import chosen, load_manifest
from analysis.briefings.progress import SilentProgress, progress_for
from analysis.briefings.record import RECORD, as_bytes, changed_files, read_record, verify
from analysis.briefings.staging import point, staging, write_whole
from analysis.errors import EditionError, MonitorError

__all__ = ["EditionResult", "build_edition", "publish_editions", "verify"]


@dataclass(frozen=True)
class EditionResult:
    """Where an edition is, whether it was there already, seconds taken, and its briefings.

    `missing_characters` maps a page to the characters its font has no glyph for.
    """

    path: Path
    unchanged: bool
    seconds: float
    briefings: tuple
    missing_characters: dict


def build_edition(paths, as_of, lang, names=None, jobs=1, progress=None, inputs=None, city=None):
    """Run all briefings of one date and language and publish them as reports/DATE/LANG.

    `names` that are not all of them give a preview in reports/preview/DATE/LANG and touch no edition.
    Nothing is run when the published edition came from the same `inputs` (a hash; computed if not
    given) and its files are intact. `city` is {zh, en}, by default the decree's. Raises EditionError
    listing every briefing that failed; then nothing is published and earlier editions stay as they
    were.
    """
    started = time.monotonic()
    progress = progress or SilentProgress()
    as_of, manifest = str(as_of), load_manifest(paths.manifest)
    briefings = chosen(manifest, names)
    city = city or _city_of(paths)
    inputs = inputs or inputs_hash(paths, as_of, lang, manifest)
    pointer = paths.reports / as_of / lang
    preview = len(briefings) < len(manifest)
    record = read_record(pointer)
    if not preview and record and record["inputs"] == inputs and not changed_files(pointer, lang):
        write_reports_index(paths, city)
        return _result(pointer, True, started, record)
    with staging(paths.reports) as stage:
        pages = _run_all(paths, briefings, as_of, lang, jobs, progress, city, stage)
        if preview:
            pointer = paths.reports / "preview" / as_of / lang
            record = _record(stage, pages, briefings, as_of, lang, inputs)
            for name in briefings:
                write_whole(pointer / f"{name}.html", (stage / f"{name}.html").read_bytes())
        else:
            write_edition_index(stage, briefings, as_of, lang, city)
            record = _record(stage, pages, briefings, as_of, lang, inputs)
            _publish(paths, stage, record, pointer)
            write_reports_index(paths, city)
    return _result(pointer, False, started, record)


def publish_editions(paths, as_of, languages, names=None, jobs=1, progress=None, city=None):
    """Build the edition of each language and print where it is; failures are told together at the end."""
    failures = []
    for lang in languages:
        try:
            result = build_edition(paths, as_of, lang, names, jobs, progress or progress_for(), city=city)
        except EditionError as refusal:
            failures.append(refusal)
            continue
        said = "unchanged, nothing to do" if result.unchanged else f"{len(result.briefings)} briefings"
        place = os.path.relpath(result.path / ("index.html" if (result.path / "index.html").exists() else ""))
        print(f"{as_of}  {lang}  {said}  {result.seconds:.1f} s  {place}")
        for page, missing in result.missing_characters.items():
            print(f"  warning: {page} has characters without a glyph: {missing}")
    if failures:
        raise EditionError("\n\n".join(str(failure) for failure in failures))


def _run_all(paths, briefings, as_of, lang, jobs, progress, city, stage):
    # papermill takes a second to import, which an unchanged edition should not pay.
    from analysis.briefings.run import quiet

    progress.start(f"{as_of} {lang}", len(briefings))
    try:
        with quiet(), ThreadPoolExecutor(max_workers=jobs) as pool:
            started = {
                name: pool.submit(_page_or_refusal, paths, name, briefing, as_of, lang, city, stage, progress)
                for name, briefing in briefings.items()
            }
            pages = {name: future.result() for name, future in started.items()}
    finally:
        progress.finish()
    refusals = {name: page for name, page in pages.items() if isinstance(page, MonitorError)}
    if refusals:
        listed = "\n\n".join(f"{name}\n{refusal}" for name, refusal in refusals.items())
        raise EditionError(
            f"{as_of} {lang}: {len(refusals)} of {len(briefings)} briefings failed; nothing published.\n\n"
            + listed,
            way_out="\nMend these and run again; editions published earlier are untouched.",
        )
    return pages


def _page_or_refusal(paths, name, briefing, as_of, lang, city, stage, progress):
    began = time.monotonic()
    progress.began(name)
    try:
        page = _page(paths, briefing, as_of, lang, city)
        (stage / f"{name}.html").write_bytes(page.content)
    except MonitorError as refusal:
        page = refusal
    progress.ended(name, time.monotonic() - began, not isinstance(page, MonitorError))
    return page


def _page(paths, briefing, as_of, lang, city):
    from analysis.briefings.export import export_page
    from analysis.briefings.run import run_briefing

    notebook = paths.notebooks / briefing.notebook
    root = Path(os.path.relpath(paths.root, notebook.parent)).as_posix()
    executed = run_briefing(notebook, {**briefing.parameters, "root": root, "as_of": as_of, "lang": lang})
    return export_page(
        executed, lang, name=briefing.notebook, title=briefing.title[lang], place=city[lang], as_of=as_of
    )


def _record(stage, pages, briefings, as_of, lang, inputs):
    files = {
        file.name: {"sha256": file_digest(file), "size": file.stat().st_size}
        for file in sorted(stage.glob("*.html"))
    }
    return {
        "as_of": as_of,
        "lang": lang,
        "inputs": inputs,
        "briefings": [{"name": n, "page": f"{n}.html", "title": b.title[lang]} for n, b in briefings.items()],
        "files": files,
        "missing_characters": {
            f"{n}.html": "".join(page.missing) for n, page in pages.items() if page.missing
        },
        "versions": versions(),
    }


def _publish(paths, stage, record, pointer):
    content = as_bytes(record)
    (stage / RECORD).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()[:12]
    target = paths.reports / ".editions" / f"{record['as_of']}-{record['lang']}-{digest}"
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and changed_files(target, target.name):
        # Known to be wrong: out of the way with it, into the folder that is removed at the end.
        target.replace(stage / "broken")
    if not target.is_dir():
        final = stage.with_name(f"{stage.name}x")
        _move_content(stage, final)
        final.replace(target)
    point(pointer, target)


def _move_content(stage, final):
    final.mkdir()
    for file in [f for f in stage.iterdir() if f.is_file()]:
        file.replace(final / file.name)
    final.chmod(0o755)


def _result(path, unchanged, started, record):
    names = tuple(briefing["name"] for briefing in record["briefings"])
    return EditionResult(path, unchanged, time.monotonic() - started, names, record["missing_characters"])


def _city_of(paths):
    from analysis.policy import load_policy

    city = load_policy(paths.policy).decree.city
    return {"zh": city.zh, "en": city.en}
