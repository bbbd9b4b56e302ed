"""Reading the parameters of a URL."""

from contextlib import suppress
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import InvalidInputError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.radius import KM_PER_MILE
from maas_cli.web.parameters import (
    FALSE,
    PICTURE_TABLE,
    TRUE,
    USER_STATS_TABLE,
    Asked,
    Parameter,
    memes_table,
    pairs,
    read_id,
    read_search,
    read_switch,
    read_whole,
    values,
)

TABLE = memes_table(500)


def read(query_string: bytes) -> SearchRequest:
    return read_search(query_string, TABLE, 500).request


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=12)))
def test_what_was_encoded_is_read_back(given: dict[str, str]) -> None:
    folded: dict[str, str] = {}
    for name, value in given.items():
        folded.setdefault(name.casefold(), value)
    assert pairs(urlencode(given).encode()) == folded


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    for query_string in (raw, quote_from_bytes(raw).encode(), b"lat=" + raw, b"limit=" + raw, b"radius=" + raw):
        with suppress(InvalidInputError):
            assert read_search(query_string, TABLE, 500).request.limit <= 500


@pytest.mark.parametrize("broken", [b"query=%", b"query=%4", b"query=%zz", b"%GG=1", b"query=a&x=100%"])
def test_a_broken_escape_is_refused(broken: bytes) -> None:
    with pytest.raises(InvalidInputError, match="two hexadecimal digits"):
        read(broken)


@pytest.mark.parametrize("broken", [b"query=%ff", b"query=%C3", b"query=\xe9", b"%ED%A0%80=1"])
def test_what_is_no_utf_8_is_refused(broken: bytes) -> None:
    with pytest.raises(InvalidInputError, match="not UTF-8"):
        read(broken)


def test_a_plus_is_a_blank_and_nothing_between_ampersands_is_nothing() -> None:
    assert pairs(b"&&query=grumpy+cat%2B&&flag&=x") == {"query": "grumpy cat+", "flag": "", "": "x"}


def test_without_parameters_everything_is_as_the_original_has_it() -> None:
    assert read_search(b"", TABLE, 500) == Asked(SearchRequest("", fuzzy=False, limit=500, unique=False), explain=False)


def test_every_parameter_is_read() -> None:
    asked = read_search(
        b"query=cat&fuzzy=1&lat=45.2&lon=-70&limit=7&offset=3&radius=30mi&sort=distance&template=Grumpy+Cat&lang=en"
        b"&unique=t&safe=1&explain=T",
        TABLE, 500,
    )  # fmt: skip
    assert asked.explain
    assert asked.request == SearchRequest(
        "cat", fuzzy=True, lat=45.2, lon=-70.0, limit=7, offset=3, radius_km=30 * KM_PER_MILE,
        sort=SortOrder.DISTANCE, template="Grumpy Cat", lang="en", unique=True, safe=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"limit=0", "limit 0 is out of range: 1 to 500"),
        (b"limit=501", "limit 501 is out of range: 1 to 500"),
        (b"limit=1.0", "limit '1.0' cannot be used; allowed: whole numbers"),
        (b"offset=" + b"9" * 20, f"offset '{'9' * 20}' cannot be used; allowed: whole numbers"),
        (b"offset=" + b"9" * 21, "offset has a value that cannot be used; allowed: whole numbers"),
        (b"offset=" + b"x" * 50, "offset has a value that cannot be used; allowed: whole numbers"),
        (b"limit=secret1", "limit has a value that cannot be used; allowed: whole numbers"),
        (b"sort=best", "sort 'best' cannot be used; allowed: relevance, distance"),
        (b"unique=ja", "unique 'ja' cannot be used; allowed: 1 t T true TRUE True 0 f F false FALSE False"),
        (b"radius=far", "radius has a value that cannot be used; allowed: 50, 50km and 30mi"),
        (b"radius=1_0", "radius '1_0' cannot be used; allowed: 50, 50km and 30mi"),
        (b"radius=50+miles", "radius '50 miles' cannot be used; allowed: 50, 50km and 30mi"),
        (b"lon=x", "lon has a value that cannot be used; allowed: -180 to 180 degrees"),
        (b"lon=12,5", "lon '12,5' cannot be used; allowed: -180 to 180 degrees"),
        (b"lat=secret1&lon=1", "lat has a value that cannot be used; allowed: -90 to 90 degrees"),
        (
            b"fuzzy=secret1",
            "fuzzy has a value that cannot be used; allowed: 1 t T true TRUE True 0 f F false FALSE False",
        ),
        (b"sort=secret1", "sort has a value that cannot be used; allowed: relevance, distance"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_is_allowed(given: bytes, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read(given)
    assert str(caught.value) == message


def test_fields_of_a_form_that_were_left_empty_count_as_left_out() -> None:
    empty = "&".join(f"{parameter.name}=" for parameter in TABLE if parameter.name != "query")
    assert read_search(f"query=cat&{empty}".encode(), TABLE, 500) == read_search(b"query=cat", TABLE, 500)
    assert values(pairs(b"uid=&token=&explain="), USER_STATS_TABLE) == {"token": "", "explain": False}


@given(st.text(max_size=6))
def test_a_switch_is_on_off_or_refused(text: str) -> None:
    if text in (*TRUE, *FALSE):
        assert read_switch("fuzzy", text) == (text in TRUE)
    else:
        with pytest.raises(InvalidInputError):
            read_switch("fuzzy", text)


@given(st.integers(-(10**19) + 1, 10**19 - 1))
def test_whole_numbers_of_19_digits_are_read(number: int) -> None:
    assert read_whole("uid", str(number)) == number


@given(st.integers(0, 10**19 - 1))
def test_an_id_is_a_whole_number(number: int) -> None:
    assert read_id("id", str(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", "01", "-0", "1.0", "1e3", "١", "1 ", "1\n", "x", "9" * 20, "secret1"])
def test_an_id_that_is_none_or_is_written_another_way_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"cannot be used; allowed: whole numbers from 0 on$") as caught:
        read_id("id", text)
    assert "secret1" not in str(caught.value)


@pytest.mark.parametrize(("text", "size"), [("64", 64), ("1000", 1000), ("+400", 400), ("", None)])
def test_the_size_of_a_picture_is_read(text: str, size: int | None) -> None:
    assert values({"size": text}, PICTURE_TABLE).get("size") == size


@pytest.mark.parametrize("text", ["63", "1001", "0", "-64"])
def test_a_picture_that_would_be_too_small_or_too_large_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^size {text} is out of range: 64 to 1000$"):
        values({"size": text}, PICTURE_TABLE)


@pytest.mark.parametrize("parameter", TABLE, ids=lambda parameter: parameter.name)
def test_the_example_of_each_parameter_can_be_used(parameter: Parameter) -> None:
    parameter.read(parameter.name, str(parameter.example))
