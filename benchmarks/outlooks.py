"""Time for all outlooks of a city: opening it, its years ahead with the nowcasts, every promise, one scenario.

python benchmarks/outlooks.py --as-of 2010-09-30 --runs 5
"""

import argparse
import statistics
import time

from analysis import open_city


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--root", default=".")
    options.add_argument("--as-of", default="2010-09-30")
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    found = [measured(chosen.root, chosen.as_of) for _ in range(chosen.runs)]
    print("| step | median s |\n|---|---|")
    for step in found[0]:
        print(f"| {step} | {statistics.median(one[step] for one in found):.2f} |")


def measured(root, as_of):
    """{step: seconds} of one run in this process, tables read anew."""
    city = open_city(root, as_of)
    steps = {
        "tables read": lambda: (city.cluster_ytd, city.entity_year, city._evidence),
        "years ahead: 10 000 paths and nowcasts": lambda: city.future,
        "every promise in numbers": city.outlook,
        "the same under a scenario": lambda: city.outlook(next(iter(city.scenarios))),
    }
    return {name: seconds(step) for name, step in steps.items()}


def seconds(step):
    """Seconds one step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
