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

Sections, by name, with the element type (``array`` type codes: B u8, H u16, I u32, Q u64, d f64); *n* memes
numbered 0 to n-1 in catalogue order, *t* terms numbered in code-point order, *p* postings:

================= ==== ======================================================================================
name              type holds
================= ==== ======================================================================================
meta              B    JSON: facts of the catalogue and of the build, the language codes, the counts
doc_offsets       Q    n+1 byte offsets into docs
docs              B    each meme's seven keys of the wire shape, as one JSON line
extra_offsets     Q    n+1 byte offsets into extras
extras            B    each meme's further keys as JSON, nothing where there are none
term_offsets      I    t+1 byte offsets into terms
terms             B    the terms in UTF-8, sorted, each ended by a line feed
posting_offsets   Q    t+1 element offsets into the two sections below
posting_docs      I    p memes holding the term, ascending for each term
posting_impacts   H    p contributions to relevance (BM25), in units of 1/1024
forward_offsets   Q    n+1 element offsets into forward_terms
forward_terms     I    each meme's words as terms in order: name, 2**32-1, text
template_offsets  I    byte offsets into templates, one more than there are templates
templates         B    the template names in UTF-8, in order of first appearance
doc_templates     I    n template numbers
doc_langs         H    n positions in meta's list of language codes
groups            I    n numbers of the first meme that this one is a copy of (itself if of none)
latitudes         d    n degrees, NaN without a place
longitudes        d    n degrees, NaN without a place
deletion_hashes   I    CRC-32 of each short term with one letter left out, ascending
deletion_terms    I    the term each of those comes from
scan_offsets      I    258 element offsets into the next two, by the term's length in letters (0 to 255, longer)
scan_masks        I    letter masks of the terms without digits, by length
scan_terms        I    the term each mask belongs to
================= ==== ======================================================================================
"""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from maas_cli.errors import IndexDamagedError, IndexUnusableError

if TYPE_CHECKING:
    from array import array

MAGIC = b"MAASIDX\n"
VERSION = 1
FINGERPRINT_BYTES = 16

SECTION_TYPES: Mapping[str, str] = {
    "meta": "B",
    "doc_offsets": "Q",
    "docs": "B",
    "extra_offsets": "Q",
    "extras": "B",
    "term_offsets": "I",
    "terms": "B",
    "posting_offsets": "Q",
    "posting_docs": "I",
    "posting_impacts": "H",
    "forward_offsets": "Q",
    "forward_terms": "I",
    "template_offsets": "I",
    "templates": "B",
    "doc_templates": "I",
    "doc_langs": "H",
    "groups": "I",
    "latitudes": "d",
    "longitudes": "d",
    "deletion_hashes": "I",
    "deletion_terms": "I",
    "scan_offsets": "I",
    "scan_masks": "I",
    "scan_terms": "I",
}
"""The type of each section, in the order of the file."""

IMPACT_UNITS = 1024
FIELD_SEPARATOR = 2**32 - 1
UNKNOWN_LANGUAGE = "und"
"""ISO 639's code for a language that is not known."""

LONGEST_SCAN_LENGTH = 256
"""Terms of this length and longer share the last slot of ``scan_offsets``."""

LONGEST_DELETION_TERM = 8
"""Longer terms are within reach of a query word of eight letters and more only, which the scan serves."""

_HEADER = struct.Struct("=8sIIQ16sII")
_ENTRY = struct.Struct("=16sQQI1s3x")
_ALIGNMENT = 8


SectionContent: TypeAlias = "bytes | bytearray | array[int] | array[float]"


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
        content = memoryview(sections[name]).cast("B")
        padding = bytes(-len(content) % _ALIGNMENT)
        file.write(content)
        file.write(padding)
        checksum = zlib.crc32(padding, zlib.crc32(content))
        entries.append(_ENTRY.pack(name.encode(), position, len(content), checksum, type_code.encode()))
        position += len(content) + len(padding)
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
