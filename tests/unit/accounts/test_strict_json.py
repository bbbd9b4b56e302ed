import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.accounts.strict_json import JsonError, parse

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_ordinary_json_is_read_as_anyone_reads_it(value: object) -> None:
    assert parse(json.dumps(value, indent=1)) == value


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', "the key 'a' stands twice", 2, 2),
        ('{"a": {"b": [], "c": "}", "b": 2}}', "the key 'b' stands twice", 1, 27),
        ('{"a": [{"a": 1}, {"a": "a"}], "\\u0061": 2}', "the key 'a' stands twice", 1, 31),
        ('{"a\\"": 1, "a\\"": 2}', "the key 'a\"' stands twice", 1, 12),
        ('{"NaN": "NaN", "b":\nNaN}', "NaN is not JSON", 2, 1),
        ("[-Infinity]", "-Infinity is not JSON", 1, 2),
        ('{"a"\n 1}', "Expecting ':' delimiter", 2, 2),
        ('{"a": 1} x', "Extra data", 1, 10),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(JsonError, match=message) as caught:
        parse(text)

    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_depth_without_end_is_refused() -> None:
    with pytest.raises(JsonError, match="nested too deeply") as caught:
        parse("[" * 200_000)

    assert caught.value.line is None
    assert caught.value.column is None


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(JsonError, match="too many digits"):
        parse("9" * 5000)


def test_an_error_does_not_carry_the_text_along() -> None:
    with pytest.raises(JsonError) as caught:
        parse('{"authToken": "secret1" ')

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "secret1" not in str(caught.value)


def test_a_long_doubled_key_is_not_repeated_whole() -> None:
    with pytest.raises(JsonError) as caught:
        parse(json.dumps({"k" * 500: 1})[:-1] + f', "{"k" * 500}": 2}}')

    assert len(str(caught.value)) < 100
