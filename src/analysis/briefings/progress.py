"""Progress of an edition, for a person at a terminal or for a log."""

import sys
import threading
from typing import Protocol


class Progress(Protocol):
    """What build_editions reports; it may be called from several threads."""

    def start(self, edition, total): ...

    def began(self, name): ...

    def ended(self, name, seconds, ok): ...

    def finish(self): ...

    def say(self, sentence): ...


class SilentProgress:
    """Reports nothing."""

    def start(self, edition, total):
        pass

    def began(self, name):
        pass

    def ended(self, name, seconds, ok):
        pass

    def finish(self):
        pass

    def say(self, sentence):
        pass


class PlainProgress(SilentProgress):
    """One line a finished briefing, for logs and pipes."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.lock = threading.Lock()

    def start(self, edition, total):
        self.edition, self.total, self.done = edition, total, 0

    def ended(self, name, seconds, ok):
        with self.lock:
            self.done += 1
            verdict = "done" if ok else "FAILED"
            print(
                f"{self.edition}  {self.done}/{self.total}  {name:28} {verdict}  {seconds:.1f} s",
                file=self.stream,
                flush=True,
            )

    def say(self, sentence):
        print(f"{self.edition}  {sentence}", file=self.stream, flush=True)


class BarProgress(SilentProgress):
    """One bar over all briefings, with the time left and the names in flight; it clears itself away."""

    def __init__(self, console=None):
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar
        from rich.table import Column

        self.bar = Bar(
            TextColumn("{task.fields[edition]}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            # Notebooks end seldom: the time left is guessed from all of them so far.
            TimeRemainingColumn(compact=True),
            TextColumn(
                "{task.fields[names]}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)
            ),
            speed_estimate_period=3600,
            console=console,
            expand=True,
            transient=True,
        )
        self.lock = threading.Lock()
        self.in_flight = []

    def start(self, edition, total):
        self.task = self.bar.add_task("", total=total, edition=edition, names="")
        self.bar.start()

    def began(self, name):
        with self.lock:
            self.in_flight.append(name)
            self.bar.update(self.task, names=", ".join(self.in_flight))

    def ended(self, name, seconds, ok):
        with self.lock:
            self.in_flight.remove(name)
            self.bar.update(self.task, advance=1, names=", ".join(self.in_flight))
        if not ok:
            self.say(f"{name} FAILED after {seconds:.1f} s; the others go on")

    def say(self, sentence):
        """A line above the bar that stays."""
        self.bar.console.print(sentence, markup=False, highlight=False)

    def finish(self):
        self.bar.stop()


def progress_for(stream=None):
    """A bar when `stream` (standard output) is a terminal, plain lines otherwise."""
    stream = stream or sys.stdout
    return BarProgress() if stream.isatty() else PlainProgress(stream)
