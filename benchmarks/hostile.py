"""Queries made to be slow: what the slowest of a few thousand takes.

    python benchmarks/hostile.py [--memes 57685] [--corpus FILE] [--queries 3000] [--seed 1001] [--work FOLDER]

Endless repetitions, sixteen words with two typos each, prefixes of one letter, parts of words, any Unicode at all,
writing from right to left, emoji, combining marks. Each is asked three times and the quickest counts, since on a
shared machine anything may be held up once. What maas refuses (nothing to look for) is counted apart.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import LIBRARY_SLICE
from benchmarks.figures import percentile
from benchmarks.indexes import corpus_at, index_of
from benchmarks.known_items import read_items
from benchmarks.peers.maas_engine import Maas
from benchmarks.queries import Mode, Query
from benchmarks.seeds import Random, seeded
from benchmarks.typing_errors import with_typo
from benchmarks.words import words_of
from maas_cli.errors import InvalidInputError

_ROUNDS = 3
_WORDS = 16
_CHARS = 256
_SAMPLE = 20_000
_ALPHABETS = (
    "ابتثجحخدذرزس",
    "אבגדהוזחטיכלמ",
    "😀😂🐱🔥👍",
    "e\u0301a\u0308\u0327o\u0302",
    "ไมค猫犬好き",
    "0123456789",
    "aā",
)


def hostile_query(words: Sequence[str], random: Random) -> str:
    """Return a query of one of the kinds that may be slow."""
    some = random.sample(words, _WORDS)
    kinds = (
        random.choice("abcdeiostпнкс") * random.randint(1, _CHARS),
        " ".join(with_typo(with_typo(word, random), random) for word in some),
        " ".join(word[: random.randint(1, 2)] for word in some),
        " ".join(word[1:4] for word in some),
        " ".join(random.sample("abcdefghijklmnopqrstuvwxyz", random.randint(1, _WORDS))),
        "".join(chr(random.randrange(0x110000)) for _ in range(random.randint(1, _CHARS))),
        "".join(random.choice(random.choice(_ALPHABETS)) for _ in range(random.randint(1, 60))),
        " ".join(f"-{word}" for word in some[:7]) + " a e i o the",
        f'"{" ".join(some[:3])}" {" ".join(some[3:8])}',
    )
    return random.choice(kinds)[:_CHARS]


def times_of(engine: Maas, queries: Sequence[str]) -> tuple[list[tuple[float, str]], int]:
    """Return the milliseconds of each query that is answered, the slowest last, and how many are refused."""
    times, refused = [], 0
    for text in queries:
        query = Query(Mode.WORDS, tuple(text.split()))
        try:
            times.append((min(_milliseconds(engine, query) for _ in range(_ROUNDS)), text))
        except InvalidInputError:
            refused += 1
    return sorted(times), refused


def _milliseconds(engine: Maas, query: Query) -> float:
    started = time.perf_counter()
    engine.search(query)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Ask, and print the slowest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--corpus", type=Path, help="a catalogue in place of a generated one")
    parser.add_argument("--queries", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "maas-bench")
    options = parser.parse_args()
    corpus = options.corpus or corpus_at(options.work, options.memes, seed=1, catalog=LIBRARY_SLICE)
    random = seeded(options.seed)
    words = sorted({word for item in read_items(corpus, _SAMPLE) for word in words_of(item.body())})
    queries = [hostile_query(words, random) for _ in range(options.queries)]
    times, refused = times_of(Maas(index_of("maas", corpus, options.work)[0]), queries)
    only = [milliseconds for milliseconds, _ in times]
    print(f"{len(times)} answered, {refused} refused; milliseconds: median {percentile(only, 0.5):.2f}, ", end="")
    print(f"99 of a hundred {percentile(only, 0.99):.2f}, slowest {only[-1]:.2f}")
    for milliseconds, text in times[-5:]:
        print(f"  {milliseconds:7.2f}  {text[:80]!r}")


if __name__ == "__main__":
    main()
