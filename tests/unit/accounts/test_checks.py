import pytest

from maas_cli.accounts.checks import MAX_COUNT, check_count, check_text, kind_of
from maas_cli.errors import InvalidInputError


@pytest.mark.parametrize("value", [1, 7, MAX_COUNT])
def test_a_count_within_its_range_is_returned(value: int) -> None:
    assert check_count(value, "amount", at_least=1) == value


@pytest.mark.parametrize("value", [0, -1, MAX_COUNT + 1, True, 1.0, "1", None])
def test_anything_else_is_no_count(value: object) -> None:
    with pytest.raises(InvalidInputError, match=r"^amount must be a whole number from 1 to 9223372036854775807, not "):
        check_count(value, "amount", at_least=1)


def test_a_text_that_can_be_shown_is_returned() -> None:
    assert check_text("Zoë", "name", 3) == "Zoë"


@pytest.mark.parametrize("value", ["", " ", "four", "a\tb", "a\u2028b", 7, None])
def test_anything_else_is_no_text(value: object) -> None:
    with pytest.raises(InvalidInputError, match=r"^name must be 1 to 3 printable characters[,;] ") as caught:
        check_text(value, "name", 3)

    assert "\n" not in str(caught.value)


def test_a_type_of_json_has_a_name_for_people() -> None:
    values: list[object] = [None, True, False, "x", 1, 1.5, [], {}]

    assert [kind_of(value) for value in values] == [
        "null", "true", "false", "a text", "a number", "a fraction", "a list", "an object",
    ]  # fmt: skip
    assert kind_of(b"") == "bytes"
