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
from collections.abc import Mapping
from dataclasses import dataclass, field

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


def decode(view: memoryview) -> Content:
    """Read the bytes of a journal, which may be in use.

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
    reader = _Reader(view)
    torn = reader.read()
    return Content(incarnation, reader.last_leases(), torn)


class _Reader:
    """Goes through the cells of a journal once."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._words = view[: len(view) // CELL * CELL].cast("Q")
        self._names: dict[int, str] = {}
        self._leases: dict[int, Recorded] = {}

    def read(self) -> str:
        """Read up to the end or the first cell that cannot be read; return what is wrong with that, or nothing."""
        there, cell = len(self._words) // WORDS, 1
        cells = self._words[CELLS_WORD]
        while cell < min(cells, there):
            try:
                cell += self._read_cell(cell, min(cells, there))
            except (ValueError, KeyError, struct.error):
                return f"its cell {cell} is garbled"
        return f"it ends before its cell {there}" if cells > there else ""

    def last_leases(self) -> dict[int, Recorded]:
        """Return the lease of each user that was born last: when one begins, the ones before are settled."""
        return {lease.uid: lease for lease in sorted(self._leases.values(), key=lambda lease: lease.born)}

    def _read_cell(self, cell: int, cells: int) -> int:
        """Read one record and return how many cells it takes.

        Raises:
            ValueError, KeyError, struct.error: it cannot be read.
        """
        at = cell * CELL
        _, checksum, kind = _CELL_HEAD.unpack_from(self._view, at)
        size = self._size(at, kind)
        end = at + size * CELL
        if cell + size > cells or zlib.crc32(self._view[at + _BEFORE_BODY - 4 : end]) != checksum:
            raise JournalError(f"cell {cell}")
        body = self._view[at + _BEFORE_BODY : end]
        if kind == _LEASE:
            self._leases[cell] = Recorded(*_LEASE_BODY.unpack_from(body))
        elif kind == _TALLY:
            cost, lease, name = _TALLY_BODY.unpack_from(body)
            self._leases[lease].calls[Slot(self._names[name], cost)] = self._words[cell * WORDS]
        else:
            (length,) = _NAME_BODY.unpack_from(body)
            self._names[cell] = str(bytes(body[_NAME_BODY.size : _NAME_BODY.size + length]), "utf-8")
        return size

    def _size(self, at: int, kind: int) -> int:
        if kind in (_LEASE, _TALLY):
            return 1
        (length,) = _NAME_BODY.unpack_from(self._view, at + _BEFORE_BODY)
        if kind != _NAME or length > _MAX_NAME_BYTES:
            raise JournalError(f"byte {at}")
        return int(-(-(_BEFORE_BODY + _NAME_BODY.size + length) // CELL))
