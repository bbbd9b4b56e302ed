"""Memes at random: which there are to draw from, and those at places of a shuffled order."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import compress
from typing import Protocol

from maas_cli.models.search import Hit, SearchPage, SearchRequest
from maas_cli.search.damage import noticing_damage
from maas_cli.search.documents import meme
from maas_cli.search.index_file import IndexFile
from maas_cli.search.searcher import find_all
from maas_cli.search.shuffle import shuffled

_FACTS_OF_THE_BUILD = frozenset({"built_at", "build_seconds"})


class Drawable(Protocol):
    """Memes to draw from, by place."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, place: int, /) -> int:
        """Return the meme at a place, from 0 on."""


class AllButCopies:
    """All memes, ascending, but those that are copies of an earlier one; without a list of them."""

    def __init__(self, index: IndexFile) -> None:
        self._copies = index.copies
        self._count = index.doc_count - len(index.copies)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __getitem__(self, place: int, /) -> int:
        """Return the meme at a place: as many of them stand before a copy as its number less that of the copies."""
        copies = self._copies
        return place + bisect_right(range(len(copies)), place, key=lambda number: copies[number] - number)


def memes_to_draw(index: IndexFile, request: SearchRequest | None, *, safe: bool = False) -> Drawable:
    """Return the memes that a request finds, or all, ascending; of copies the first one found.

    Without a request ``safe`` leaves out the unsafe ones; with one, its own ``safe`` does.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    if request is None:
        return _safe_but_copies(index) if safe else AllButCopies(index)
    first_of = {index.group(doc): doc for doc in sorted(find_all(index, request), reverse=True)}
    return sorted(first_of.values())


def _safe_but_copies(index: IndexFile) -> list[int]:
    """Return the safe memes, ascending, but those that are copies of an earlier safe one."""
    is_unsafe = index.doc_unsafe
    taken = [not unsafe for unsafe in is_unsafe]
    groups = {first for first in index.group_firsts if not is_unsafe[first]}
    for copy, first in zip(index.copies, index.copy_firsts, strict=True):
        if taken[copy] and first in groups:
            taken[copy] = False
        elif taken[copy]:
            groups.add(first)
    return list(compress(range(index.doc_count), taken))


def drawn(docs: Drawable, wanted: int, next_places: Callable[[int], Iterable[tuple[int, int]]]) -> list[int]:
    """Return so many different memes, at most all, from the next places of the order of a seed.

    ``next_places`` gives as many places as asked for, each behind its seed; where a new order begins among them, what
    was drawn at the end of the old one is passed over.
    """
    found: dict[int, None] = {}
    while len(found) < wanted:
        for seed, place in next_places(wanted - len(found)):
            found[docs[shuffled(len(docs), seed, place)]] = None
    return list(found)


def page_of(index: IndexFile, found: Sequence[int], docs: Drawable, request: SearchRequest) -> SearchPage:
    """Return memes drawn as a page of hits that answer no word; its total is how many there were to draw from.

    Raises:
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        hits = tuple(Hit(meme(index, doc), 0.0, (), copies=index.group_size(doc)) for doc in found)
    return SearchPage(request.query, hits, len(docs), request.offset, request.limit)


def catalog_name(index: IndexFile) -> str:
    """Return a short name for the catalogue, which stays the same if the index is built again.

    Raises:
        IndexDamagedError: the index is damaged.
    """
    facts = {fact: value for fact, value in index.facts().items() if fact not in _FACTS_OF_THE_BUILD}
    return blake2b(repr(sorted(facts.items())).encode() + bytes(index.template_counts), digest_size=8).hexdigest()
