"""Whose address counts where requests come through reverse proxies, and that nobody can make one up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import InvalidSettingError
from maas_cli.web.proxies import Proxies
from maas_cli.web.settings import WebSettings
from tests.web.face import Parts, make_face

PROXY = "10.0.0.7"
OTHERS = "192.168.0.0/16"
TRUSTED = Proxies([PROXY, OTHERS, "fd00::/8"])


def address(peer: str | None, *fields: bytes, proxies: Proxies = TRUSTED) -> str:
    scope: dict[str, Any] = {
        "client": None if peer is None else (peer, 1234),
        "headers": [(b"host", b"a"), *((b"x-forwarded-for", field) for field in fields)],
    }
    return proxies.address_of(scope)


@pytest.mark.parametrize(
    ("peer", "fields", "expected"),
    [
        (PROXY, [], PROXY),
        (PROXY, [b""], PROXY),
        (PROXY, [b"203.0.113.9"], "203.0.113.9"),
        (PROXY, [b" 203.0.113.9 , 192.168.4.4\t"], "203.0.113.9"),
        (PROXY, [b"203.0.113.9", b"192.168.4.4"], "203.0.113.9"),
        (PROXY, [b"203.0.113.9,,"], "203.0.113.9"),
        (PROXY, [b"203.0.113.9:4711"], "203.0.113.9"),
        (PROXY, [b"[2001:db8::9]:4711"], "2001:db8::9"),
        (PROXY, [b"[2001:db8::9]"], "2001:db8::9"),
        (PROXY, [b"2001:DB8:0::9"], "2001:db8::9"),
        (PROXY, [b"::ffff:203.0.113.9"], "203.0.113.9"),
        ("fd00::1", [b"2001:db8::9, fd12::1"], "2001:db8::9"),
        (f"::ffff:{PROXY}", [b"203.0.113.9"], "203.0.113.9"),
        (PROXY, [b"192.168.4.4, 192.168.4.5"], "192.168.4.4"),
    ],
)
def test_the_client_is_the_last_one_that_is_no_proxy(peer: str, fields: list[bytes], expected: str) -> None:
    assert address(peer, *fields) == expected


@pytest.mark.parametrize(
    ("peer", "fields", "expected"),
    [
        ("203.0.113.9", [b"198.51.100.1"], "203.0.113.9"),
        ("10.0.0.8", [b"198.51.100.1"], "10.0.0.8"),
        (PROXY, [b"198.51.100.1, 203.0.113.9"], "203.0.113.9"),
        (PROXY, [b"198.51.100.1", b"203.0.113.9"], "203.0.113.9"),
        (PROXY, [b"10.0.0.7, 203.0.113.9, 192.168.4.4"], "203.0.113.9"),
        (PROXY, [b"198.51.100.1 203.0.113.9"], PROXY),
        (PROXY, [b"198.51.100.1, unknown"], PROXY),
        (PROXY, [b"198.51.100.1, unknown, 192.168.4.4"], "192.168.4.4"),
        (PROXY, [b"\xff\xfe"], PROXY),
        (PROXY, [b'198.51.100.1, "}{evil'], PROXY),
        (PROXY, [b"300.1.1.1"], PROXY),
        (PROXY, [b"198.51.100.1," + b"x" * 5000], PROXY),
        ("", [b"198.51.100.1"], ""),
        (None, [b"198.51.100.1"], ""),
        ("a socket", [b"198.51.100.1"], "a socket"),
    ],
)
def test_nobody_can_make_an_address_up(peer: str | None, fields: list[bytes], expected: str) -> None:
    assert address(peer, *fields) == expected


@given(st.binary(max_size=60), st.sampled_from(["203.0.113.9", "2001:db8::9"]))
def test_whatever_a_client_sends_the_address_that_the_proxy_saw_counts(made_up: bytes, seen: str) -> None:
    appended = made_up.replace(b"\r", b"").replace(b"\n", b"") + b", " + seen.encode()
    assert address(PROXY, appended) == seen
    assert address(seen, made_up) == seen


@pytest.mark.parametrize("text", ["", "proxy", "10.0.0.7/8", "10.0.0.0/33", "10.0.0.256", "*"])
def test_what_names_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(InvalidSettingError, match="is neither an address nor a network"):
        WebSettings(proxies=(text,))


def test_limits_and_log_take_the_client_s_address_from_a_trusted_proxy_only(parts: Parts) -> None:
    face = make_face(parts, rate=0.001, burst=1, proxies=(PROXY,))
    headers = [(b"host", b"a"), (b"x-forwarded-for", b"203.0.113.9")]
    other = [(b"host", b"a"), (b"x-forwarded-for", b"203.0.113.10")]
    asked = [(PROXY, headers), (PROXY, other), (PROXY, headers), ("10.0.0.8", headers), ("10.0.0.8", other)]
    assert [face.ask_raw("/openapi.json", given, address=peer) for peer, given in asked] == [200, 200, 429, 200, 429]
    clients = [line["client"] for line in face.logged()]
    assert clients == ["203.0.113.9", "203.0.113.10", "203.0.113.9", "10.0.0.8", "10.0.0.8"]


def test_without_proxies_the_field_is_ignored(parts: Parts) -> None:
    face = make_face(parts)
    face.ask_raw("/api/health", [(b"host", b"a"), (b"x-forwarded-for", b"203.0.113.9")], address="127.0.0.1")
    assert face.logged()[0]["client"] == "127.0.0.1"
