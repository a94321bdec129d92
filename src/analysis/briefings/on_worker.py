"""What runs on a machine that makes pages for another: what it sees of the city, one page, and the end of a run.

Only texts, numbers and bytes come in and go out; the page's content is what `running.page_of` gives anywhere.
"""

import asyncio
import hashlib
import multiprocessing
from functools import cache
from pathlib import Path

import analysis
from analysis.briefings.digests import file_digest, versions
from analysis.briefings.kernel import BriefingKernel
from analysis.briefings.running import page_of
from analysis.errors import EditionError, MonitorError
from analysis.paths import Paths

PACKAGE = Path(analysis.__file__).parent
SAID = ("message", "file", "expected", "way_out")


def folder_digest(folder):
    """SHA-256 of the names and contents of all files below a folder, byte code left out; of none, too."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
            digest.update(f"{path.relative_to(folder).as_posix()}\0{file_digest(path)}\n".encode())
    return digest.hexdigest()


# A worker lives for weeks; what it has imported may be older than what is on its disk.
LOADED = folder_digest(PACKAGE)


def survey(root):
    """{what a page depends on: its digest or version}, as this process sees it; data/raw is not among them."""
    paths = Paths(Path(root))
    lock = paths.root / "requirements.lock"
    return {
        "the code it has loaded": LOADED,
        "the code on its disk": folder_digest(PACKAGE),
        "requirements.lock": file_digest(lock) if lock.is_file() else "none",
        "notebooks/": folder_digest(paths.notebooks),
        "data/policy/": folder_digest(paths.policy),
        "data/processed/": folder_digest(paths.processed),
        **{f"the version of {name}": found for name, found in versions().items()},
    }


async def look_around(root):
    """(survey, whether this process may have children); the worker goes on answering meanwhile."""
    return await asyncio.to_thread(survey, root), not multiprocessing.current_process().daemon


def disagreement(agreed, seen):
    """The first thing two surveys do not have in common, or None."""
    return next((part for part in agreed if agreed[part] != seen.get(part)), None)


def make_page(run, root, agreed, order):
    """{content, missing} of one page, or {refusal: the parts of what a MonitorError says}.

    A worker that joined, or was started anew, during the run compares what it sees before its first page.
    """
    try:
        part = disagreement(agreed, _seen(run, root))
        if part:
            raise EditionError(f"a worker that joined during the run sees another state of {part}.")
        page = page_of(order, kernel=_kernel_of(run))
    except MonitorError as refusal:
        return {"refusal": {name: getattr(refusal, name) for name in SAID}}
    except OSError as fault:
        return {"refusal": {"message": f"the worker could not go on: {fault}", "file": order["name"]}}
    return {"content": page.content, "missing": list(page.missing)}


def end_run(run):
    """Kill the kernels this process has for a run, and start no more of them."""
    _kernel_of(run).end_all()


@cache
def _seen(run, root):
    return survey(root)


@cache
def _kernel_of(run):
    """A kernel class of this run's own, so that ending the run ends its kernels and nobody else's."""
    return type("KernelOfARun", (KernelOfARun,), {"living": set(), "ended": False, "run": run})


class KernelOfARun(BriefingKernel):
    """A briefing's kernel that is known to the run it belongs to."""

    async def start_kernel(self, **options):
        if self.ended:
            raise RuntimeError("the run was ended")
        self.living.add(self)
        await super().start_kernel(**options)
        if self.ended:
            self.end_group()

    async def cleanup_resources(self, restart=False):
        self.living.discard(self)
        await super().cleanup_resources(restart=restart)

    @classmethod
    def end_all(cls):
        """Kill every kernel of the run that this process has, and let no other start."""
        cls.ended = True
        for kernel in list(cls.living):
            kernel.end_group()
