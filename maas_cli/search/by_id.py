"""The meme of an id, found without a table of ids: most catalogues are in the order of theirs.

Where they are not, all records are looked at, with numpy one byte of all of them at a time.
"""

import struct
import sys
from bisect import bisect_left

from maas_cli.errors import NotFoundError
from maas_cli.models.meme import Meme
from maas_cli.search.damage import noticing_damage
from maas_cli.search.documents import LARGEST_NUMBER, RECORD, WHOLE_LINE, meme
from maas_cli.search.index_file import IndexFile

_ID_AND_SKELETON = struct.Struct("=I20xH")
"""The two in a record's header that say which meme it is: beside a whole line the first is 0."""

_SKELETON_PLACE = struct.calcsize("=I20x")
_SKELETON_OF_LINES = struct.pack("=H", WHOLE_LINE)
_LINE_START = b'{"id":"%d"'


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
    try:
        doc = _doc_in_order(index, meme_id)
        if doc is None:
            find = _doc_of_arrays if "numpy" in sys.modules else _doc_of_all
            doc = find(index, meme_id, _LINE_START % meme_id)
    except struct.error as error:
        raise ValueError(f"the records cannot be read: {error}") from error
    return doc


def _doc_in_order(index: IndexFile, meme_id: int) -> int | None:
    """Return the number of the meme of an id; None if there is none, or ids do not ascend."""
    offsets, records = index.record_offsets, index.records

    def header(doc: int) -> tuple[int, int]:
        number, skeleton = _ID_AND_SKELETON.unpack_from(records, offsets[doc])
        return number, skeleton

    doc = bisect_left(range(index.doc_count), (meme_id, WHOLE_LINE + 1), key=header)
    return doc if doc < index.doc_count and header(doc)[0] == meme_id else None


def _doc_of_all(index: IndexFile, meme_id: int, line: bytes) -> int | None:
    records, unpack = index.records, _ID_AND_SKELETON.unpack_from
    for doc, start in enumerate(index.record_offsets[:-1]):
        number, skeleton = unpack(records, start)
        if skeleton == WHOLE_LINE:
            text = start + RECORD.size
            if records[text : text + len(line)] == line:
                return doc
        elif number == meme_id:
            return doc
    return None


def _doc_of_arrays(index: IndexFile, meme_id: int, line: bytes) -> int | None:
    import numpy as np  # noqa: PLC0415  # it is loaded already

    from maas_cli.search.arrays import arrays_of  # noqa: PLC0415  # as above

    records, starts = arrays_of(index).records, arrays_of(index).record_offsets[:-1].astype(np.int64)
    is_line = np.ones(len(starts), bool)
    for place, byte in enumerate(_SKELETON_OF_LINES, _SKELETON_PLACE):
        is_line &= records[starts + place] == byte
    *in_line, end = enumerate(line, RECORD.size)
    in_line = [*reversed(in_line), end]  # the last digits tell more memes apart than what all lines begin with
    in_header = list(enumerate(struct.pack("=I", meme_id))) if 0 <= meme_id <= LARGEST_NUMBER else []
    for docs, wanted in ((np.flatnonzero(is_line), in_line), (np.flatnonzero(~is_line), in_header)):
        for place, byte in wanted:
            docs = docs[records[starts[docs] + place] == byte]  # noqa: PLW2901  # ever fewer
        if wanted and len(docs):
            return int(docs[0])
    return None
