"""What the process that draws pictures does: it answers each line that asks for a picture, until nobody asks any more.

A line is a JSON list of the size, the meme's seven keys and its further ones. An answer is a head of 5 bytes, whether
it is a picture (1) or a report of why there is none (0) and its length, then the PNG or the report.
"""

import json
import os
import signal
import socket
import struct
import traceback
from typing import TYPE_CHECKING, Final

from maas_cli.serialize import meme_from_dicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.models.meme import Meme

HEAD: Final = struct.Struct("!?I")

_LOWEST_PRIORITY: Final = 19
_STDIN: Final = 0


def main() -> None:
    """Draw what is asked for through the socket that stands in the place of stdin."""
    for told in (signal.SIGINT, signal.SIGTERM):  # answers under way are finished; then the one who asked is gone
        signal.signal(told, signal.SIG_IGN)
    os.nice(_LOWEST_PRIORITY)  # searches come first
    with socket.socket(fileno=_STDIN) as connection:
        answer_all(connection, _draw)


def answer_all(connection: socket.socket, draw: "Callable[[Meme, int], bytes]") -> None:
    """Answer whatever is asked until the other side is gone."""
    try:
        with connection.makefile("rb") as lines:
            for line in lines:
                connection.sendall(_answer(line, draw))
    except ConnectionError:  # it went without waiting for its answer
        return


def _answer(line: bytes, draw: "Callable[[Meme, int], bytes]") -> bytes:
    try:
        size, fields, further = json.loads(line)
        picture = draw(meme_from_dicts(fields, further), size)
    except Exception:  # noqa: BLE001  # whatever it is, the next picture may be drawn
        report = traceback.format_exc().encode("utf-8", "replace")
        return HEAD.pack(False, len(report)) + report  # noqa: FBT003  # struct takes no names
    return HEAD.pack(True, len(picture)) + picture  # noqa: FBT003  # as above


def _draw(meme: "Meme", size: int) -> bytes:
    from maas_cli.render import picture_png  # noqa: PLC0415  # what it cannot load is part of the report

    return picture_png(meme, size)
