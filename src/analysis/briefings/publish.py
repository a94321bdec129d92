"""Build editions out of sight, check them, publish each whole or not at all."""

import contextlib
import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.digests import content_hash, inputs_hash
from analysis.briefings.index import write_edition_index, write_reports_index
from analysis.briefings.manifest import chosen, load_manifest
from analysis.briefings.progress import SilentProgress, progress_for
from analysis.briefings.record import (
    RECORD,
    as_bytes,
    changed_files,
    edition_record,
    file_stamps,
    read_record,
    verify,
)
from analysis.briefings.running import ended_by_sigterm, make_pages, refuse_unfit_parameters
from analysis.briefings.staging import point, staging, write_whole
from analysis.errors import EditionError, MonitorError

__all__ = ["EditionResult", "build_edition", "build_editions", "publish_editions", "verify"]


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


def build_edition(paths, as_of, lang, **options):
    """The EditionResult of one language, with the options of `build_editions`; raises what blocked it."""
    result = build_editions(paths, as_of, [lang], **options)[lang]
    if isinstance(result, EditionError):
        raise result
    return result


def build_editions(
    paths, as_of, languages, names=None, jobs=None, progress=None, city=None, policy=None, cluster=None
):
    """Run all briefings of one date in one pool and publish each language as reports/DATE/LANG.

    Returns {lang: EditionResult, or the EditionError that lists every briefing that failed}: that language
    is not published then, and earlier editions stay as they were. `names` that are not all of the briefings
    give a preview in reports/preview/DATE/LANG and touch no edition. A language is not run when its
    published edition came from the same inputs and its files are intact. `jobs` notebooks run at once, by
    default one a processor; the workers of the Dask scheduler at the address `cluster` make them instead where
    one is given. `policy` and the city's name, {zh, en}, are by default those of the city's own
    folder. Raises EditionError, before anything runs, for an unknown name and for parameters a notebook does
    not take.
    """
    started, as_of = time.monotonic(), str(as_of)
    policy = policy or (None if city else _policy_of(paths))
    city = city or {"zh": policy.decree.city.zh, "en": policy.decree.city.en}
    manifest = load_manifest(paths.manifest, policy)
    briefings = chosen(manifest, names)
    preview = len(briefings) < len(manifest)
    content = None if preview else content_hash(paths, manifest)
    inputs = {lang: content and inputs_hash(content, as_of, lang, manifest) for lang in languages}
    results = {lang: _unchanged(paths, as_of, lang, inputs[lang], started) for lang in languages}
    wanted = [lang for lang in languages if results[lang] is None]
    with _made(paths, briefings, as_of, wanted, jobs, progress, city, cluster) as made:
        for lang, (stage, pages) in made.items():
            results[lang] = _refusal(as_of, lang, pages)
            if results[lang] is None:
                record = edition_record(briefings, pages, as_of, lang, inputs[lang])
                write_edition_index(stage, record, city)
                record |= {"files": file_stamps(stage)}
                pointer = (_preview if preview else _publish)(paths, stage, record)
                results[lang] = _result(pointer, False, started, record)
    if not preview and any(isinstance(result, EditionResult) for result in results.values()):
        write_reports_index(paths, city)
    return results


def publish_editions(paths, as_of, languages, progress=None, **options):
    """Build the edition of each language and print where it is; failures are told together at the end.

    Options as of `build_editions`. SIGTERM ends it as Ctrl-C does, with nothing left running or half-written.
    """
    with ended_by_sigterm():
        results = build_editions(paths, as_of, languages, progress=progress or progress_for(), **options)
    for lang, result in results.items():
        if isinstance(result, EditionResult):
            _say(as_of, lang, result)
    failures = [str(result) for result in results.values() if isinstance(result, EditionError)]
    if failures:
        raise EditionError("\n\n".join(failures))


def _policy_of(paths):
    from analysis.policy import load_policy

    return load_policy(paths.policy)


def _unchanged(paths, as_of, lang, inputs, started):
    pointer = paths.reports / as_of / lang
    record = inputs and read_record(pointer)
    if record and record["inputs"] == inputs and not changed_files(pointer, lang):
        return _result(pointer, True, started, record)
    return None


@contextlib.contextmanager
def _made(paths, briefings, as_of, languages, jobs, progress, city, cluster):
    """{lang: (staging folder, its pages or refusals by name)}; the folders are gone afterwards."""
    if not languages:
        yield {}
        return
    refuse_unfit_parameters(paths, briefings, as_of, languages[0], warm=cluster is None)
    with contextlib.ExitStack() as rooms:
        stages = {lang: rooms.enter_context(staging(paths.reports)) for lang in languages}
        options = {"jobs": jobs, "progress": progress or SilentProgress(), "cluster": cluster}
        pages = make_pages(paths, briefings, as_of, stages, city, **options)
        yield {lang: (stages[lang], pages[lang]) for lang in languages}


def _refusal(as_of, lang, pages):
    refusals = {name: page for name, page in pages.items() if isinstance(page, MonitorError)}
    if not refusals:
        return None
    told = "\n\n".join(f"{name}\n{refusal}" for name, refusal in refusals.items())
    return EditionError(
        f"{as_of} {lang}: {len(refusals)} of {len(pages)} briefings failed; nothing published.\n\n{told}",
        way_out="\nMend these and run again; editions published earlier are untouched.",
    )


def _preview(paths, stage, record):
    pointer = paths.reports / "preview" / record["as_of"] / record["lang"]
    for briefing in record["briefings"]:
        write_whole(pointer / briefing["page"], (stage / briefing["page"]).read_bytes())
    return pointer


def _publish(paths, stage, record):
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
    pointer = paths.reports / record["as_of"] / record["lang"]
    point(pointer, target)
    return pointer


def _move_content(stage, final):
    final.mkdir()
    for file in [f for f in stage.iterdir() if f.is_file()]:
        file.replace(final / file.name)
    final.chmod(0o755)


def _result(path, unchanged, started, record):
    names = tuple(briefing["name"] for briefing in record["briefings"])
    return EditionResult(path, unchanged, time.monotonic() - started, names, record["missing_characters"])


def _say(as_of, lang, result):
    said = "unchanged, nothing to do" if result.unchanged else f"{len(result.briefings)} briefings"
    place = os.path.relpath(result.path / ("index.html" if (result.path / "index.html").exists() else ""))
    print(f"{as_of}  {lang}  {said}  {result.seconds:.1f} s  {place}")
    for page, missing in result.missing_characters.items():
        print(f"  warning: {page} has characters without a glyph: {missing}")
