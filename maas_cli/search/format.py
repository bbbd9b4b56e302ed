"""The index file: what is in it and how it is laid out. Builder and reader share this page.

One file holds everything a search needs. It is written whole, never changed, and opened by mapping it into memory,
so that opening costs the same at every size and all processes share one copy.

Layout: the header, the section table, then the sections, each filled up to a multiple of 8 bytes. Numbers are in the
byte order of the machine that wrote the file (it is a cache, never sent anywhere); on another machine the version
reads wrong and the index is built again.

Header, 48 bytes::

    magic 8s | version u32 | sections u32 | file size u64 | catalogue's fingerprint 16s | CRC-32 of table u32 | 0 u32

Section table, one entry of 40 bytes each::

    name 16s | offset u64 | length in bytes u64 | CRC-32, filling included, u32 | type code 1s | 3 zero bytes

Sections, by name, with the element type (``array`` type codes: B u8, H u16, I u32, Q u64, d f64; of two the wider
one where the numbers need it); *n* memes numbered 0 to n-1 in catalogue order, *t* terms numbered in code-point
order, *p* postings, *v* places, one for each meme that has one, *h* heads:

================= ==== ======================================================================================
name              type holds
================= ==== ======================================================================================
meta              B    JSON: facts of the catalogue and of the build, the counts
languages         B    the language codes, each ended by a line feed
skeleton_offsets  I    byte offsets into skeletons, one more than there are skeletons
skeletons         B    JSON lines of memes with holes (see :mod:`maas_cli.search.documents`)
record_offsets    I/Q  n+1 byte offsets into records
records           B    what each meme fills into the holes of its skeleton, and its further keys
template_offsets  I    byte offsets into templates, one more than there are templates
templates         B    the template names as JSON strings without their quotes, in order of first appearance
template_counts   I    how many memes each template has
template_docs     I    the first meme of each template
doc_templates     H/I  n template numbers
doc_langs         B/H  n positions in languages
doc_unsafe        B    n times 1 for a meme with a word that is unsafe for work, else 0; the list of these words is
                       part of the format: who changes it raises the version
doc_lengths       B    n lengths in words, at most 255
id_docs           I    the memes by their ids, ascending; none where ids ascend from meme to meme
copies            I    the memes that are copies of an earlier one, ascending
copy_firsts       I    the first meme of each one's group
group_firsts      I    the memes that have copies and are the first of their group, ascending
group_sizes       I    how many memes each of those groups has, 2 and up
doc_places        I    n place numbers, 2**32-1 without a place
place_docs        H/I  v memes, by the cell of their place, then latitude, longitude and their number
latitudes         d    v degrees
longitudes        d    v degrees
cells             I    the numbers of the cells that hold a place, ascending (see :mod:`maas_cli.search.geo`)
cell_offsets      I    the first place of each cell, then v
term_offsets      I    t+1 byte offsets into terms
terms             B    the terms in UTF-8, sorted, each ended by a line feed
term_keys         Q    of every 4th term, from the first on, the first 8 bytes (filled up with 0) as one number
term_masks        I    the letters of each term (see :mod:`maas_cli.search.typos`)
suffixes          I    byte offsets into terms of all parts of a term that begin at its second letter or later,
                       reach to its end and have 3 letters (1 where blanks do not separate words); sorted by text
posting_offsets   I/Q  t+1 element offsets into the two sections below
posting_docs      H/I  p memes holding the term, ascending for each term
posting_weights   B    p weights of the term in the meme (see :mod:`maas_cli.search.scoring`)
weight_table      B    16 rows of 256: the weight of a term that a meme of 0 to 255 words holds 1 to 16 times
head_ranges       Q    h ranges of terms with many postings, ascending, each ``first term << 32 | term after the last``
head_docs         I    h rows of 32 memes: the best of the range, by weight, then the earlier; filled up with 2**32-1
head_weights      B    h rows of 32 weights
forward_offsets   I/Q  n+1 element offsets into forward_terms
forward_terms     I    each meme's words as terms in order: name, 2**32-1, text, 2**32-1, then the terms that are only
                       parts of words (``don`` of ``don't``), ascending, as often as they stand there
deletion_buckets  I    offsets into the next two, one more than there are buckets; a power of two of them
deletion_tags     B    of each form of a term of 3 to 8 letters without digits a part of its hash, by bucket
deletion_terms    I    the term each of those comes from (see :mod:`maas_cli.search.typos`)
latin_hashes      I    CRC-32 of the Latin key of each Cyrillic term, ascending
latin_terms       I    the term each of those comes from
================= ==== ======================================================================================
"""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeAlias

from maas_cli.errors import IndexDamagedError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MAGIC = b"MAASIDX\n"
VERSION = 6
FINGERPRINT_BYTES = 16

