"""All pages of some editions in one pool: notebooks are run, pages written, failures kept for the end."""

import contextlib
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.index import first_message
from analysis.errors import EditionError, MonitorError


@dataclass(frozen=True)
class MadePage:
    """A page in the staging folder: its leading sentence (None without one) and characters without a glyph."""

    headline: str | None
    missing: tuple


def processors():
    """How many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


@contextlib.contextmanager
def ended_by_sigterm():
    """Let SIGTERM end what runs inside as Ctrl-C does, with exit code 143; outside the main thread do nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number, _):
    # Asked once is enough: a second time would break off the tidying up.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def refuse_unfit_parameters(paths, briefings, as_of, lang, warm=True):
    """EditionError that lists every briefing whose parameters its notebook does not take, before one is run.

    Unless not `warm`, the imports of this machine's kernels begin meanwhile.
    """
    # papermill takes a second to import, which an unchanged edition should not pay. The kernels' imports are
    # done beside it.
    if warm:
        from analysis.briefings.kernel import warm_up

        warm_up()
    from analysis.briefings.parameters import check_parameters

    refusals = []
    for name, briefing in briefings.items():
        try:
            notebook, parameters = arguments_of(paths, briefing, as_of, lang)
            check_parameters(notebook, parameters)
        except MonitorError as refusal:
            refusals.append(f"{name}\n{refusal}")
    if refusals:
        raise EditionError(
            f"{len(refusals)} of {len(briefings)} briefings cannot be run; nothing was.\n\n"
            + "\n\n".join(refusals)
        )


def arguments_of(paths, briefing, as_of, lang):
    """(notebook, its parameters) of one briefing; the root as seen from the notebook's folder."""
    notebook = paths.notebooks / briefing.notebook
    root = Path(os.path.relpath(paths.root, notebook.parent)).as_posix()
    return notebook, {**briefing.parameters, "root": root, "as_of": as_of, "lang": lang}


def make_pages(paths, briefings, as_of, stages, city, jobs, progress, cluster=None):
    """{lang: {name: MadePage or the MonitorError that stopped it}}; the pages stand in `stages[lang]`.

    `cluster` is the address of a Dask scheduler whose workers make the pages; without it this machine does.
    `jobs` are made at once: by default one a processor, or one a thread of the workers. One failure does not
    stop the others. An interruption stops the kernels and is raised at once.
    """
    from analysis.briefings.run import quiet

    with quiet(), _maker(paths, jobs, cluster) as maker:
        progress.start(as_of, len(briefings) * len(stages))
        try:
            made = _all_made(maker, _orders(paths, briefings, as_of, stages, city), stages, progress)
        finally:
            progress.finish()
    return {lang: {name: made[lang, name] for name in briefings} for lang in stages}


class ThisMachine:
    """Makes pages in kernels of this machine, `jobs` at once."""

    def __init__(self, jobs):
        self.jobs = jobs

    def page(self, order):
        """The Page of an order; the MonitorError that stopped it is raised."""
        return page_of(order)

    def stop(self):
        """End what is being made, so that whoever waits for it hears at once."""
        from analysis.briefings.kernel import end_all

        end_all()


def page_of(order, **options):
    """The Page of an order (as of `_orders`), made here; options as of `run_briefing`."""
    from analysis.briefings.export import export_page
    from analysis.briefings.run import run_briefing

    executed = run_briefing(Path(order["notebook"]), order["parameters"], **options)
    return export_page(
        executed,
        order["lang"],
        name=order["name"],
        title=order["title"],
        place=order["place"],
        as_of=order["as_of"],
    )


def _maker(paths, jobs, cluster):
    if cluster is None:
        return contextlib.nullcontext(ThisMachine(jobs or processors()))
    from analysis.briefings.on_cluster import connected

    return connected(cluster, paths.root, jobs)


def _orders(paths, briefings, as_of, stages, city):
    """{(lang, name): (file name of the page, all it takes to make it)}; texts and numbers alone, for any machine."""
    orders = {}
    for name, briefing in briefings.items():
        for lang in stages:
            notebook, parameters = arguments_of(paths, briefing, as_of, lang)
            orders[lang, name] = (
                briefing.page,
                {
                    "notebook": str(notebook.absolute()),
                    "parameters": parameters,
                    "lang": lang,
                    "name": briefing.notebook,
                    "title": briefing.title[lang],
                    "place": city[lang],
                    "as_of": as_of,
                },
            )
    return orders


def _all_made(maker, orders, stages, progress):
    with ThreadPoolExecutor(maker.jobs) as pool:
        running = {
            (lang, name): pool.submit(
                _page_or_refusal, maker, f"{name} {lang}", order, stages[lang] / page, progress
            )
            for (lang, name), (page, order) in orders.items()
        }
        try:
            return {key: future.result() for key, future in running.items()}
        finally:
            # Only after an interruption is anything left to be stopped here.
            for future in running.values():
                future.cancel()
            while wait(running.values(), timeout=0.1).not_done:
                maker.stop()


def _page_or_refusal(maker, shown, order, target, progress):
    began = time.monotonic()
    progress.began(shown)
    try:
        page = maker.page(order)
        target.write_bytes(page.content)
        made = MadePage(first_message(page.content), tuple(page.missing))
    except MonitorError as refusal:
        made = refusal
    progress.ended(shown, time.monotonic() - began, not isinstance(made, MonitorError))
    return made
