"""Damages valid deliveries and reads them: nothing may be uncaught, lost or changed unseen.

    python benchmarks/fuzz_raw.py --mutations 10000 --seed 1

Prints a table of outcomes by kind of damage. Exit code 1 where a promise is broken: the two files of every such
trial are kept, and `--only NUMBER` runs it again.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from raw_fuzz.trial import Bench

SHOWN, CHUNK = 20, 50
KEPT = Path(tempfile.gettempdir()) / "cluster-monitor-fuzz"
_bench = None


def main():
    asked = _arguments()
    numbers = [asked.only] if asked.only is not None else range(asked.mutations)
    outcomes = _run(numbers, asked)
    violated = [each for each in outcomes if each.why]
    _print_table(outcomes)
    for each in violated[:SHOWN]:
        print(f"\n{each.number} {each.kind} {each.form}  kept in {_keep(each.number, asked)}")
        print("\n".join(f"  {why}" for why in each.why[:5]))
    print(_verdict(outcomes, asked.seed))
    return 1 if violated else 0


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--workbooks", type=float, default=0.14, metavar="SHARE", help="share of spreadsheets"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", type=int, metavar="NUMBER", help="run one trial alone")
    parser.add_argument(
        "--keep", type=Path, default=KEPT, metavar="DIR", help="where files of broken trials go"
    )
    return parser.parse_args()


def _run(numbers, asked):
    with tempfile.TemporaryDirectory() as folder:
        if len(numbers) == 1:
            return [Bench(asked.seed, folder, asked.workbooks).run(numbers[0])]
        begin = (asked.seed, folder, asked.workbooks)
        with ProcessPoolExecutor(asked.jobs, initializer=_begin, initargs=begin) as pool:
            return list(pool.map(_trial, numbers, chunksize=CHUNK))


def _begin(seed, folder, workbooks):
    global _bench
    _bench = Bench(seed, Path(folder) / str(os.getpid()), workbooks)


def _trial(number):
    return _bench.run(number)


def _keep(number, asked):
    folder = asked.keep / f"seed{asked.seed}_{number}"
    damaged = Bench(asked.seed, folder, asked.workbooks).damaged(number)
    path = folder / damaged.case.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(damaged.raw)
    path.with_name(f"{path.name}.source.yaml").write_bytes(damaged.sidecar)
    return path


def _print_table(outcomes):
    by_kind = defaultdict(list)
    for each in outcomes:
        by_kind[each.kind].append(each)
    print(
        f"{'damage':26}{'trials':>8}{'taken':>8}{'partly':>8}{'refused':>8}{'logged':>8}{'violated':>9}{'slowest':>9}"
    )
    for kind, found in [*sorted(by_kind.items()), ("all", outcomes)]:
        results = Counter(each.result for each in found)
        counts = "".join(f"{results[result]:>8}" for result in ("taken", "partly", "refused"))
        logged, slowest = sum(each.logged for each in found), max(each.seconds for each in found)
        print(f"{kind:26}{len(found):>8}{counts}{logged:>8}{results['violated']:>9}{slowest:>8.1f}s")


def _verdict(outcomes, seed):
    forms = Counter(each.form for each in outcomes)
    unseen = sum(not each.checked for each in outcomes)
    kinds = Counter(
        "uncaught exceptions" if why.startswith("uncaught") else "other broken promises"
        for each in outcomes
        for why in each.why
    )
    return (
        f"\nseed {seed}: {len(outcomes)} mutations ({', '.join(f'{n} {form}' for form, n in forms.items())}), "
        f"{kinds['uncaught exceptions']} uncaught exceptions, {kinds['other broken promises']} other broken promises; "
        f"{unseen} taken files the second reader could not open"
    )


if __name__ == "__main__":
    sys.exit(main())
