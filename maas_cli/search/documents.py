"""The memes themselves, kept small in the index and put together again as they are asked for.

The JSON lines of a catalogue's memes are much alike. What many have in common is kept once, as a *skeleton*: a line
with holes for what differs, ready for Python's ``%``. A meme's record holds the number of its skeleton and what fills
the holes; the name comes from its template. Where nothing is in common, skeleton 0 has one hole for the whole line.

A record is a header of 28 bytes, ``id u32 | file size u32 | md5 16s | skeleton u16 | split u16``, then the text as it
stands in JSON, or the whole line without its line feed; then, where they are needed, a line feed and the name of the
place as it stands in JSON, and a line feed and further keys as JSON. The split is how many characters of the text are
its upper part, 65,534 where all of it is the lower one, 65,535 where the parts are not a split of the text and stand
among the further keys. Language and position are kept in sections of their own.
"""

import json
import re
import struct
from binascii import hexlify
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from maas_cli.models.meme import Meme
from maas_cli.search.filters import languages_of
from maas_cli.search.format import NOTHING, UNKNOWN_LANGUAGE
from maas_cli.search.index_file import IndexFile
from maas_cli.serialize import meme_from_dicts

RECORD = struct.Struct("=II16sHH")
NO_SPLIT = 2**16 - 1
LOWER_ONLY = 2**16 - 2
LARGEST_NUMBER = 2**32 - 1
WHOLE_LINE = 0
"""The number of the skeleton that is one hole."""

_HOLES = (b"id", b"size", b"md5", b"name", b"text")
_HOLE = rb"%\((\w+)\)([bd])"
_SKELETON, _NAME = "skeleton", "name"
_HEADER_BYTES = RECORD.size
_unpack = RECORD.unpack_from
_EXTRA_KEYS = ("upper", "lower", "lang", "place", "lat", "lon", "tags")
_SENSELESS = (struct.error, TypeError, LookupError, OverflowError)
"""What comes of reading damaged bytes, beside ValueError."""


def meme_lines(index: IndexFile, docs: Iterable[int]) -> Iterator[bytes]:
    """Yield the seven keys of memes, each as one JSON line, line feed included.

    Raises:
        ValueError: the index is damaged.
    """
    offsets, records, templates, memo = index.record_offsets, index.records, index.doc_templates, index.memo
    doc = -1
    try:
        for doc in docs:
            record = records[offsets[doc] : offsets[doc + 1]].tobytes()
            number, size, md5, skeleton, _ = _unpack(record)
            line, holes = memo.get((_SKELETON, skeleton)) or _ready_made(index, skeleton)
            template = templates[doc]
            name = memo.get((_NAME, template))
            if name is None:
                name = memo[_NAME, template] = index.template(template)
            text = record[_HEADER_BYTES:].partition(b"\n")[0]
            yield line % holes((number, size, hexlify(md5), name, text))
    except _SENSELESS as error:
        raise _unreadable(doc, error) from error


def meme_line(index: IndexFile, doc: int) -> bytes:
    """Return a meme's seven keys as one JSON line, line feed included.

    Raises:
        ValueError: the index is damaged.
    """
    return next(meme_lines(index, (doc,)))


def _unreadable(doc: int, error: Exception) -> ValueError:
    return ValueError(f"meme {doc} cannot be read: {error}")


def _ready_made(index: IndexFile, skeleton: int) -> tuple[bytes, Callable[[tuple[Any, ...]], Any]]:
    """Return a skeleton ready for ``%`` and what picks the values of its holes in order; kept for the next time."""
    line = index.skeleton(skeleton)
    holes = itemgetter(*(_HOLES.index(hole) for hole, _ in re.findall(_HOLE, line)))
    index.memo[_SKELETON, skeleton] = ready = re.sub(_HOLE, rb"%\2", line), holes
    return ready


def _record(index: IndexFile, doc: int) -> bytes:
    offsets = index.record_offsets
    return index.records[offsets[doc] : offsets[doc + 1]].tobytes()


def further_keys(index: IndexFile, doc: int, text: str) -> dict[str, Any]:
    """Return a meme's keys beyond the seven, only those that say something; ``text`` is its caption.

    Raises:
        ValueError: the index is damaged.
    """
    try:
        return _further_keys(index, doc, text)
    except _SENSELESS as error:
        raise _unreadable(doc, error) from error


def _further_keys(index: IndexFile, doc: int, text: str) -> dict[str, Any]:
    record = _record(index, doc)
    _, place, more = (*record[_HEADER_BYTES:].split(b"\n"), b"", b"")[:3]
    known: dict[str, Any] = json.loads(more) if more else {}
    known["place"] = json.loads(b'"%b"' % place)
    split = _unpack(record)[4]
    if split == LOWER_ONLY:
        known["lower"] = text
    elif split != NO_SPLIT:
        known |= {"upper": text[:split], "lower": text[split + 1 :]}
    language = languages_of(index)[index.doc_langs[doc]]
    if language != UNKNOWN_LANGUAGE:
        known.setdefault("lang", language)
    number = index.doc_places[doc]
    if number != NOTHING:
        known |= {"lat": index.latitudes[number], "lon": index.longitudes[number]}
    return {key: known[key] for key in _EXTRA_KEYS if known.get(key) not in (None, "", [])}


def meme(index: IndexFile, doc: int) -> Meme:
    """Return a meme.

    Raises:
        ValueError: the index is damaged.
    """
    line = meme_line(index, doc)
    fields = json.loads(line)
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ValueError(f"this is no meme: {line[:80]!r}")  # noqa: TRY004  # damaged bytes, not a wrong argument
    return meme_from_dicts(fields, further_keys(index, doc, fields["text"]))
