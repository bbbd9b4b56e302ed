"""URLs with bytes that are no ASCII, as curl sends them: percent-encoded before the parser, which refuses them.

What may be changed is the first line of a head and nothing else: a body that grew would no longer end where the client
says, and what follows it would be taken for another request. So where it is not certain, nothing is changed.
"""

from __future__ import annotations

import re
from typing import Final

_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_LINE_END: Final = re.compile(rb"[\r\n]")
_HEAD_END: Final = b"\r\n\r\n"
_LINE_FEEDS: Final = b"\r\n"


def escaped(line: bytes) -> bytes:
    """Return a line with every byte above 127 as a percent sign and two digits."""
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line)


def line_end(data: bytes, *, has_begun: bool) -> int | None:
    """Return where the first line of a head ends, None if its end is not there yet.

    Where the head has not begun, blank lines may come before it.
    """
    start = 0 if has_begun else len(data) - len(data.lstrip(_LINE_FEEDS))
    found = _LINE_END.search(data, start)
    return found.start() if found else None


def headers_end(data: bytes) -> int:
    """Return up to where headers may be parsed at once, so that nothing of what follows the head is."""
    if data[:1] in (b"\r", b"\n"):
        return data.find(b"\n") + 1 or len(data)
    found = data.find(_HEAD_END)
    return len(data) if found < 0 else found + len(_HEAD_END)


def is_line_open(data: bytes) -> bool:
    """Whether a head that began somewhere in this data, and has not ended, is certainly still in its first line."""
    return b"\n" not in data.rpartition(_HEAD_END)[2].lstrip(_LINE_FEEDS)
