"""The addresses the service answers at."""

import errno
import socket

import pytest

from maas_cli.errors import InvalidInputError
from maas_cli.web import listening

EVERYWHERE = "0.0.0.0"  # noqa: S104  # is what is tested


def test_port_0_takes_a_free_one_and_clients_connect_once_it_listens() -> None:
    sockets = listening.bind("127.0.0.1", 0)
    address = sockets[0].getsockname()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
    listening.listen(sockets)
    socket.create_connection(address).close()
    assert listening.url_of(sockets) == f"http://127.0.0.1:{address[1]}"
    listening.close(sockets)


def test_a_name_with_several_addresses_is_answered_at_all_of_them_on_one_port(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0)),
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 0, 0, 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    sockets = listening.bind("both", 0)
    assert len(sockets) == 2
    assert len({sock.getsockname()[1] for sock in sockets}) == 1
    assert listening.is_loopback(sockets)
    listening.close(sockets)


@pytest.mark.parametrize(
    ("host", "shown", "is_loopback"),
    [
        (EVERYWHERE, "127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "[::1]", True),
        ("::", "[::1]", False),
    ],
)
def test_an_address_for_all_of_the_machine_is_shown_as_one_that_can_be_used(
    host: str, shown: str, is_loopback: bool
) -> None:
    sockets = listening.bind(host, 0)
    assert listening.url_of(sockets) == f"http://{shown}:{sockets[0].getsockname()[1]}"
    assert listening.is_loopback(sockets) is is_loopback
    listening.close(sockets)


def test_all_of_the_machine_by_ipv6_is_reached_by_ipv4_too() -> None:
    sockets = listening.bind("::", 0)
    listening.listen(sockets)
    socket.create_connection(("127.0.0.1", sockets[0].getsockname()[1])).close()
    listening.close(sockets)


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(InvalidInputError, match=f"port {port} is out of range") as refused:
        listening.bind("127.0.0.1", port)
    assert refused.value.hint == "allowed is 1 to 65535, or 0 for a free one"


def test_a_taken_port_is_refused_with_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InvalidInputError, match=f"port {port} of 127.0.0.1 is in use") as refused:
            listening.bind("127.0.0.1", port)
    assert refused.value.hint == f"take another: maas serve {port + 1}"


def test_a_port_taken_between_binding_and_listening_is_refused() -> None:
    first = listening.bind("127.0.0.1", 0)
    second = listening.bind("127.0.0.1", first[0].getsockname()[1])
    listening.listen(first)
    with pytest.raises(InvalidInputError, match="is in use"):
        listening.listen(second)
    listening.close((*first, *second))


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 300, "", "1.2.3.4.5", "host\x00"])
def test_an_unknown_host_is_refused_by_name(host: str) -> None:
    with pytest.raises(InvalidInputError, match="the host"):
        listening.bind(host or " ", 0)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"the host '192\.0\.2\.1' is not an address of this machine"):
        listening.bind("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "port 80 may not be used by this user"),
        (errno.ENOBUFS, "cannot listen at port 80 of 127.0.0.1: "),
    ],
)
def test_what_the_system_forbids_is_said_in_words(number: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(socket.socket, "bind", forbidden)
    with pytest.raises(InvalidInputError, match=words):
        listening.bind("127.0.0.1", 80)


def test_the_last_port_is_not_followed_by_another() -> None:
    error = listening._refused(OSError(errno.EADDRINUSE, ""), "a", 65535)  # noqa: SLF001  # hard to take in a test
    assert error.hint == "take another: maas serve 65534"
