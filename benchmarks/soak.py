"""Whether ``maas serve`` stays as it is: an even load for half an hour, its memory and slowness minute by minute.

    python benchmarks/soak.py [--minutes 30] [--rate 1500] [--memes 57685] [--workers 2] [--connections 64]
                              [--seed 1001] [--work FOLDER] [--save]

Needs wrk. The queries are of all kinds and so many that the answer cache is always full and turning over. Every answer
is charged; what was counted and charged at the end must be the same. Memory is the workers' own, mapped files left
out; it may grow while the caches fill, and must be flat afterwards.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.indexes import corpus_at
from benchmarks.known_items import read_items
from benchmarks.load_targets import Target, targets_of
from benchmarks.report import Table, save_report
from benchmarks.seeds import seeded
from benchmarks.served import maas_server
from benchmarks.speed import read_positions
from benchmarks.wrk import run_wrk

_SAMPLE = 1_000_000
_MINUTE = 60
_MOST_SHOWN = 10
"""Rows of the table, whatever the minutes."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--rate", type=float, default=1_500.0)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "maas-benchmarks")
    parser.add_argument("--save", action="store_true", help="also write benchmarks/results/soak.md")
    return parser.parse_args()


def mixed(targets: dict[str, Target], seed: int) -> Target:
    """Return one target that asks for everything the paced ones ask for, shuffled."""
    paths = [path for target in targets.values() if target.is_paced for path in target.paths]
    seeded(seed).shuffle(paths)
    return Target(tuple(paths))


def main() -> None:
    """Soak as the options say and print what was seen."""
    options = _options()
    options.seconds = _MINUTE
    options.work.mkdir(parents=True, exist_ok=True)
    corpus = corpus_at(options.work, options.memes, seed=1)
    target = mixed(targets_of(read_items(corpus, _SAMPLE), read_positions(corpus), options.seed), options.seed)
    rows = []
    with maas_server(corpus, options.work, options.workers) as maas:
        for minute in range(1, options.minutes + 1):
            load = run_wrk(maas.address, target, options, requests_a_second=options.rate)
            memory = maas.own_mib()
            rows.append(
                (
                    str(minute),
                    f"{load.requests_a_second:,.0f}",
                    f"{load.p99_ms:.1f}",
                    str(load.errors),
                    *map(str, memory),
                )
            )
            print(*rows[-1], flush=True)
        accounting = maas.accounting()
    step = max(1, -(-len(rows) // _MOST_SHOWN))
    header = ("minute", "requests/s", "p99 ms", "errors", *(f"worker {n}, MiB" for n in range(1, options.workers + 1)))
    table = Table("Minute by minute", header, tuple(rows[step - 1 :: step]))
    remarks = [
        f"{options.memes:,} memes, {options.workers} workers, {options.connections} connections, {len(target.paths):,} "
        f"different questions at {options.rate:,.0f} a second for {options.minutes} minutes.",
        accounting,
    ]
    print(*remarks, table, sep="\n\n", flush=True)
    if options.save:
        save_report("soak", f"{options.minutes} minutes of even load on {options.memes:,} memes", remarks, [table])


if __name__ == "__main__":
    main()