SECTION_TYPES: Mapping[str, str] = {
    "meta": "B",
    "languages": "B",
    "skeleton_offsets": "I",
    "skeletons": "B",
    "record_offsets": "I",
    "records": "B",
    "template_offsets": "I",
    "templates": "B",
    "template_counts": "I",
    "template_docs": "I",
    "doc_templates": "H",
    "doc_langs": "B",
    "doc_unsafe": "B",
    "doc_lengths": "B",
    "id_docs": "I",
    "copies": "I",
    "copy_firsts": "I",
    "group_firsts": "I",
    "group_sizes": "I",
    "doc_places": "I",
    "place_docs": "H",
    "latitudes": "d",
    "longitudes": "d",
    "cells": "I",
    "cell_offsets": "I",
    "term_offsets": "I",
    "terms": "B",
    "term_keys": "Q",
    "term_masks": "I",
    "suffixes": "I",
    "posting_offsets": "I",
    "posting_docs": "H",
    "posting_weights": "B",
    "weight_table": "B",
    "head_ranges": "Q",
    "head_docs": "I",
    "head_weights": "B",
    "forward_offsets": "I",
    "forward_terms": "I",
    "deletion_buckets": "I",
    "deletion_tags": "B",
    "deletion_terms": "I",
    "latin_hashes": "I",
    "latin_terms": "I",
}
"""The type of each section, in the order of the file."""

WIDER_TYPES: Mapping[str, tuple[int, str]] = {
    "doc_langs": (2**8 - 1, "H"),
    "doc_templates": (2**16 - 1, "I"),
    "place_docs": (2**16 - 1, "I"),
    "posting_docs": (2**16 - 1, "I"),
    "record_offsets": (2**32 - 1, "Q"),
    "posting_offsets": (2**32 - 1, "Q"),
    "forward_offsets": (2**32 - 1, "Q"),
}
"""The largest number the type of a section holds, and the type it has where there is a larger one."""

NOTHING = 2**32 - 1
"""No place, no meme, or the end of a field, in sections of numbers."""

UNKNOWN_LANGUAGE = "und"
"""ISO 639's code for a language that is not known."""

TERMS_PER_KEY = 4
"""Every so many-th term has its first letters in ``term_keys``."""

HEAD_MIN_POSTINGS = 128
"""Ranges of terms with so many postings have a head."""

HEAD_SIZE = 32
"""So many memes are in a head."""

_HEADER = struct.Struct("=8sIIQ16sII")
_ENTRY = struct.Struct("=16sQQI1s3x")
_ALIGNMENT = 8


SectionContent: TypeAlias = "bytes | NDArray[Any] | Sequence[bytes] | Sequence[NDArray[Any]]"
"""What a section holds, whole or in parts one after the other; arrays may be of any type of whole numbers."""


class Section(NamedTuple):
    """Where a section lies in the file, in bytes, and its checksum."""

    type_code: str
    offset: int
    length: int
    checksum: int

    @property
    def padded_end(self) -> int:
        """Where the section ends, its filling included."""
        return self.offset + self.length + -self.length % _ALIGNMENT


def write_index(file: BinaryIO, fingerprint: bytes, sections: Mapping[str, SectionContent]) -> None:
    """Write a whole index to a file opened for writing at its start.

    Raises:
        OSError: the file cannot be written.
    """
    position = _HEADER.size + _ENTRY.size * len(SECTION_TYPES)
    file.seek(position)
    entries = []
    for name, type_code in SECTION_TYPES.items():
        content = sections[name]
        parts: Sequence[Any] = content if isinstance(content, list) else [content]
        if name in WIDER_TYPES and max(int(part.max(initial=0)) for part in parts) > WIDER_TYPES[name][0]:
            type_code = WIDER_TYPES[name][1]  # noqa: PLW2901  # the numbers need it
        length = checksum = 0
        for part in parts:
            raw = part if isinstance(part, bytes) else part.astype(type_code, copy=False).tobytes()
            file.write(raw)
            checksum = zlib.crc32(raw, checksum)
            length += len(raw)
        padding = bytes(-length % _ALIGNMENT)
        file.write(padding)
        entries.append(_ENTRY.pack(name.encode(), position, length, zlib.crc32(padding, checksum), type_code.encode()))
        position += length + len(padding)
    table = b"".join(entries)
    file.seek(0)
    file.write(_HEADER.pack(MAGIC, VERSION, len(entries), position, fingerprint, zlib.crc32(table), 0))
    file.write(table)


def read_section_table(content: memoryview, path: Path, fingerprint: bytes) -> dict[str, Section]:
    """Return where each section lies, after checking that this is a whole index of the right catalogue.

    Raises:
        IndexUnusableError: the file is of another version or catalogue.
        IndexDamagedError: the file is no index, truncated or damaged.
    """
    if len(content) < _HEADER.size:
        raise IndexDamagedError(f"{path} is too short for a search index")
    magic, version, count, file_size, of_catalog, table_checksum, zero = _HEADER.unpack_from(content)
    table_end = _HEADER.size + _ENTRY.size * count
    table = content[_HEADER.size : table_end]
    if magic == MAGIC and version != VERSION:
        raise IndexUnusableError(f"{path} has format {version}, this version reads {VERSION}")
    if magic != MAGIC or zero != 0 or len(content) != file_size or zlib.crc32(table) != table_checksum:
        raise IndexDamagedError(f"{path} is no whole search index")
    if of_catalog != fingerprint:
        raise IndexUnusableError(f"{path} belongs to another state of the catalogue")
    return {
        name.rstrip(b"\0").decode(): Section(type_code.decode(), offset, length, checksum)
        for name, offset, length, checksum, type_code in _ENTRY.iter_unpack(table)
    }
