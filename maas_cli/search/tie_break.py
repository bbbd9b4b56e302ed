"""What decides between hits that match equally well: how near, in buckets, and the caller's languages."""

from collections.abc import Sequence

from maas_cli.search.filters import languages_of
from maas_cli.search.format import UNKNOWN_LANGUAGE
from maas_cli.search.geo import Distances
from maas_cli.search.index_file import IndexFile

READ, UNKNOWN, UNREAD = range(3)
"""How well the caller reads a meme's language, best first."""


class TieBreak:
    """The order of equals, for one search and one thread; after it comes the earlier meme.

    ``distances`` is None where the caller's position is unknown, ``languages`` empty where his languages are.
    """

    def __init__(self, index: IndexFile, distances: Distances | None, languages: Sequence[str]) -> None:
        self.distances = distances
        self.language_ranks: bytes | None = None
        """How well the caller reads each of the catalogue's languages, None where that is unknown."""
        if languages:
            ranks = {UNKNOWN_LANGUAGE: UNKNOWN} | dict.fromkeys(languages, READ)
            self.language_ranks = bytes(ranks.get(language, UNREAD) for language in languages_of(index))
        self._index = index
        self.decides = distances is not None or self.language_ranks is not None

    def key(self, doc: int) -> tuple[int, int, int]:
        """Return what orders equals, lower is better: the bucket, the language, the meme's number."""
        bucket = self.distances.bucket(doc) if self.distances else 0
        rank = self.language_ranks[self._index.doc_langs[doc]] if self.language_ranks else 0
        return bucket, rank, doc
