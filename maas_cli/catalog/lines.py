"""Bytes to lines of text: streaming, in bounded memory, and whatever the bytes are.

Bytes that are not text become lone surrogates, which no text holds: so a damaged row is known as such and the rows
around it are not harmed.
"""

import codecs
from collections.abc import Iterable, Iterator

LONGEST_LINE = 1 << 20
"""Lines longer than this, in characters, are cut: what is left of them is still longer than this."""

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNDECODABLE = "\udcff"


def encoding_of(head: bytes) -> str:
    """Return the encoding that the byte order mark at the head of a file declares; without one it is UTF-8."""
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")


def decode(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Decode chunks, split anywhere, of UTF-8 or UTF-16, but for a byte order mark.

    Undecodable bytes become lone surrogates.
    """
    return _without_mark(_decode(chunks, encoding))


def _without_mark(texts: Iterator[str]) -> Iterator[str]:
    yield next(texts, "").removeprefix("\ufeff")
    yield from texts


def _decode(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding == "utf-8" else "surrogatepass")
    for chunk in chunks:
        yield decoder.decode(chunk)
    if decoder.getstate()[0]:
        yield _UNDECODABLE  # the last character is cut off


def split_lines(texts: Iterable[str]) -> Iterator[str]:
    r"""Cut text, in pieces split anywhere, into lines without their ends (``\n`` or ``\r\n``)."""
    pending = ""
    for text in texts:
        *whole, pending = (pending + text).split("\n")
        for line in whole:
            yield line.removesuffix("\r")
        if len(pending) > LONGEST_LINE:
            pending = pending[: LONGEST_LINE + 1]
    if pending:
        yield pending.removesuffix("\r")
