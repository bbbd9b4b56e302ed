"""How many requests a second ``maas serve`` answers, beside a bare server that says hello; both in turn in one run.

    python benchmarks/load.py [--memes 57685] [--workers 2] [--connections 64] [--seconds 4] [--rounds 3]
                              [--seed 1001] [--work FOLDER] [--save]

Needs wrk. Server and load share the machine's cores, so ratios to the bare server say more than figures. Each kind is
asked in two ways: one query over and over, and thousands of different ones, so that no answer is asked for twice
within some seconds. Between the two lies what services see: queries of all kinds, some of them asked often. Users
are charged for every answer; the balance afterwards must be less by just as many.
"""

import argparse
import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.indexes import corpus_at
from benchmarks.known_items import read_items
from benchmarks.load_targets import KINDS, Target, targets_of
from benchmarks.report import Table, save_report
from benchmarks.served import Maas, Served, bare_server, maas_server
from benchmarks.speed import read_positions
from benchmarks.wrk import Load, run_wrk

_PACE = 0.7
_SAMPLE = 1_000_000


def measure(
    bare: Served, maas: Maas, targets: Mapping[str, Target], options: argparse.Namespace
) -> dict[str, list[Load]]:
    """Return the loads of every target, one of each round; the bare server's under ``hello``."""
    loads: dict[str, list[Load]] = {name: [] for name in ("hello", *targets)}
    for _ in range(options.rounds):
        loads["hello"].append(run_wrk(bare.address, Target(("/",)), options))
        for name, target in targets.items():
            loads[name].append(run_wrk(maas.address, target, options))
    return loads


def paced(
    maas: Maas, targets: Mapping[str, Target], loads: Mapping[str, list[Load]], options: argparse.Namespace
) -> dict[str, Load]:
    """Return what each target takes at seven tenths of what it can do."""
    return {
        name: run_wrk(maas.address, target, options, requests_a_second=_PACE * _rate(loads[name]))
        for name, target in targets.items()
    }


def _rate(loads: list[Load]) -> float:
    return statistics.median(load.requests_a_second for load in loads)


def loads_table(loads: Mapping[str, list[Load]], at_pace: Mapping[str, Load]) -> Table:
    """Return requests a second, their ratios to the bare server, and how long they take at seven tenths of the load."""
    hello = _rate(loads["hello"])
    rows = []
    for name, measured in loads.items():
        rate = _rate(measured)
        megabytes = statistics.median(load.bytes_a_second for load in measured) / 1e6
        slow = f"{at_pace[name].p99_ms:.1f}" if name in at_pace else "-"
        errors = sum(load.errors for load in measured)
        rows.append((name, f"{rate:,.0f}", f"{rate / hello:.2f}", f"{megabytes:,.1f}", slow, str(errors)))
    header = ("kind", "requests/s", "of hello", "MB/s", "p99 ms at 70 %", "errors")
    return Table("Requests a second", header, tuple(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "maas-benchmarks")
    parser.add_argument("--save", action="store_true", help="also write benchmarks/results/load-MEMES.md")
    return parser.parse_args()


def main() -> None:
    """Measure what the options ask for and print it."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    corpus = corpus_at(options.work, options.memes, seed=1)
    items = read_items(corpus, _SAMPLE)
    targets = targets_of(items, read_positions(corpus), options.seed)
    chosen = {name: target for name, target in targets.items() if not options.kind or name in options.kind}
    with bare_server(options.workers) as bare, maas_server(corpus, options.work, options.workers) as maas:
        run_wrk(maas.address, next(iter(chosen.values())), options)
        at_first = maas.own_mib()
        loads = measure(bare, maas, chosen, options)
        at_pace = paced(maas, {name: target for name, target in chosen.items() if target.is_paced}, loads, options)
        remarks = [
            f"{options.memes:,} memes, {options.workers} workers, {options.connections} connections, "
            f"{options.rounds} rounds of {options.seconds} s.",
            f"{maas.accounting()} Memory of the workers in MiB, at first and at the end: {at_first}, {maas.own_mib()}.",
        ]
    table = loads_table(loads, at_pace)
    print(*remarks, table, sep="\n\n", flush=True)
    if options.save:
        save_report(f"load-{options.memes}", f"Serving {options.memes:,} memes", remarks, [table])


if __name__ == "__main__":
    main()
