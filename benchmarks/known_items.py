"""Queries whose right answer is known: words of one meme, as someone would type them who remembers it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.queries import Mode, Query
from benchmarks.scripts import script_of
from benchmarks.seeds import Random, seeded
from benchmarks.typing_errors import LEAST_LETTERS, with_typo
from benchmarks.words import folded_words, words_of

_MOST_WORDS = 4
_LEAST_CUT_LETTERS = 2
_CUT = (0.5, 0.8)
_PHRASE_WORDS = (2, 3)


class Item(NamedTuple):
    """A meme that can be looked for: its id, picture, and name and caption as one text."""

    id: int
    md5: str
    name: str
    text: str

    def body(self) -> str:
        """Return the name and the caption."""
        return f"{self.name} {self.text}"

    def folded(self) -> str:
        """Return what copies have in common: the words of the name and those of the caption."""
        return f"{' '.join(folded_words(self.name))}\n{' '.join(folded_words(self.text))}"


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A query and the meme that it looks for; ``script`` is that of the query's words."""

    kind: str
    query: Query
    item: Item
    script: str


def read_items(corpus: Path, most: int | None = None) -> list[Item]:
    """Return the memes of a corpus, in order; the first ``most`` of them, which a shuffled corpus makes a sample.

    Raises:
        OSError: the file cannot be read.
    """
    with corpus.open(encoding="utf-8") as file:
        memes = map(json.loads, islice(file, 1, None if most is None else most + 1))
        return [Item(m["id"], m.get("md5", ""), m.get("name", ""), m.get("text", "")) for m in memes]


def known_items(items: Sequence[Item], kind: str, count: int, seed: int) -> list[KnownItem]:
    """Return so many queries of a kind, one of ``KINDS``; of each kind the same for the same seed."""
    random = seeded((seed, kind))
    return list(islice(_MAKERS[kind](items, random), count))


def is_found(line: Item, wanted: Item) -> bool:
    """Whether a meme is the wanted one or a copy of it: the same picture, or the same words."""
    return line.id == wanted.id or (line.md5 == wanted.md5 != "") or line.folded() == wanted.folded()


def _picks(items: Sequence[Item], random: Random) -> Iterator[tuple[Item, list[str]]]:
    """Yield random memes with 1 to 4 of their words, each once, in random order."""
    while True:
        item = random.choice(items)
        words = list(dict.fromkeys(words_of(item.body())))
        if words:
            yield item, random.sample(words, min(random.randint(1, _MOST_WORDS), len(words)))


def _known(kind: str, item: Item, words: Sequence[str], mode: Mode, typos: int = 0) -> KnownItem:
    return KnownItem(kind, Query(mode, tuple(words), typos, is_topped_up=True), item, script_of(" ".join(words)))


def _clean(items: Sequence[Item], random: Random) -> Iterator[KnownItem]:
    for item, words in _picks(items, random):
        yield _known("clean", item, words, Mode.WORDS)


def _typo(items: Sequence[Item], random: Random) -> Iterator[KnownItem]:
    """Yield queries with a slip in each word of four letters and more; those without such a word are left out."""
    for item, words in _picks(items, random):
        typed = [with_typo(word, random) if len(word) >= LEAST_LETTERS else word for word in words]
        if typed != words:
            yield _known("typo", item, typed, Mode.TYPOS, typos=1)


def _cut(items: Sequence[Item], random: Random) -> Iterator[KnownItem]:
    """Yield queries whose last word is typed half to four fifths; one that is too short to be cut is left out."""
    for item, words in _picks(items, random):
        letters = max(round(len(words[-1]) * random.uniform(*_CUT)), _LEAST_CUT_LETTERS)
        if letters < len(words[-1]):
            yield _known("cut", item, [*words[:-1], words[-1][:letters]], Mode.PREFIX)


def _phrase(items: Sequence[Item], random: Random) -> Iterator[KnownItem]:
    """Yield words that follow on one another in a caption, and that another meme holds apart."""
    lines = [f" {' '.join(words_of(item.body()))} " for item in items]
    holders: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in set(line.split()):
            holders.setdefault(word, set()).add(number)
    while True:
        item = random.choice(items)
        words, size = words_of(item.text), random.choice(_PHRASE_WORDS)
        if len(words) < size:
            continue
        start = random.randrange(len(words) - size + 1)
        phrase = words[start : start + size]
        together = set.intersection(*(holders[word] for word in phrase))
        if len(set(phrase)) == size and any(f" {' '.join(phrase)} " not in lines[number] for number in together):
            yield _known("phrase", item, phrase, Mode.PHRASE)


_MAKERS: dict[str, Callable[[Sequence[Item], Random], Iterator[KnownItem]]] = {
    "clean": _clean,
    "typo": _typo,
    "cut": _cut,
    "phrase": _phrase,
}

KINDS = tuple(_MAKERS)
"""``clean``: as written. ``typo``: a slip in each longer word. ``cut``: the last word unfinished. ``phrase``: words in
order that other memes hold apart."""
