"""Addresses of servers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import InvalidSettingError
from maas_cli.remote.address import parse_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://memes.example.org", "https://memes.example.org"),
        ("https://memes.example.org/", "https://memes.example.org"),
        ("HTTP://Memes.example.org:8080/maas//", "http://memes.example.org:8080/maas"),
        ("http://[::1]:8080/a/b/", "http://[::1]:8080/a/b"),
        ("http://localhost/größe/a%20b", "http://localhost/gr%C3%B6%C3%9Fe/a%20b"),
        ("http://bücher.example", "http://bücher.example"),
    ],
)
def test_an_address_may_have_a_port_a_path_and_slashes_at_its_end(text: str, shown: str) -> None:
    assert str(parse_address(text)) == shown


def test_an_address_is_taken_apart() -> None:
    address = parse_address("https://[::1]:8443/maas/")
    assert (address.scheme, address.host, address.port, address.prefix) == ("https", "::1", 8443, "/maas")
    assert parse_address("http://localhost").port is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("localhost:8080", "the server 'localhost:8080' is no address of http or https"),
        ("memes.example.org", "the server 'memes.example.org' is no address of http or https"),
        ("ftp://example.org", "the server 'ftp://example.org' is no address of http or https"),
        ("http://", "the server 'http://' is no address of http or https"),
        ("http:///memes", "the server 'http:///memes' is no address of http or https"),
        ("http://host:0", "the server 'http://host:0' is no address"),
        ("http://host:99999", "the server 'http://host:99999' is no address"),
        ("http://host:port", "the server 'http://host:port' is no address"),
        ("http://[::1", "the server 'http://[::1' is no address"),
        ("http://a..b", "the server 'http://a..b' is no address"),
        (f"http://{'a' * 64}.org", f"the server 'http://{'a' * 64}.org' is no address"),
        ("http://ho st", "the server 'http://ho st' is no address"),
        ("http://host/\x1b[2J", "the server 'http://host/\\x1b[2J' is no address"),
        ("http://host/\udcff", "the server 'http://host/\\udcff' is no address"),
        ("http://host/?query=cat", "the server 'http://host/' holds more than a path"),
        ("http://host/#top", "the server 'http://host/#top' holds more than a path"),
    ],
)
def test_what_is_no_address_of_a_server_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        parse_address(text)
    assert str(caught.value) == message
    assert "https://memes.example.org" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "https://me:canary@host",
        "https://canary@host:8080/x",
        "me:canary@host",
        "http://host:0/?token=canary",
        "ftp://a@canary@host",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        parse_address(text)
    assert "canary" not in str(caught.value)


@given(st.one_of(st.text(), st.text().map("http://host{}".format), st.text().map("https://{}".format)))
def test_any_text_is_an_address_or_refused_on_one_line(text: str) -> None:
    try:
        address = parse_address(text)
    except InvalidSettingError as error:
        assert str(error).isprintable()  # noqa: PT017  # any text may be either
    else:
        assert parse_address(str(address)) == address
        assert address.prefix.isascii()


@pytest.mark.parametrize(
    ("text", "is_loopback"),
    [
        ("http://localhost:8080", True),
        ("http://LOCALHOST", True),
        ("http://memes.localhost", True),
        ("http://127.0.0.1", True),
        ("http://127.9.9.9:80", True),
        ("http://[::1]", True),
        ("http://0.0.0.0", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://192.168.0.1", False),
    ],
)
def test_an_address_of_this_machine_is_recognised(text: str, is_loopback: bool) -> None:
    assert parse_address(text).is_loopback is is_loopback


def test_only_https_is_encrypted() -> None:
    assert parse_address("https://localhost").is_encrypted
    assert not parse_address("http://localhost").is_encrypted
