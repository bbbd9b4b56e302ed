"""Where land is, to a degree: the file ``land.bin``, made from the coasts of Natural Earth.

A bit for each square degree, 1 for land: 180 rows from the North Pole to the South Pole, in each 360 columns from the
180th meridian eastwards, the highest bit of a byte first. 8,100 bytes, nothing before, between or behind.
"""

import functools
from collections.abc import Iterable
from typing import Final

from maas_cli.errors import StorageError
from maas_cli.packaged import land_mask

ROWS: Final = 180
COLUMNS: Final = 360

_BYTE: Final = 8


@functools.cache
def land_rows() -> tuple[bytes, ...]:
    """Return the rows from north to south; in each 360 bytes from west to east, 1 for land and 0 for water.

    Raises:
        StorageError: the file that came with maas is missing or damaged.
    """
    file = land_mask()
    try:
        return decode_land(file.read_bytes())
    except (OSError, ValueError) as error:
        raise StorageError(f"cannot read {file}: {error}", hint="install maas again") from error


def encode_land(rows: Iterable[Iterable[bool]]) -> bytes:
    """Return the file for rows as :func:`land_rows` gives them."""
    bits = "".join("01"[is_land] for row in rows for is_land in row)
    return int(bits, 2).to_bytes(len(bits) // _BYTE, "big")


def decode_land(content: bytes) -> tuple[bytes, ...]:
    """Return the rows of a file.

    Raises:
        ValueError: it is no such file, or not all of it.
    """
    if len(content) * _BYTE != ROWS * COLUMNS:
        raise ValueError("the mask of land is damaged")
    eight_columns = [bytes(byte >> bit & 1 for bit in reversed(range(_BYTE))) for byte in range(256)]
    columns = b"".join(map(eight_columns.__getitem__, content))
    return tuple(columns[start : start + COLUMNS] for start in range(0, len(columns), COLUMNS))
