"""What a journal looks like: a file of 64-byte cells, of which the header says how many are complete.

::

    header   magic 8 bytes | version u32 | bytes of a cell u32 | incarnation u64 | checksum u32 | 0 u32 | cells u64
    others   counter u64 | checksum u32 | kind u32 | 48 bytes, which depend on the kind:
      lease  user id u64 | born (ms) u64
      tally  cost of a call u64 | cell of its lease u32 | cell of its endpoint's name u32; the counter is its calls
      name   bytes of the text u32 | the text in UTF-8, going on in as many whole cells as it takes

Numbers are in the byte order of the machine, for a journal never leaves it; on another the version is senseless. A
checksum (CRC-32) is of all of a cell but counter and checksum, and in a header of what stands before it. Only counters
and the number of cells ever change, each in one store of 8 bytes: whenever the writer is killed, what can be read is
whole. A machine that loses its power may still garble it, and then a checksum tells.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from maas_cli.accounts.checks import MAX_ENDPOINT_LENGTH
from maas_cli.accounts.leases.protocol import Slot

CELL = 64
WORDS = CELL // 8
"""Counters are addressed in words of 8 bytes: that of cell n is word ``n * WORDS``."""

CELLS_WORD = 4
"""The word of the header that holds the number of complete cells, itself included."""

_MAGIC = b"maasjrnl"
_VERSION = 1
_HEADER = struct.Struct("=8sIIQ")
_CHECKSUM = struct.Struct("=I")
_CELL_HEAD = struct.Struct("=QII")
_LEASE_BODY = struct.Struct("=QQ")
_TALLY_BODY = struct.Struct("=QII")
_NAME_BODY = struct.Struct("=I")
_LEASE, _TALLY, _NAME = 1, 2, 3
_MAX_NAME_BYTES = 4 * MAX_ENDPOINT_LENGTH
_BEFORE_BODY = _CELL_HEAD.size

MOST_CELLS_OF_A_TALLY = 1 + -(-(_BEFORE_BODY + _NAME_BODY.size + _MAX_NAME_BYTES) // CELL)
"""A tally takes one cell, and the name of its endpoint so many more, unless it is recorded already."""


class JournalError(ValueError):
    """A file is not a journal, or not one that can be read."""


@dataclass(slots=True)
class Recorded:
    """What a journal holds of one lease."""

    uid: int
    born: int
    calls: dict[Slot, int] = field(default_factory=dict)


@dataclass(slots=True)
class Content:
    """What a journal holds: the last lease of each user, and in words what of it cannot be read, empty if nothing."""

    incarnation: int
    leases: Mapping[int, Recorded]
    torn: str = ""


class LeaseCell(NamedTuple):
    """The cell of a lease: the user's id, and when it was born in ms."""

    uid: int
    born: int


class TallyCell(NamedTuple):
    """The cell that counts calls: what one costs, and the cells of its lease and of its endpoint's name."""

    cost: int
    lease: int
    name: int


def encode_header(incarnation: int) -> bytes:
    """Return the header of a journal of no cells but that one."""
    fixed = _HEADER.pack(_MAGIC, _VERSION, CELL, incarnation)
    return (fixed + _CHECKSUM.pack(zlib.crc32(fixed)) + bytes(4) + struct.pack("=Q", 1)).ljust(CELL, b"\0")


def encode_lease(uid: int, born: int) -> bytes:
    """Return the cell of a lease."""
    return _encode(_LEASE, _LEASE_BODY.pack(uid, born), 0)


def encode_tally(slot: Slot, lease_cell: int, name_cell: int, calls: int) -> bytes:
    """Return the cell that counts the calls of a slot."""
    return _encode(_TALLY, _TALLY_BODY.pack(slot.cost, lease_cell, name_cell), calls)


def encode_name(endpoint: str) -> bytes:
    """Return the cells of an endpoint's name."""
    text = endpoint.encode()
    return _encode(_NAME, _NAME_BODY.pack(len(text)) + text, 0)


