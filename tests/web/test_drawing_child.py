"""What the process that draws pictures does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket, socketpair

from maas_cli.models.meme import Meme
from maas_cli.serialize import meme_extra_to_dict, meme_to_dict
from maas_cli.web.drawing_child import HEAD, answer_all
from tests.factories import meme

OWL = meme(7, "Owl", "alone\nat last", upper="alone", lang="en", tags=("a", "b"), lat=1.5, lon=2.5, file_size=3)


def draw(shown: Meme, size: int) -> bytes:
    if size == 13:
        raise OSError("no font")
    assert shown == OWL
    return b"picture" * size


@contextmanager
def answering() -> Iterator[socket]:
    """Have a thread answer at the other end of a connection; it ends once nobody asks any more."""
    ours, theirs = socketpair()
    with theirs:
        thread = threading.Thread(target=answer_all, args=(theirs, draw))
        thread.start()
        with ours:
            yield ours
        thread.join(10)
        assert not thread.is_alive()


def line_of(size: int) -> bytes:
    return json.dumps([size, meme_to_dict(OWL), meme_extra_to_dict(OWL)]).encode() + b"\n"


def test_each_line_is_answered_in_turn_with_a_picture_or_a_report_of_why_there_is_none() -> None:
    with answering() as connection:
        connection.sendall(line_of(64) + line_of(13) + b"nonsense\n" + line_of(100_000))
        with connection.makefile("rb") as answers:
            for is_picture, expected in ((True, 64), (False, "OSError: no font"), (False, "Error"), (True, 100_000)):
                told, length = HEAD.unpack(answers.read(HEAD.size))
                content = answers.read(length)
                assert told == is_picture
                if isinstance(expected, int):
                    assert content == b"picture" * expected
                else:
                    assert expected in content.decode()


def test_it_ends_quietly_where_nobody_waits_for_the_answer() -> None:
    with answering() as connection:
        connection.sendall(line_of(1_000_000))
