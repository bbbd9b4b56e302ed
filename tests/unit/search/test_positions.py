import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import InvalidInputError
from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest
from maas_cli.search import search
from maas_cli.search.positions import hit_positions
from tests.factories import index_of, meme

ALMATY, TOKYO = (43.26, 76.93), (35.69, 139.69)


def _placed(number: int, text: str, position: tuple[float, float] | None) -> Meme:
    lat, lon = position or (None, None)
    return meme(number, text=text, lat=lat, lon=lon)


def test_a_place_is_given_once_however_many_hits_are_there() -> None:
    index = index_of([_placed(1, "cat one", ALMATY), _placed(2, "cat two", ALMATY), _placed(3, "dog", TOKYO)])
    assert hit_positions(index, SearchRequest("cat")) == [ALMATY]


def test_without_a_request_all_places_are_given() -> None:
    index = index_of([_placed(1, "cat", ALMATY), _placed(2, "dog", TOKYO), _placed(3, "bird", None)])
    assert sorted(hit_positions(index, None)) == [TOKYO, ALMATY]


def test_hits_without_a_place_give_none() -> None:
    assert hit_positions(index_of([_placed(1, "cat", None)]), SearchRequest("cat")) == []


def test_a_template_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        hit_positions(index_of([_placed(1, "cat", ALMATY)]), SearchRequest("cat", template="nothing"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["cat", "cats", "dog", "cat dog"]), st.sampled_from([None, ALMATY, TOKYO, (0.0, 0.0)])
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["cat", "dog", "cat dog", "ca", "bird"]),
)
def test_the_places_are_those_of_the_hits(memes: list[tuple[str, tuple[float, float] | None]], query: str) -> None:
    index = index_of([_placed(number, text, place) for number, (text, place) in enumerate(memes)])
    request = SearchRequest(query, limit=100, unique=False)
    hits = [(hit.meme.lat, hit.meme.lon) for hit in search(index, request).hits if hit.meme.lat is not None]
    assert sorted(hit_positions(index, request)) == sorted(set(hits))
