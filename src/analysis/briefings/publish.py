"""Build editions out of sight, check them, publish each whole or not at all."""

import contextlib
import os
import time

from analysis.briefings.digests import city_hash, content_hash, inputs_hash
from analysis.briefings.edition import EditionResult, Wanted, as_it_is, complete, put_in_place, refusal_of
from analysis.briefings.gate import refuse_faulty_pages, why_unchecked
from analysis.briefings.index import write_reports_index
from analysis.briefings.janitor import prune, tidy_up
from analysis.briefings.ledger import open_ledger
from analysis.briefings.manifest import chosen, load_manifest
from analysis.briefings.progress import SilentProgress, progress_for
from analysis.briefings.record import edition_record, verify
from analysis.briefings.run_entry import RecordedProgress, RunEntry
from analysis.briefings.run_lock import run_lock
from analysis.briefings.running import ended_by_sigterm, make_pages, refuse_unfit_parameters
from analysis.briefings.space import told_by_folder
from analysis.briefings.staging import staging, write_whole
from analysis.errors import EditionError

__all__ = ["EditionResult", "build_edition", "build_editions", "publish_editions", "verify"]


def build_edition(paths, as_of, lang, **options):
    """The EditionResult of one language, with the options of `build_editions`; raises what blocked it."""
    result = build_editions(paths, as_of, [lang], **options)[lang]
    if isinstance(result, EditionError):
        raise result
    return result


def build_editions(
    paths,
    as_of,
    languages,
    names=None,
    jobs=None,
    progress=None,
    city=None,
    policy=None,
    cluster=None,
    check=False,
):
    """Run all briefings of one date in one pool and publish each language as reports/DATE/LANG.

    Returns {lang: EditionResult, or the EditionError that lists every briefing that failed}: that language
    is not published then, and earlier editions stay as they were. `names` that are not all of the briefings
    give a preview in reports/preview/DATE/LANG and touch no edition. A language is not run when its
    published edition came from the same inputs and its files are intact, or when the edition these inputs
    give was withdrawn. `jobs` notebooks run at once, by default one a processor; the workers of the Dask
    scheduler at the address `cluster` make them instead where one is given. `policy` and the city's name,
    {zh, en}, are by default those of the city's own folder. With `check` a browser looks at every page first.

    Every run but a preview holds the folder's lock and is written into its ledger. Raises LockedError while
    another run does; EditionError, before anything runs, for an unknown name and for parameters a notebook does
    not take; MonitorError for a full or read-only disk.
    """
    began = time.monotonic()
    policy = policy or (None if city else _policy_of(paths))
    city = city or {"zh": policy.decree.city.zh, "en": policy.decree.city.en}
    manifest = load_manifest(paths.manifest, policy)
    briefings = chosen(manifest, names)
    wanted = Wanted(
        paths=paths,
        as_of=str(as_of),
        languages=tuple(languages),
        briefings=briefings,
        city=city,
        jobs=jobs,
        progress=progress or SilentProgress(),
        cluster=cluster,
        check=check,
        began=began,
    )
    with told_by_folder(paths.reports):
        return _previewed(wanted) if len(briefings) < len(manifest) else _recorded(wanted)


def publish_editions(paths, as_of, languages, progress=None, **options):
    """Build the edition of each language and print where it is; failures are told together at the end.

    Options as of `build_editions`. SIGTERM ends it as Ctrl-C does, with nothing left running or half-written.
    """
    with ended_by_sigterm():
        results = build_editions(paths, as_of, languages, progress=progress or progress_for(), **options)
    done = {lang: result for lang, result in results.items() if isinstance(result, EditionResult)}
    for lang, result in done.items():
        _say(as_of, lang, result)
    for note in dict.fromkeys(note for result in done.values() for note in result.notes):
        print(f"  {note}")
    failures = [str(result) for result in results.values() if isinstance(result, EditionError)]
    if failures:
        raise EditionError("\n\n".join(failures))


def _policy_of(paths):
    from analysis.policy import load_policy

    return load_policy(paths.policy)


def _previewed(wanted):
    """Pages of some briefings; each is written whole, so previews made at once cannot harm each other."""
    with _made(wanted, wanted.languages) as made:
        results = {lang: refusal_of(wanted, lang, pages) for lang, (_, pages) in made.items()}
        for lang, (stage, pages) in made.items():
            if results[lang] is None:
                record = edition_record(wanted.briefings, pages, wanted.as_of, lang, None)
                results[lang] = wanted.result(_shown(wanted, lang, stage, record), record)
    return results


