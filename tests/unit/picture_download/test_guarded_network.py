import socket
import time
from collections.abc import Callable

import httpcore2
import pytest

from maas_cli.errors import PictureError
from maas_cli.picture_download.guarded_network import Deadline, GuardedNetwork
from maas_cli.picture_download.public_addresses import Address, is_public
from tests.unit.picture_download.samples import let_mean
from tests.unit.remote.scripted_server import answer_of, serving


def network(is_allowed: Callable[[Address], bool] = lambda _: True, seconds: float = 30.0) -> GuardedNetwork:
    return GuardedNetwork(is_allowed, Deadline(seconds))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "0", "::1", "::ffff:127.0.0.1", "10.0.0.1"]
)
def test_this_machine_and_private_networks_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(PictureError) as caught:
        network(is_public).connect_tcp(host, 80)
    assert str(caught.value) == f"no picture is fetched from {host}: that is this machine, or in a private network"


def test_a_name_that_means_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    let_mean(monkeypatch, {"metadata.example": ["169.254.169.254", "fd00::1"]})
    with pytest.raises(PictureError, match=r"no picture is fetched from metadata\.example"):
        network(is_public).connect_tcp("metadata.example", 80)


def test_a_name_is_looked_up_once_and_the_connection_goes_to_the_address_that_was_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[str] = []

    def is_allowed(address: Address) -> bool:
        judged.append(str(address))
        return address.is_loopback

    with serving(answer_of("200 OK")) as server:
        looked_up = let_mean(monkeypatch, {"memes.example": ["10.0.0.1", "127.0.0.1", "127.0.0.1"]})
        stream = network(is_allowed).connect_tcp("memes.example", server.address[1], 5.0)
        assert stream.get_extra_info("server_addr") == server.address
        stream.close()
    assert looked_up == ["memes.example"]
    assert judged == ["10.0.0.1", "127.0.0.1"]


def test_where_one_address_does_not_answer_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer_of("200 OK")) as server:
        let_mean(monkeypatch, {"memes.example": ["::1", "127.0.0.1"]})  # the server is on the second alone
        stream = network().connect_tcp("memes.example", server.address[1], 5.0)
        assert stream.get_extra_info("server_addr") == server.address
        stream.close()


def test_where_no_address_answers_that_is_said() -> None:
    with pytest.raises(httpcore2.ConnectError, match="refused"):
        network().connect_tcp("127.0.0.1", free_port(), 5.0)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 64 + ".example"])
def test_a_host_that_is_none_is_said(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if host.endswith(".invalid"):
        monkeypatch.setattr(socket, "getaddrinfo", _nothing_found)
    with pytest.raises(httpcore2.ConnectError, match="there is no such host, or no network"):
        network().connect_tcp(host, 80, 5.0)


def _nothing_found(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "unknown")


def test_a_wait_ends_with_the_silence_or_with_the_time_in_all() -> None:
    assert Deadline(30.0).at_most(10.0) == 10.0
    assert 0 < Deadline(5.0).at_most(10.0) <= 5.0
    assert 0 < Deadline(5.0).at_most(None) <= 5.0
    with pytest.raises(httpcore2.ReadTimeout):
        Deadline(0.0).at_most(10.0)


def read_all(stream: httpcore2.NetworkStream) -> None:
    while stream.read(1, 5.0):
        pass


def test_a_server_that_drips_is_given_up_at_the_deadline() -> None:
    with serving([b"x"] * 100, pause_seconds=0.05) as server:
        stream = network(seconds=0.3).connect_tcp(*server.address, 5.0)
        stream.write(b"GET / HTTP/1.1\r\n\r\n", 5.0)
        begun = time.monotonic()
        with pytest.raises(httpcore2.ReadTimeout):
            read_all(stream)
        assert time.monotonic() - begun < 1.0
        with pytest.raises(httpcore2.ReadTimeout):
            stream.write(b"more", 5.0)
        stream.close()
