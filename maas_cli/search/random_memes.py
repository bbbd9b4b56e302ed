"""Memes at random: which there are to draw from, and those at places of a shuffled order."""

from collections.abc import Sequence
from dataclasses import replace

from maas_cli.models.search import Hit, SearchPage, SearchRequest
from maas_cli.search.documents import meme
from maas_cli.search.index_file import IndexFile
from maas_cli.search.searcher import find_all
from maas_cli.search.shuffle import shuffled


def memes_to_draw(index: IndexFile, request: SearchRequest | None) -> Sequence[int]:
    """Return the memes that a request finds, or all, ascending; of copies the first one found.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    if request is not None:
        first_of = {
            index.group(doc): doc for doc in sorted(find_all(index, replace(request, unique=False)), reverse=True)
        }
        return sorted(first_of.values())
    if not len(index.copies):
        return range(index.doc_count)
    copies = set(index.copies)
    return [doc for doc in range(index.doc_count) if doc not in copies]


def hits_of(index: IndexFile, docs: Sequence[int], places: Sequence[tuple[int, int]], query: str) -> SearchPage:
    """Return the memes at some places, each with the seed of its order, as a page."""
    drawn = [docs[shuffled(len(docs), seed, place)] for seed, place in places]
    hits = tuple(Hit(meme(index, doc), 0.0, (), copies=index.group_size(doc)) for doc in drawn)
    return SearchPage(query, hits, len(docs), 0, max(len(hits), 1))
