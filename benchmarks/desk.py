"""How long a change of a widget takes until sentence, chart and table are ready to be sent to the browser.

    python benchmarks/desk.py --changes 100 --seed 1

For each explorer: `changes` random moves of its controls that end in a table, after each of the six newest editions was opened once. Wall and processor
seconds, median and 95th percentile, and how long the first look at an edition takes. The city has to be prepared.
"""

import argparse
import random
import statistics
import time

from analysis import desk, open_city

EXPLORERS = (
    "cluster_explorer",
    "district_explorer",
    "definition_explorer",
    "commitment_explorer",
    "scenario_panel",
)
WITHIN_PLAN = "2010-09-30"
EDITIONS = 6


def moved(panel, number, chance):
    """Seconds of `number` random moves that end in a table; a refusal is a sentence only, and quicker than any."""
    found = []
    while len(found) < number:
        name = chance.choice(list(panel.controls))
        widget = panel.controls[name]
        seconds = timed(
            panel, name, chance.choice([value for value in values(widget) if value != widget.value])
        )
        found += [seconds] if panel.view.table is not None else []
    return found


def values(widget):
    """Every value a control can have."""
    if hasattr(widget, "min"):
        return list(range(widget.min, widget.max + 1, widget.step))
    return [option[1] if isinstance(option, tuple) else option for option in widget.options]


def timed(panel, name, value):
    """(wall, processor) seconds of one move."""
    wall, processor = time.perf_counter(), time.process_time()
    panel.controls[name].value = value
    return time.perf_counter() - wall, time.process_time() - processor


def first_looks(panel):
    """Wall and processor seconds of the first look at each edition."""
    days = [str(day) for day in panel.editions.days if str(day) != panel.values["as_of"]][-EDITIONS:]
    panel.controls["as_of"].options = [*days, WITHIN_PLAN]
    found = [timed(panel, "as_of", day) for day in days]
    panel.controls["as_of"].value = WITHIN_PLAN
    return found


def printed(label, seconds):
    wall, processor = (sorted(each) for each in zip(*seconds, strict=True))
    at = min(len(wall) - 1, round(0.95 * len(wall)))
    print(
        f"{label:34} {len(wall):4}  wall {statistics.median(wall):.3f} / {wall[at]:.3f}"
        f"  processor {statistics.median(processor):.3f} / {processor[at]:.3f}",
        flush=True,
    )


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--changes", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--explorers", nargs="+", choices=EXPLORERS, default=EXPLORERS)
    asked = arguments.parse_args()
    print("seconds, median / 95th percentile")
    for name in asked.explorers:
        panel = getattr(desk, name)(open_city(as_of=WITHIN_PLAN), lang="zh")
        printed(f"{name}, first look", first_looks(panel))
        chance = random.Random(asked.seed)
        printed(name, moved(panel, asked.changes, chance))


if __name__ == "__main__":
    main()
