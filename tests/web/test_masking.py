"""Tokens stay out of what is written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import AuthenticationError, StorageError
from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web.masking import (
    MOST_LOOKED_UP,
    SECRET_NAMES,
    Secrets,
    is_usual,
    masked_parameters,
    secrets_in,
    without,
)

CANARY = "canary+5/7"


class Door:
    """Knows two tokens, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def authenticate(self, token: str) -> str:
        self.asked.append(token)
        if token not in ("secret1", "se'cret"):
            raise AuthenticationError("no user has this token")
        return token


@pytest.mark.parametrize("name", [*sorted(SECRET_NAMES), "TOKEN", "authToken", "%74oken"])
def test_what_a_secret_s_parameter_holds_is_masked(name: str) -> None:
    shown = masked_parameters(f"query=becky&{name}=canary".encode(), [])
    assert "canary" not in str(shown)
    assert shown["query"] == "becky"


@pytest.mark.parametrize(
    "query_string", ["query=canary%2B5%2F7", "query=a+canary%2B5/7+b", "canary%2B5/7=1", "%63anary%2B5%2f7"]
)
def test_the_token_that_came_beside_is_masked_wherever_it_stands(query_string: str) -> None:
    assert CANARY not in str(masked_parameters(query_string.encode(), [CANARY]))


def test_what_cannot_be_read_is_not_shown() -> None:
    assert masked_parameters(b"query=%zz&token=canary", []) == {"": "(cannot be read)"}
    assert secrets_in(b"query=%zz&token=canary", "x") == ["x"]


def test_all_tokens_of_a_request_are_known() -> None:
    assert secrets_in(b"token=a&query=b&secret=&apikey=c", "d") == ["a", "c", "d"]
    assert secrets_in(b"query=b", None) == []


@given(st.text(), st.text(min_size=9))
def test_a_text_without_the_token_stays_as_it_is(text: str, token: str) -> None:
    if token not in text:
        assert without(text, [token]) == text
    assert without(f"{token}|{token}", [token]) == f"{MASKED_TOKEN}|{MASKED_TOKEN}"


@pytest.mark.parametrize(
    ("path", "query_string"),
    [("/secret1", b""), ("/api/secret1/x", b""), ("/", b"uid=secret1"), ("/", b"key=secret%31"), ("/", b"secret1=x"),
     ("/", b"secret1"), ("/", b"query=+secret1+")],
)  # fmt: skip
def test_a_user_s_token_is_found_wherever_it_stands(path: str, query_string: bytes) -> None:
    assert Secrets(Door().authenticate).of(path, query_string, "other") == ["secret1", "other"]


def test_what_is_nobody_s_token_is_none() -> None:
    assert Secrets(Door().authenticate).of("/nope", b"uid=abc&query=%zz", None) == []


def test_only_so_many_values_are_looked_up_and_the_others_are_not_written_down() -> None:
    door = Door()
    found = Secrets(door.authenticate).of("/".join(f"p{number}" for number in range(100)), b"", None)
    assert len(door.asked) == MOST_LOOKED_UP
    assert sorted(found) == sorted(f"p{number}" for number in range(MOST_LOOKED_UP, 100))


@pytest.mark.parametrize("error", [StorageError("locked"), RuntimeError("a bug")])
def test_where_nobody_can_say_whether_it_is_a_token_it_may_be(error: Exception) -> None:
    def authenticate(_: str) -> None:
        raise error

    assert Secrets(authenticate).of("/", b"key=becky", None) == ["key", "becky"][::-1]


def test_a_text_is_told_without_the_tokens_it_repeats_and_nothing_else_is_looked_up() -> None:
    door = Door()
    secrets = Secrets(door.authenticate)
    assert secrets.masked("no 'secret1' for 'becky'", "/nope", b"1=secret1&2=becky&3=dog", None) == (
        f"no '{MASKED_TOKEN}' for 'becky'"
    )
    assert door.asked == ["1", "secret1", "becky"]
    assert secrets.masked(f"no {chr(34)}se'cret{chr(34)}", "/", b"x=se'cret", None) == f'no "{MASKED_TOKEN}"'


def test_the_longest_is_masked_first_so_that_no_end_of_it_stays() -> None:
    assert Secrets(Door().authenticate).of("/", b"token=secret1-and-more&uid=secret1", None)[0] == "secret1-and-more"


def test_a_token_that_python_would_write_differently_is_masked_too() -> None:
    assert without(f"no {'a' + chr(92) + 'b'!r}", ["a" + chr(92) + "b"]) == f"no '{MASKED_TOKEN}'"


def test_parameters_that_are_known_are_usual() -> None:
    assert is_usual(b"query=becky&LAT=1&lon=2&token=x&uid=7")
    assert not is_usual(b"query=becky&key=x")
    assert not is_usual(b"query=%zz")