def _shown(wanted, lang, stage, record):
    folder = wanted.paths.reports / "preview" / wanted.as_of / lang
    for briefing in record["briefings"]:
        write_whole(folder / briefing["page"], (stage / briefing["page"]).read_bytes())
    return folder


def _recorded(wanted):
    """Whole editions, made under the lock and written into the ledger."""
    paths, what = wanted.paths, f"brief {wanted.as_of} {' '.join(wanted.languages)}"
    with run_lock(paths.reports, what), open_ledger(paths.reports) as ledger:
        tidy_up(paths, ledger)
        with RunEntry(ledger, paths, wanted.as_of, wanted.languages) as entry:
            results = _editions(wanted, ledger, entry)
            if any(isinstance(result, EditionResult) for result in results.values()):
                write_reports_index(paths, wanted.city)
            prune(paths, ledger)
            entry.end(_state(results.values()))
    return results


def _state(results):
    if any(isinstance(result, EditionError) for result in results):
        return "failed"
    return "unchanged" if all(result.unchanged for result in results) else "published"


def _editions(wanted, ledger, entry):
    before = city_hash(wanted.paths, wanted.briefings)
    content = content_hash(wanted.paths, wanted.briefings)
    inputs = {lang: inputs_hash(content, wanted.as_of, lang, wanted.briefings) for lang in wanted.languages}
    results = {lang: as_it_is(wanted, lang, inputs[lang], ledger) for lang in wanted.languages}
    unmade = [lang for lang, result in results.items() if result is None]
    with _made(wanted, unmade, entry) as made:
        moved = bool(made) and city_hash(wanted.paths, wanted.briefings) != before
        for lang, (stage, pages) in made.items():
            results[lang] = (
                refusal_of(wanted, lang, pages)
                or (_half_old(wanted, lang) if moved else None)
                or _published(wanted, lang, stage, pages, inputs[lang], ledger, entry)
            )
    for note in dict.fromkeys(note for result in results.values() for note in _notes(result)):
        entry.note(note)
    return results


def _half_old(wanted, lang):
    return EditionError(
        f"{wanted.as_of} {lang}: data, policy or notebooks changed while the pages were made; nothing published.",
        way_out="Run again once nobody changes them; editions published earlier are untouched.",
    )


def _notes(result):
    return [str(result)] if isinstance(result, EditionError) else result.notes


def _published(wanted, lang, stage, pages, inputs, ledger, entry):
    """The EditionResult of a stage that has all its pages, or the EditionError of what a browser found in it."""
    record = complete(wanted, lang, stage, pages, inputs)
    unchecked = why_unchecked() if wanted.check else None
    try:
        if wanted.check and unchecked is None:
            wanted.progress.say(f"looking at {len(record['files'])} pages in a browser ({lang})")
            with entry.step("page check", lang):
                refuse_faulty_pages(stage, wanted.as_of, lang)
    except EditionError as refusal:
        return refusal
    with entry.step("publish", lang):
        pointer = put_in_place(wanted, lang, stage, record, ledger, entry.id)
    return wanted.result(
        pointer, record, notes=[f"pages were not looked at in a browser: {unchecked}"] if unchecked else ()
    )


@contextlib.contextmanager
def _made(wanted, languages, entry=None):
    """{lang: (staging folder, its pages or refusals by name)}; the folders are gone afterwards."""
    if not languages:
        yield {}
        return
    paths, briefings = wanted.paths, wanted.briefings
    refuse_unfit_parameters(paths, briefings, wanted.as_of, languages[0], warm=wanted.cluster is None)
    progress = RecordedProgress(wanted.progress, entry) if entry else wanted.progress
    with contextlib.ExitStack() as rooms:
        stages = {lang: rooms.enter_context(staging(paths.reports)) for lang in languages}
        options = {"jobs": wanted.jobs, "progress": progress, "cluster": wanted.cluster}
        pages = make_pages(paths, briefings, wanted.as_of, stages, wanted.city, **options)
        if entry:
            entry.refusals(pages)
        yield {lang: (stages[lang], pages[lang]) for lang in languages}


def _say(as_of, lang, result):
    said = "unchanged, nothing to do" if result.unchanged else f"{len(result.briefings)} briefings"
    place = os.path.relpath(result.path / ("index.html" if (result.path / "index.html").exists() else ""))
    print(f"{as_of}  {lang}  {said}  {result.seconds:.1f} s  {place}")
    for page, missing in result.missing_characters.items():
        print(f"  warning: {page} has characters without a glyph: {missing}")
