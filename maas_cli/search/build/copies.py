"""Which memes are copies of one another: the same picture (MD5), or the same words in name and caption."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.build.md5s import MD5_BYTES, Md5s, md5_bytes
from maas_cli.search.format import NOTHING, SectionContent

_EMPTY_LINE = 2
"""A line without words has the ends of its two fields."""


class CopiesBuilder:
    """Takes what makes a meme a copy of others, batch by batch, as 64-bit hashes. For one thread, once.

    That two different ones of ten million memes have the same hash has a chance of about ten in a million.
    """

    def __init__(self) -> None:
        self._docs = [np.empty(0, np.int64)]
        self._hashes = [np.empty(0, np.uint64)]
        self._pictures = self._lines = 0
        # drawn anew for each build, so that no catalogue can be made whose memes get the same hash
        self._base = np.uint64(int(np.random.default_rng().integers(2**62, 2**63)) | 1)

    def add_pictures(self, md5s: Sequence[str], known: Md5s) -> None:
        """Take the next memes' MD5s, empty where unknown, which may be any text; ``known`` are their bytes."""
        rows = known.rows.copy()
        others = [number for number in np.flatnonzero(~known.is_md5).tolist() if md5s[number]]
        if others:
            rows[others] = _rows_of_others([md5s[number].casefold() for number in others])
        docs = np.sort(np.append(np.flatnonzero(known.is_md5), np.array(others, np.int64)))
        halves = rows[docs].view(np.uint64)
        self._take(docs + self._pictures, halves[:, 0] * self._base + halves[:, 1])
        self._pictures += len(md5s)

    def add_lines(self, lines: Array, ends: Array) -> None:
        """Take the next memes' words one after the other, with the ends."""
        sizes = np.diff(ends, prepend=0)
        has_words = sizes > _EMPTY_LINE
        hashes = self._line_hashes(lines, ends - sizes, sizes)
        self._take(np.flatnonzero(has_words) + self._lines, hashes[has_words])
        self._lines += len(ends)

    def _take(self, docs: Array, hashes: Array) -> None:
        self._docs.append(docs)
        self._hashes.append(hashes)

    def _line_hashes(self, lines: Array, starts: Array, sizes: Array) -> Array:
        powers = np.cumprod(np.full(int(sizes.max(initial=1)), self._base))
        places = np.arange(len(lines))
        letters = (lines.astype(np.uint64) + np.uint64(1)) * powers[places - np.repeat(starts, sizes)]
        letters[places > np.repeat(np.flatnonzero(lines == NOTHING)[1::2], sizes)] = 0  # parts of words go with these
        hashes: Array = np.add.reduceat(letters, starts)
        return hashes

    def sections(self) -> dict[str, SectionContent]:
        """Return which memes are copies, of which first one, and how large the groups are."""
        docs, hashes = np.concatenate(self._docs), np.concatenate(self._hashes)
        order = np.lexsort((docs, hashes))
        docs, hashes = docs[order], hashes[order]
        is_same = hashes[1:] == hashes[:-1]
        first_by_copy = _united(zip(docs[:-1][is_same].tolist(), docs[1:][is_same].tolist(), strict=True))
        copies = np.array(sorted(first_by_copy), np.int64)
        firsts = np.array([first_by_copy[copy] for copy in copies.tolist()], np.int64)
        groups, others = np.unique(firsts, return_counts=True)
        return {"copies": copies, "copy_firsts": firsts, "group_firsts": groups, "group_sizes": others + 1}


def _rows_of_others(md5s: Sequence[str]) -> Array:
    """Return 16 bytes for each text: an MD5's own, else a hash."""
    rows, is_md5 = md5_bytes(md5s)
    for number in np.flatnonzero(~is_md5).tolist():
        text = md5s[number].encode("utf-8", "surrogatepass")
        rows[number] = np.frombuffer(blake2b(text, digest_size=MD5_BYTES).digest(), np.uint8)
    return rows


def _united(pairs: "zip[tuple[int, int]]") -> dict[int, int]:
    """Return of each meme that is a copy the first of its group, from pairs of copies.

    A union-find forest: a chain of memes each a copy of the next is one group.
    """
    parents: dict[int, int] = {}

    def root(doc: int) -> int:
        while doc in parents:
            grandparent = parents.get(parents[doc])
            if grandparent is not None:
                parents[doc] = grandparent
            doc = parents[doc]
        return doc

    for pair in pairs:
        low, high = sorted(map(root, pair))
        if low != high:
            parents[high] = low
    return {doc: root(doc) for doc in parents}
