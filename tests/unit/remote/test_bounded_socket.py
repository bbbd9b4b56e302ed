"""The socket that gives up."""

import socket
import time
from collections.abc import Iterator

import pytest

from maas_cli.remote.bounded_socket import AnswerTooLargeError, BoundedSocket, Bounds


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_is_sent_and_received_is_what_was_given(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    bounded = BoundedSocket(ours, Bounds())
    bounded.sendall(b"question")
    assert theirs.recv(100) == b"question"
    theirs.sendall(b"line one\nline two")
    theirs.close()
    file = bounded.makefile("rb")
    assert (file.readline(), file.read()) == (b"line one\n", b"line two")


@pytest.mark.parametrize("bounds", [Bounds(silence_seconds=0.02), Bounds(whole_seconds=0.02)])
def test_a_silence_ends_the_wait_and_so_does_the_time_in_all(
    pair: tuple[socket.socket, socket.socket], bounds: Bounds
) -> None:
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        BoundedSocket(pair[0], bounds).makefile("rb").read(1)
    assert 0.01 <= time.monotonic() - began < 5


def test_bytes_that_drip_in_do_not_make_the_wait_longer(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    file = BoundedSocket(ours, Bounds(silence_seconds=5, whole_seconds=0.1)).makefile("rb")

    def drip() -> None:
        for _ in range(1000):
            theirs.sendall(b"x")
            file.read(1)
            time.sleep(0.01)

    with pytest.raises(TimeoutError):
        drip()


def test_nothing_is_sent_after_the_time_in_all(pair: tuple[socket.socket, socket.socket]) -> None:
    bounded = BoundedSocket(pair[0], Bounds(whole_seconds=0))
    with pytest.raises(TimeoutError):
        bounded.sendall(b"question")


def test_more_bytes_than_are_wanted_are_refused(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    theirs.sendall(b"x" * 11)
    with pytest.raises(AnswerTooLargeError):
        BoundedSocket(ours, Bounds(largest_bytes=10)).makefile("rb").read(11)
    theirs.sendall(b"x" * 10)
    assert BoundedSocket(ours, Bounds(largest_bytes=10)).makefile("rb").read(10) == b"x" * 10


def test_closing_it_leaves_the_socket_open(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    BoundedSocket(ours, Bounds()).close()
    ours.sendall(b"still here")
    assert theirs.recv(100) == b"still here"
