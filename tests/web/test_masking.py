"""Tokens stay out of what is written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web.masking import SECRET_NAMES, masked_parameters, secrets_in, without

CANARY = "canary+5/7"


@pytest.mark.parametrize("name", [*sorted(SECRET_NAMES), "TOKEN", "authToken", "%74oken"])
def test_what_a_secret_s_parameter_holds_is_masked(name: str) -> None:
    shown = masked_parameters(f"query=becky&{name}=canary".encode(), None)
    assert "canary" not in str(shown)
    assert shown["query"] == "becky"


@pytest.mark.parametrize(
    "query_string", ["query=canary%2B5%2F7", "query=a+canary%2B5/7+b", "canary%2B5/7=1", "%63anary%2B5%2f7"]
)
def test_the_token_that_came_beside_is_masked_wherever_it_stands(query_string: str) -> None:
    assert CANARY not in str(masked_parameters(query_string.encode(), CANARY))


def test_what_cannot_be_read_is_not_shown() -> None:
    assert masked_parameters(b"query=%zz&token=canary", None) == {"": "(cannot be read)"}
    assert secrets_in(b"query=%zz&token=canary", "x") == ["x"]


def test_all_tokens_of_a_request_are_known() -> None:
    assert secrets_in(b"token=a&query=b&secret=&apikey=c", "d") == ["a", "c", "d"]
    assert secrets_in(b"query=b", None) == []


@given(st.text(), st.text(min_size=9))
def test_a_text_without_the_token_stays_as_it_is(text: str, token: str) -> None:
    if token not in text:
        assert without(text, [token]) == text
    assert without(f"{token}|{token}", [token]) == f"{MASKED_TOKEN}|{MASKED_TOKEN}"
