"""MD5s as bytes, for many memes at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from maas_cli.search.arrays import Array

MD5_BYTES = 16
_DIGITS = "0123456789abcdef"
_NO_DIGIT = 255
_VALUES = np.full(256, _NO_DIGIT, np.uint8)
_VALUES[np.frombuffer(_DIGITS.encode(), np.uint8)] = np.arange(len(_DIGITS))
_NO_MD5 = "-" * 2 * MD5_BYTES


class Md5s(NamedTuple):
    """A row of 16 bytes for each MD5, and whether it is one, 32 lower-case hexadecimal digits; else the row is 0."""

    rows: Array
    is_md5: Array


def md5_bytes(md5s: Sequence[str]) -> Md5s:
    """Return the bytes of MD5s."""
    text = "".join([md5 if len(md5) == len(_NO_MD5) else _NO_MD5 for md5 in md5s])
    values = _VALUES[np.frombuffer(text.encode("ascii", "replace"), np.uint8)].reshape(len(md5s), len(_NO_MD5))
    is_md5 = (values != _NO_DIGIT).all(axis=1)
    rows = values[:, ::2] << 4 | values[:, 1::2]
    rows[~is_md5] = 0
    return Md5s(rows, is_md5)
