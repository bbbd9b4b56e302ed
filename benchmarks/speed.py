"""How fast maas answers, starts and builds, beside what a user would pick instead; all engines in turn in one run.

    python benchmarks/speed.py [--memes 57685 --memes 1000000] [--engine NAME] [--kind NAME] [--queries 200]
                               [--rounds 3] [--seed 1001] [--work FOLDER] [--anew] [--save]

An answer is ten documents as JSON. Each engine takes part in the kinds that it can answer. While queries are timed
the process keeps to one core. ``maas`` also finds beginnings, slips and parts of words, and memes with some of the
words, until it has ten; it is compared with the peer that does so too, where one does. ``maas exact`` finds whole words
alone, as the other peers do where the words are right, and is compared with these.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.corpus import LIBRARY_SLICE
from benchmarks.costs import costs
from benchmarks.indexes import corpus_at, index_of
from benchmarks.known_items import read_items
from benchmarks.peers.engine import Engine
from benchmarks.peers.registry import ENGINES, FILLED_UP, OWN, engine_class, index_kind
from benchmarks.plot import plot
from benchmarks.queries import Query
from benchmarks.query_file import write_queries
from benchmarks.report import Table, save_report
from benchmarks.speed_queries import KINDS, speed_queries
from benchmarks.timing import Times, interleaved

_SAMPLE = 1_000_000
_LOSES = " (!)"

ByKind = dict[str, dict[str, Times]]


def read_positions(corpus: Path) -> list[tuple[float, float]]:
    """Return where the first memes of a corpus are placed, at most a million, in degrees."""
    with corpus.open("rb") as file:
        memes = map(orjson.loads, islice(file, 1, _SAMPLE + 1))
        return [(meme["lat"], meme["lon"]) for meme in memes if "lat" in meme]


def measure(
    engines: Sequence[Engine], kinds: Mapping[str, Sequence[Query]], rounds: int
) -> Iterator[tuple[str, dict[str, Times]]]:
    """Yield the times of every engine for each kind in turn, on one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        for kind, queries in kinds.items():
            yield kind, interleaved(engines, queries, rounds)
    finally:
        os.sched_setaffinity(0, cores)


def times_table(title: str, by_kind: ByKind) -> Table:
    """Return the times, and how maas's compare with the best peer's; ``(!)`` where maas is the slower one."""
    engines = [name for name in ENGINES if any(name in times for times in by_kind.values())]
    rows = []
    for kind, times in by_kind.items():
        cells = [_cell(times[name]) if name in times else "-" for name in engines]
        rows.append((kind, *cells, *(_ratios(times, own) for own in OWN if own in engines)))
    header = ("kind", *engines, *(f"{own} / best peer" for own in OWN if own in engines))
    return Table(title, header, tuple(rows))


def _cell(times: Times) -> str:
    return f"{_rounded(times.p50_ms)} / {_rounded(times.p99_ms)}"


def _rounded(milliseconds: float) -> str:
    return f"{milliseconds:.3f}" if milliseconds < 1 else f"{milliseconds:.3g}"


def _ratios(times: Mapping[str, Times], own: str) -> str:
    peers = [name for name in times if name not in OWN]
    alike = [name for name in peers if (name in FILLED_UP) == (own in FILLED_UP)] or peers
    if own not in times or not peers:
        return "-"
    ratios = (
        times[own].p50_ms / min(times[peer].p50_ms for peer in alike),
        times[own].p99_ms / min(times[peer].p99_ms for peer in alike),
    )
    return " / ".join(f"{ratio:.2f}{_LOSES if ratio > 1 else ''}" for ratio in ratios)


def answers_table(by_kind: ByKind) -> Table:
    """Return which share of the queries each engine had an answer to, and how many it was asked."""
    engines = [name for name in ENGINES if any(name in times for times in by_kind.values())]
    rows = [
        (kind, *(f"{times[name].answered:.2f} of {times[name].queries}" if name in times else "-" for name in engines))
        for kind, times in by_kind.items()
    ]
    return Table("Share of the queries with an answer", ("kind", *engines), tuple(rows))


def bench(memes: int, options: argparse.Namespace) -> tuple[list[Table], ByKind]:
    """Measure one size of catalogue and return its tables and the times by kind."""
    corpus = options.corpus or corpus_at(options.work, memes, seed=1, catalog=options.catalog)
    items = read_items(corpus, _SAMPLE)
    names = [name for name in options.engine or ENGINES if memes <= engine_class(name).most_memes]
    kinds = speed_queries(items, read_positions(corpus), options.queries, options.seed)
    queries = options.work / f"queries-{memes}-{options.seed}.json"
    write_queries(queries, kinds)
    del items
    built = {
        name: index_of(name, corpus, options.work, anew=options.anew and index_kind(name) == name) for name in names
    }
    engines = [engine_class(name)(folder) for name, (folder, _) in built.items()]
    by_kind = {}
    for kind, times in measure(engines, {kind: kinds[kind] for kind in options.kind or KINDS}, options.rounds):
        by_kind[kind] = times
        print(f"  {kind}: " + ", ".join(f"{name} {_cell(figure)}" for name, figure in times.items()), flush=True)
    title = f"{memes:,} memes: milliseconds of the median query / of the slowest in a hundred"
    tables = [times_table(title, by_kind), answers_table(by_kind)]
    return [*tables, *([] if options.queries_only else costs(built, queries, kinds, options.rounds))], by_kind


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, action="append")
    parser.add_argument("--corpus", type=Path, help="a catalogue in place of a generated one; --memes says its size")
    parser.add_argument("--catalog", type=Path, default=LIBRARY_SLICE, help="what a generated catalogue learns from")
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "maas-benchmarks")
    parser.add_argument("--anew", action="store_true", help="build every index again")
    parser.add_argument("--queries-only", action="store_true", help="no build, start-up and memory figures")
    parser.add_argument("--save", action="store_true", help="also write benchmarks/results/speed-MEMES.md and .svg")
    return parser.parse_args()


def main() -> None:
    """Measure what the options ask for and print it."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    for memes in options.memes or [57_685]:
        tables, by_kind = bench(memes, options)
        remark = (
            f"{memes:,} memes, seed {options.seed}, {options.queries} queries of each kind, {options.rounds} rounds"
        )
        print(remark, *tables, sep="\n\n", flush=True)
        if options.save:
            rows = {
                kind: {name: (figure.p50_ms, figure.p99_ms) for name, figure in times.items()}
                for kind, times in by_kind.items()
            }
            title = f"Answering queries over {memes:,} memes"
            drawn = plot(f"{title}: the median query, and up to the slowest in a hundred", rows)
            save_report(f"speed-{memes}", title, [remark], tables, drawn)


if __name__ == "__main__":
    main()
