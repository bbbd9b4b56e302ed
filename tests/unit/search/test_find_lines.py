"""Lines and totals, as the page has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.models.search import SearchRequest
from maas_cli.search import find_lines, search
from maas_cli.serialize import meme_to_json
from tests.factories import index_of, memes_of
from tests.unit.search.backends import WAYS, searching

TEXTS = [
    "cat",
    "cat dog",
    "dog",
    "catfish",
    "big cat",
    "cat",
    "bird",
    "shit cat",
    "shit dog",
    *[f"cat number {n}" for n in range(60)],
]
INDEX = index_of(memes_of(*TEXTS))


@pytest.mark.parametrize("way", WAYS)
@given(
    st.builds(
        SearchRequest,
        st.sampled_from(["cat", "dog", "cat dog", "cta", "nothing", "bird cat", "shit"]),
        fuzzy=st.booleans(),
        unique=st.booleans(),
        limit=st.integers(1, 80),
        offset=st.integers(0, 80),
        safe=st.booleans(),
    )
)
def test_lines_and_total_are_those_of_the_page(way: str, request: SearchRequest) -> None:
    with searching(WAYS[way]):
        page = search(INDEX, request)
        total, shown, lines, hidden = find_lines(INDEX, request)
        assert (total, shown, hidden) == (page.total, len(page.hits), page.hidden)
        assert list(lines) == [meme_to_json(hit.meme) for hit in page.hits]


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        find_lines(INDEX, SearchRequest("cat", template="nothing"))


def test_damage_met_while_lines_are_taken_is_told_from_other_failures() -> None:
    index = index_of(memes_of("cat"))
    _, count, lines, _ = find_lines(index, SearchRequest("cat"))
    vars(index)["records"] = memoryview(b"")
    assert count == 1
    with pytest.raises(IndexDamagedError):
        next(lines)
