"""The heads: of terms and prefixes with many postings the best memes, so that these need no look at the postings.

An entry is a meme in a group of terms as one number, ``group << 40 | (255 - weight) << 32 | meme``: sorted, the entries
of a group come the best first.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from maas_cli.search.arrays import HEAVIEST, Array, ranges
from maas_cli.search.build.letters import letters_in_line
from maas_cli.search.format import HEAD_MIN_POSTINGS, HEAD_SIZE, NOTHING, SectionContent

_WEIGHT_BITS = np.uint64(8)
_DOC_BITS = np.uint64(32)
_GROUP_BITS = np.uint64(40)
_DOC = np.uint64(NOTHING)
_LOSS = np.uint64(HEAVIEST)
_LOW = np.uint64(2**40 - 1)
_POSTINGS_AT_ONCE = 1 << 22


def head_sections(
    terms: Sequence[str], posting_offsets: Array, posting_docs: Array, posting_weights: Array
) -> dict[str, SectionContent]:
    """Return the heads of single terms and of all longer terms with a prefix.

    A prefix's best memes are among the best of its terms and of the prefixes one letter longer, so these are merged,
    from the longest prefixes to the shortest.
    """
    heads = _Heads()
    best = np.concatenate([np.empty(0, np.uint64), *_best_of_terms(posting_offsets, posting_docs, posting_weights)])
    counts = np.diff(posting_offsets)
    best_ends = np.cumsum(np.minimum(counts, HEAD_SIZE))
    best_starts = best_ends - np.minimum(counts, HEAD_SIZE)
    frequent = np.flatnonzero(counts >= HEAD_MIN_POSTINGS)
    positions, rows = ranges(best_starts[frequent], best_ends[frequent])
    heads.add(frequent, frequent + 1, _regrouped(best[positions], rows))

    is_taken = np.zeros(len(terms), bool)
    end_of_group = np.zeros(len(terms), np.int64)  # by its first term
    waiting = np.empty(0, np.uint64)  # the heads of the groups so far, each under the number of its first term
    for firsts, ends in reversed(list(_prefix_groups(terms, posting_offsets))):
        is_changed = end_of_group[firsts] != ends
        if not is_changed.any():
            continue
        row_of_waiting = np.searchsorted(ends, waiting >> _GROUP_BITS, side="right")
        members, rows_of_members = ranges(firsts[is_changed], ends[is_changed])
        is_new = ~is_taken[members]
        positions, rows = ranges(best_starts[members[is_new]], best_ends[members[is_new]])
        joining = _regrouped(best[positions], np.flatnonzero(is_changed)[rows_of_members[is_new]][rows])
        is_merged = is_changed[row_of_waiting]
        old = _regrouped(waiting[is_merged], row_of_waiting[is_merged])
        merged = _best(_distinct(np.concatenate([joining, old])))
        heads.add(firsts, ends, merged)
        waiting = np.concatenate(
            [waiting[~is_merged], _regrouped(merged, firsts[(merged >> _GROUP_BITS).astype(np.int64)])]
        )
        is_taken[members] = True
        end_of_group[firsts] = ends
    return heads.sections()


def _prefix_groups(terms: Sequence[str], posting_offsets: Array) -> Iterator[tuple[Array, Array]]:
    """Yield, for prefixes of one letter, of two ..., the ranges of longer terms that have enough postings for a head.

    Of each range the first term and the one after the last. A range in which two terms are not even alike in one
    letter more is the same as that of a single term, or of the prefix one letter shorter.
    """
    letters, sizes = letters_in_line(terms)
    shared = _letters_shared(letters, sizes)
    borders = np.flatnonzero(shared > 0)  # terms that have the prefix in common with the term before
    length = 1
    while len(borders):
        is_first, is_last = np.ones(len(borders), bool), np.ones(len(borders), bool)
        is_first[1:] = is_last[:-1] = np.diff(borders) != 1
        starts, ends = borders[is_first] - 1, borders[is_last] + 1
        firsts = starts + (sizes[starts] == length)
        is_kept = posting_offsets[ends] - posting_offsets[firsts] >= HEAD_MIN_POSTINGS
        yield firsts[is_kept], ends[is_kept]
        borders = borders[is_kept[np.cumsum(is_first) - 1]]
        borders = borders[shared[borders] > length]
        length += 1


def _letters_shared(letters: Array, sizes: Array) -> Array:
    """Return how many first letters each term has in common with the one before it."""
    shared = np.zeros(len(sizes), np.int64)
    starts = np.cumsum(sizes) - sizes
    running = np.arange(1, len(sizes))
    length = 0
    while len(running):
        running = running[(sizes[running] > length) & (sizes[running - 1] > length)]
        running = running[letters[starts[running] + length] == letters[starts[running - 1] + length]]
        length += 1
        shared[running] = length
    return shared


def _best_of_terms(offsets: Array, docs: Array, weights: Array) -> Iterator[Array]:
    """Yield the best entries of terms, some millions of postings at a time."""
    first = 0
    while first + 1 < len(offsets):
        last = max(int(np.searchsorted(offsets, offsets[first] + _POSTINGS_AT_ONCE)), first + 1)
        last = min(last, len(offsets) - 1)
        part = slice(int(offsets[first]), int(offsets[last]))
        entries = np.repeat(np.arange(first, last, dtype=np.uint64), np.diff(offsets[first : last + 1]))
        entries <<= _GROUP_BITS
        entries |= (HEAVIEST - weights[part]).astype(np.uint64) << _DOC_BITS
        entries |= docs[part]
        entries.sort()
        yield _best(entries)
        first = last


def _regrouped(entries: Array, groups: Array) -> Array:
    """Return the entries in other groups, of each its new one."""
    regrouped: Array = groups.astype(np.uint64) << _GROUP_BITS | entries & _LOW
    return regrouped


def _best(entries: Array) -> Array:
    """Return the first entries of each group, of those sorted."""
    groups = entries >> _GROUP_BITS
    starts = np.flatnonzero(np.diff(groups, prepend=groups[:1] + np.uint64(1)))
    sizes = np.diff(starts, append=len(entries))
    return entries[np.arange(len(entries)) - np.repeat(starts, sizes) < HEAD_SIZE]


def _distinct(entries: Array) -> Array:
    """Return the entries sorted, of each meme in a group the best only."""
    groups = entries & ~_LOW
    by_doc = np.sort(groups | (entries & _DOC) << _WEIGHT_BITS | entries >> _DOC_BITS & _LOSS)
    is_best = np.ones(len(entries), bool)
    is_best[1:] = by_doc[1:] >> _WEIGHT_BITS != by_doc[:-1] >> _WEIGHT_BITS
    kept = by_doc[is_best]
    return np.sort(kept & ~_LOW | (kept & _LOSS) << _DOC_BITS | kept >> _WEIGHT_BITS & _DOC)


class _Heads:
    """Gathers heads of ranges of terms; the same range may come more than once."""

    def __init__(self) -> None:
        self._ranges = [np.empty(0, np.uint64)]
        self._rows = [np.empty((0, HEAD_SIZE), np.uint64)]

    def add(self, firsts: Array, ends: Array, entries: Array) -> None:
        """Take the heads of ranges from each first term up to each end; the groups of the entries are their numbers.

        Ranges without entries are left out.
        """
        groups = (entries >> _GROUP_BITS).astype(np.int64)
        is_start = np.ones(len(entries), bool)
        is_start[1:] = groups[1:] != groups[:-1]
        starts, rows = np.flatnonzero(is_start), np.cumsum(is_start) - 1
        table = np.full((len(starts), HEAD_SIZE), _LOSS << _DOC_BITS | _DOC)
        table[rows, np.arange(len(entries)) - starts[rows]] = entries & _LOW
        chosen = groups[starts]
        self._ranges.append(firsts[chosen].astype(np.uint64) << _DOC_BITS | ends[chosen].astype(np.uint64))
        self._rows.append(table)

    def sections(self) -> dict[str, SectionContent]:
        """Return the heads, each range once, in order."""
        keys, firsts = np.unique(np.concatenate(self._ranges), return_index=True)
        rows = np.concatenate(self._rows)[firsts]
        return {
            "head_ranges": keys,
            "head_docs": (rows & _DOC).astype(np.uint32),
            "head_weights": (HEAVIEST - (rows >> _DOC_BITS)).astype(np.uint8),
        }
