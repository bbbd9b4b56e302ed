from typing import Any

import pytest

from maas_cli.accounts import tokens
from maas_cli.accounts.checks import MAX_COUNT
from maas_cli.accounts.user_entry import UserEntry, read_entry, total_hits
from maas_cli.errors import InvalidInputError

ALICE = {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000}


def test_an_entry_of_the_original_is_read() -> None:
    entry = read_entry("10", {**ALICE, "hits": {"/api/memes": 41, "/x": 1}})

    assert entry == UserEntry(10, "Alice", tokens.digest("secret1"), 1000, {"/api/memes": 41, "/x": 1}, "secret1")
    assert entry.hits_total == 42


@pytest.mark.parametrize("hits", [{}, {"hits": None}, {"hits": {}}])
def test_hits_may_be_absent_null_or_empty(hits: dict[str, Any]) -> None:
    assert read_entry("10", ALICE | hits).hits == {}


def test_a_token_may_be_known_by_its_digest_alone() -> None:
    entry = read_entry("10", {**ALICE, "authToken": tokens.write_digest(tokens.digest("secret1"))})

    assert entry.token is None
    assert entry.token_digest == tokens.digest("secret1")


def test_a_user_may_be_disabled() -> None:
    assert read_entry("10", {**ALICE, "disabled": True}).disabled
    assert not read_entry("10", ALICE).disabled


def test_the_limits_themselves_are_allowed() -> None:
    limits = {"id": MAX_COUNT, "name": "n" * 100, "authToken": "t" * 256, "tokenCount": MAX_COUNT}

    assert read_entry(str(MAX_COUNT), {**limits, "hits": {"/": MAX_COUNT}}).balance == MAX_COUNT
    assert read_entry("1", {**ALICE, "id": 1, "tokenCount": 0}).balance == 0


@pytest.mark.parametrize("name", ["Zoë", "علی‌رضا", "👩‍💻", "陈", "O'Neil, Ann"])
def test_names_of_all_scripts_are_allowed(name: str) -> None:
    assert read_entry("10", {**ALICE, "name": name}).name == name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "10"}, "id must be a whole number from 1 to 9223372036854775807, not a text"),
        ({"id": True}, "not true"),
        ({"id": False}, "not false"),
        ({"id": None}, "not null"),
        ({"id": 10.0}, "not a fraction"),
        ({"id": 0}, "not 0"),
        ({"id": MAX_COUNT + 1}, "not 9223372036854775808"),
        ({"id": 11}, "id 11 must be the same as the key"),
        ({"name": ""}, "name must be 1 to 100 printable characters, not empty"),
        ({"name": " \u3000"}, "not empty"),
        ({"name": 7}, "not a number"),
        ({"name": "n" * 101}, "not 101"),
        ({"name": "a\x1b[31mb"}, "it holds others"),
        ({"name": "a\ud800"}, "it holds others"),
        ({"name": "a\u202eb"}, "it holds others"),
        ({"authToken": ""}, "authToken must be 1 to 256 printable characters, not empty"),
        ({"authToken": "two words"}, "authToken must not hold blanks"),
        ({"authToken": "line\n"}, "it holds others"),
        ({"authToken": "t" * 257}, "not 257"),
        ({"authToken": ["secret1"]}, "not a list"),
        ({"authToken": "sha256:secret1"}, "64 hexadecimal digits"),
        ({"tokenCount": -1}, "tokenCount must be a whole number from 0 to 9223372036854775807, not -1"),
        ({"tokenCount": MAX_COUNT + 1}, "not 9223372036854775808"),
        ({"tokenCount": {}}, "not an object"),
        ({"hits": []}, "hits must be an object of counts by endpoint or null, not a list"),
        ({"hits": {"/x": -1}}, "hits of '/x' must be a whole number"),
        ({"hits": {"/x": True}}, "not true"),
        ({"hits": {"": 1}}, "an endpoint in hits must be 1 to 200 printable characters, not empty"),
        ({"disabled": 1}, "disabled must be true or false, not a number"),
        ({"balance": 1}, "'balance' is not a field; there are id, name, authToken, tokenCount, hits"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_entry("10", ALICE | change)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret1" not in str(caught.value)


@pytest.mark.parametrize("key", sorted(ALICE))
def test_a_missing_field_is_named(key: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{key} is missing$"):
        read_entry("10", {name: value for name, value in ALICE.items() if name != key})


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="must be an object, not a list"):
        read_entry("10", [])


def test_a_key_written_another_way_than_the_id_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="same as the key"):
        read_entry("010", ALICE)


def test_an_entry_shows_no_token_in_its_repr() -> None:
    shown = repr(read_entry("10", ALICE))

    assert "secret1" not in shown
    assert tokens.digest("secret1").hex() not in shown
    assert "digest" not in shown


def test_all_hits_together_stop_at_what_can_be_counted() -> None:
    assert total_hits({}) == 0
    assert total_hits({"/x": MAX_COUNT, "/y": 5}) == MAX_COUNT