def _encode(kind: int, body: bytes, counter: int) -> bytes:
    size = -(-(_BEFORE_BODY + len(body)) // CELL) * CELL
    rest = (struct.pack("=I", kind) + body).ljust(size - _BEFORE_BODY + 4, b"\0")
    return struct.pack("=QI", counter, zlib.crc32(rest)) + rest


def read_header(view: memoryview) -> int:
    """Return whose journal it is: its incarnation.

    Raises:
        JournalError: it is not a journal of this version, or its header is garbled.
    """
    fixed = bytes(view[: _HEADER.size])
    if len(view) < CELL or not fixed.startswith(_MAGIC):
        raise JournalError("it is not a journal of maas")
    _, version, cell, incarnation = _HEADER.unpack(fixed)
    if (version, cell) != (_VERSION, CELL):
        raise JournalError(f"it is of version {version}; this maas reads version {_VERSION}")
    if _CHECKSUM.unpack_from(view, _HEADER.size) != (zlib.crc32(fixed),):
        raise JournalError("its header is garbled")
    return int(incarnation)


def decode(view: memoryview) -> Content:
    """Read the bytes of a journal, which may be in use.

    Raises:
        JournalError: it is not a journal of this version, or its header is garbled.
    """
    incarnation = read_header(view)
    there = len(view) // CELL
    words = view[: there * CELL].cast("Q")
    cells = words[CELLS_WORD]
    reader = _Reader(words)
    torn = reader.read(view, min(cells, there))
    if cells > there and not torn:
        torn = f"it ends before its cell {there}"
    return Content(incarnation, reader.last_leases(), torn)


class _Reader:
    """Goes through the cells of a journal once. Counters are read as words, each in one load, for they change."""

    def __init__(self, words: memoryview) -> None:
        self._words = words
        self._names: dict[int, str] = {}
        self._leases: dict[int, Recorded] = {}

    def read(self, view: memoryview, end: int) -> str:
        """Read up to a cell or the first one that cannot be read; return what is wrong with that, or nothing."""
        cell = 1
        try:
            for cell, record in records(view, 1, end):
                self._take(cell, record)
        except JournalError as error:
            return str(error)
        except KeyError:
            return f"its cell {cell} is garbled"
        return ""

    def last_leases(self) -> dict[int, Recorded]:
        """Return the lease of each user that was born last: when one begins, the ones before are settled."""
        return {lease.uid: lease for lease in sorted(self._leases.values(), key=lambda lease: lease.born)}

    def _take(self, cell: int, record: LeaseCell | TallyCell | str) -> None:
        if isinstance(record, LeaseCell):
            self._leases[cell] = Recorded(record.uid, record.born)
        elif isinstance(record, TallyCell):
            self._leases[record.lease].calls[Slot(self._names[record.name], record.cost)] = self._words[cell * WORDS]
        else:
            self._names[cell] = record


def records(view: memoryview, first: int, end: int) -> Iterator[tuple[int, LeaseCell | TallyCell | str]]:
    """Yield the records that begin with a cell, up to another one; names of endpoints as texts.

    Raises:
        JournalError: one is garbled; all before it were yielded.
    """
    cell = first
    while cell < end:
        try:
            record, size = _record(view, cell, end)
        except (ValueError, struct.error) as error:
            raise JournalError(f"its cell {cell} is garbled") from error
        yield cell, record
        cell += size


def _record(view: memoryview, cell: int, end: int) -> tuple[LeaseCell | TallyCell | str, int]:
    """Return one record and how many cells it takes.

    Raises:
        ValueError, struct.error: it cannot be read.
    """
    at = cell * CELL
    _, checksum, kind = _CELL_HEAD.unpack_from(view, at)
    size = _size(view, at, kind)
    after = at + size * CELL
    if cell + size > end or zlib.crc32(view[at + _BEFORE_BODY - 4 : after]) != checksum:
        raise JournalError(f"cell {cell}")
    body = view[at + _BEFORE_BODY : after]
    if kind == _LEASE:
        return LeaseCell(*_LEASE_BODY.unpack_from(body)), size
    if kind == _TALLY:
        return TallyCell(*_TALLY_BODY.unpack_from(body)), size
    (length,) = _NAME_BODY.unpack_from(body)
    return str(bytes(body[_NAME_BODY.size : _NAME_BODY.size + length]), "utf-8"), size


def _size(view: memoryview, at: int, kind: int) -> int:
    if kind in (_LEASE, _TALLY):
        return 1
    (length,) = _NAME_BODY.unpack_from(view, at + _BEFORE_BODY)
    if kind != _NAME or length > _MAX_NAME_BYTES:
        raise JournalError(f"byte {at}")
    return int(-(-(_BEFORE_BODY + _NAME_BODY.size + length) // CELL))
