import math
from dataclasses import replace

import pytest

from maas_cli.errors import InvalidInputError, InvalidPositionError, InvalidQueryError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.request_checks import MAX_LIMIT, MAX_OFFSET, MAX_SEED, check_draw, check_range, check_request, check_text

BECKY = SearchRequest("becky")
HERE = replace(BECKY, lat=45.2, lon=70.225)


@pytest.mark.parametrize(
    "request_",
    [
        BECKY,
        HERE,
        SearchRequest("a" * 256),
        SearchRequest(" ".join("abcdefghijklmnop")),
        SearchRequest(" ".join(["same"] * 40)),
        SearchRequest("ﷺ" * 200),
        replace(BECKY, limit=1, offset=0),
        replace(BECKY, limit=MAX_LIMIT, offset=MAX_OFFSET),
        replace(BECKY, lat=0, lon=0),
        replace(BECKY, lat=-90.0, lon=180.0),
        replace(BECKY, lat=90.0, lon=-180.0),
        replace(HERE, radius_km=0.001),
        replace(HERE, radius_km=20_100.0, sort=SortOrder.DISTANCE),
        replace(BECKY, template="t" * 256, lang="en"),
    ],
    ids=repr,
)
def test_what_can_be_answered_is_let_through(request_: SearchRequest) -> None:
    check_request(request_)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        (" \t", "the query is empty"),
        ("!?", "'!?' holds no letter or digit"),
        ("a" * 257, "the query has 257 characters; at most 256 are allowed"),
        (" ".join("abcdefghijklmnopq"), "the query has 17 words; at most 16 are allowed"),
        ('"grumpy ca', """the quote in '"grumpy ca' is not closed"""),
        ("-cat", "'-cat' only says what not to find"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(query: str, message: str) -> None:
    with pytest.raises(InvalidQueryError) as caught:
        check_request(SearchRequest(query))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (replace(BECKY, limit=0), "limit 0 is out of range: 1 to 10000"),
        (replace(BECKY, limit=-1), "limit -1 is out of range: 1 to 10000"),
        (replace(BECKY, limit=MAX_LIMIT + 1), "limit 10001 is out of range: 1 to 10000"),
        (replace(BECKY, offset=-1), "offset -1 is out of range: 0 to 2147483647"),
        (replace(BECKY, offset=MAX_OFFSET + 1), "offset 2147483648 is out of range: 0 to 2147483647"),
        (replace(BECKY, template="t" * 257), "template has 257 characters; at most 256 are allowed"),
        (replace(BECKY, lang="e" * 257), "lang has 257 characters; at most 256 are allowed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_values_out_of_range_are_refused(request_: SearchRequest, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_request(request_)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (replace(BECKY, lat=1.0), "lon is missing: lat and lon belong together"),
        (replace(BECKY, lon=1.0), "lat is missing: lat and lon belong together"),
        (replace(HERE, lat=90.1), "lat 90.1 is out of range: -90 to 90 degrees"),
        (replace(HERE, lon=-180.5), "lon -180.5 is out of range: -180 to 180 degrees"),
        (replace(HERE, lat=math.nan), "lat nan is out of range: -90 to 90 degrees"),
        (replace(HERE, lon=math.inf), "lon inf is out of range: -180 to 180 degrees"),
        (replace(BECKY, radius_km=5.0), "a radius needs a position"),
        (replace(BECKY, sort=SortOrder.DISTANCE), "nearest first needs a position"),
        (replace(HERE, radius_km=0.0), "radius 0 km is out of range: above 0 to 20100"),
        (replace(HERE, radius_km=-5.0), "radius -5 km is out of range: above 0 to 20100"),
        (replace(HERE, radius_km=20_101.0), "radius 20101 km is out of range: above 0 to 20100"),
        (replace(HERE, radius_km=math.nan), "radius nan km is out of range: above 0 to 20100"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_half_a_position_or_one_off_the_earth_is_refused(request_: SearchRequest, message: str) -> None:
    with pytest.raises(InvalidPositionError) as caught:
        check_request(request_)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("count", "seed", "offset"),
    [(1, None, 0), (MAX_LIMIT, None, 0), (1, 0, 0), (MAX_LIMIT, MAX_SEED, MAX_OFFSET)],
)
def test_what_can_be_drawn_is_let_through(count: int, seed: int | None, offset: int) -> None:
    check_draw(count, seed, offset)


@pytest.mark.parametrize(
    ("count", "seed", "offset", "message"),
    [
        (0, None, 0, "count 0 is out of range: 1 to 10000"),
        (10_001, 1, 0, "count 10001 is out of range: 1 to 10000"),
        (1, -1, 0, "seed -1 is out of range: 0 to 18446744073709551615"),
        (1, 2**64, 0, "seed 18446744073709551616 is out of range: 0 to 18446744073709551615"),
        (1, None, 1, "offset 1 needs a seed"),
        (1, 1, -1, "offset -1 is out of range: 0 to 2147483647"),
        (1, 1, 2**31, "offset 2147483648 is out of range: 0 to 2147483647"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(count: int, seed: int | None, offset: int, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_draw(count, seed, offset)
    assert str(caught.value) == message


@pytest.mark.parametrize("value", [1, 1.5, 3])
def test_a_range_includes_its_ends(value: float) -> None:
    check_range("count", value, 1, 3)


@pytest.mark.parametrize("value", [0, 0.999, 3.001, 4, math.nan, math.inf, -math.inf])
def test_what_is_outside_a_range_is_refused_by_name(value: float) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_range("count", value, 1, 3)
    assert str(caught.value) == f"count {value} is out of range: 1 to 3"


@pytest.mark.parametrize("text", ["a", " a ", "!?", "t" * 256])
def test_a_text_needs_not_be_a_query(text: str) -> None:
    check_text("name", text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the name is empty"),
        (" \t\n", "the name is empty"),
        ("t" * 257, "name has 257 characters; at most 256 are allowed"),
    ],
)
def test_a_text_that_is_empty_or_too_long_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_text("name", text)
    assert str(caught.value) == message
