"""The meme of an id, found by halving: most catalogues are in the order of their ids, for others the index has one."""

import struct
from bisect import bisect_left
from typing import TYPE_CHECKING

from maas_cli.errors import NotFoundError
from maas_cli.models.meme import Meme
from maas_cli.search.damage import noticing_damage
from maas_cli.search.documents import RECORD, WHOLE_LINE, meme
from maas_cli.search.index_file import IndexFile

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID_AND_SKELETON = struct.Struct("=I20xH")
"""The two in a record's header that say which meme it is: beside a whole line the first is 0."""

_LINE_START_BYTES = 40
"""A line begins with its id: a key, and 19 digits at most."""


def get_by_id(index: IndexFile, meme_id: int) -> Meme:
    """Return the meme of an id.

    Raises:
        NotFoundError: there is none.
        IndexDamagedError: the index turns out to be damaged.
    """
    found = find_by_id(index, meme_id)
    if found is None:
        raise NotFoundError(f"no meme {meme_id}", hint="ids are those that `maas search --json` prints")
    return found


def find_by_id(index: IndexFile, meme_id: int) -> Meme | None:
    """Return the meme of an id, any whole number; None if there is none.

    Raises:
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        doc = _doc_of(index, meme_id)
        found = None if doc is None else meme(index, doc)
        if found is not None and found.id != meme_id:
            raise ValueError(f"meme {doc} stands in the place of {meme_id} and is {found.id}")
    return found


def _doc_of(index: IndexFile, meme_id: int) -> int | None:
    """Return the number of the meme of an id, None if there is none."""

    def id_of(doc: int) -> int:
        return _id_of(index, doc)

    docs: Sequence[int] = index.id_docs or range(index.doc_count)
    try:
        place = bisect_left(docs, meme_id, key=id_of)
        return docs[place] if place < len(docs) and id_of(docs[place]) == meme_id else None
    except struct.error as error:
        raise ValueError(f"the records cannot be read: {error}") from error


def _id_of(index: IndexFile, doc: int) -> int:
    start = index.record_offsets[doc]
    number, skeleton = _ID_AND_SKELETON.unpack_from(index.records, start)
    if skeleton != WHOLE_LINE:
        return int(number)
    line = start + RECORD.size
    return int(bytes(index.records[line : line + _LINE_START_BYTES]).split(b'"')[3])
