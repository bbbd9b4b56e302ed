"""How well memes are found that someone remembers: every engine asked the same known-item queries.

    python benchmarks/quality.py [--memes 57685] [--seed 1001] [--queries 500] [--engine NAME] [--work FOLDER] [--save]

A query is found if its meme, or a copy of it, is among the first ten. Seed 1 is for tuning; published figures come
from seeds that nothing was tuned on. Every engine does the best it can with every kind: where fewer than ten memes
have all words, those with some of them follow; the peers are told that a phrase is one, maas is not.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Quality, quality_of
from benchmarks.indexes import corpus_at, index_of
from benchmarks.known_items import KINDS, Item, KnownItem, is_found, known_items, read_items
from benchmarks.peers.documents import meme_id
from benchmarks.peers.engine import Engine
from benchmarks.peers.registry import ENGINES, engine_class
from benchmarks.report import Table, save_report
from benchmarks.scripts import SCRIPTS

_LEFT_OUT = "maas exact"  # finds no slips and no beginnings
_SLOW = {"rapidfuzz": 50}
_WORD_COUNTS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine made of a query: the rank of the meme from 1, None where it is not among the first ten."""

    engine: str
    known: KnownItem
    rank: int | None


def rank_of(known: KnownItem, engine: Engine, items: dict[int, Item]) -> int | None:
    """Return the rank at which an engine finds the meme of a query or a copy of it, from 1."""
    found = (items[meme_id(line)] for line in engine.search(known.query))
    return next((rank for rank, item in enumerate(found, start=1) if is_found(item, known.item)), None)


def measure(engines: Sequence[Engine], items: list[Item], queries: int, seed: int) -> Iterator[Outcome]:
    """Ask every engine every query, one query after the other; slow engines only the first of each kind."""
    by_id = {item.id: item for item in items}
    for kind in KINDS:
        for number, known in enumerate(known_items(items, kind, queries, seed)):
            for engine in engines:
                if number < _SLOW.get(engine.name, queries):
                    yield Outcome(engine.name, known, rank_of(known, engine, by_id))


def table(title: str, outcomes: Sequence[Outcome], columns: Sequence[str], column: Callable[[KnownItem], str]) -> Table:
    """Return Recall@10 / MRR@10 of each engine by what a query's column is; the errors are of the recall."""
    engines = list(dict.fromkeys(outcome.engine for outcome in outcomes))
    rows = []
    for engine in engines:
        cells = [engine]
        for wanted in columns:
            ranks = [o.rank for o in outcomes if o.engine == engine and column(o.known) == wanted]
            cells.append(_cell(quality_of(ranks)) if ranks else "-")
        rows.append(tuple(cells))
    return Table(title, ("engine", *columns), tuple(rows))


def _cell(quality: Quality) -> str:
    recall = f"{quality.recall:.3f} ±{quality.recall_error:.3f}"
    return f"{recall} / {quality.mrr:.3f} ±{quality.mrr_error:.3f} ({quality.queries})"


def tables(outcomes: Sequence[Outcome]) -> Iterator[Table]:
    """Yield the tables: by kind, then for each kind by the number of words and by script."""
    yield table("Recall@10 / MRR@10, standard errors, (queries)", outcomes, KINDS, lambda known: known.kind)
    for kind in KINDS:
        those = [outcome for outcome in outcomes if outcome.known.kind == kind]
        counts = [str(count) for count in _WORD_COUNTS]
        yield table(f"{kind}, by number of words", those, counts, lambda known: str(len(known.query.words)))
        yield table(f"{kind}, by script", those, SCRIPTS, lambda known: known.script)


def main() -> None:
    """Measure what the options ask for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--corpus", type=Path, help="a catalogue in place of a generated one")
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "maas-benchmarks")
    parser.add_argument("--save", action="store_true", help="also write benchmarks/results/quality.md")
    options = parser.parse_args()
    corpus = options.corpus or corpus_at(options.work, options.memes, seed=1)
    items = read_items(corpus)
    names = options.engine or [name for name in ENGINES if name != _LEFT_OUT]
    engines = [
        engine_class(name)(index_of(name, corpus, options.work)[0])
        for name in names
        if len(items) <= engine_class(name).most_memes
    ]
    outcomes = list(measure(engines, items, options.queries, options.seed))
    made = list(tables(outcomes))
    heading = f"{len(items)} memes, seed {options.seed}, {options.queries} queries of each kind"
    print(heading, *made, sep="\n\n")
    if options.save:
        save_report("quality", "How well known memes are found", [heading], made)


if __name__ == "__main__":
    main()
