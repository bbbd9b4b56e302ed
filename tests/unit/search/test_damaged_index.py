"""Whatever the bytes of an index are, a search over it answers or says that the index is damaged."""

import math
import resource
from array import array
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search import IndexFile, find_all, find_documents, search
from maas_cli.search.format import SECTION_TYPES
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of
from tests.unit.search.backends import COARSE, PLAIN, searching

DAMAGEABLE = index_bytes(
    [
        meme(1, "Paranoid Parrot", "Becky said: don't", lat=45.2, lon=70.2, lang="en", md5="aa", tags=("x",)),
        meme(2, "Gâteau", "paranoia, beckys cake", lat=0.0, lon=180.0, file_size=7),
        meme(3, "Paranoid Parrot", "猫が好き becky", md5="aa"),
    ]
)
SECTIONS_START = 48 + 40 * len(SECTION_TYPES)
STEP = 5
"""Every so many-th byte is flipped; not a multiple of the sizes of numbers, so that each byte of them has its turn."""

FLIPS = (0x01, 0x80, 0xFF)
ASKED_OF_DAMAGED = (
    SearchRequest("becky paranoib don"),
    SearchRequest("beckx", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE, unique=False),
    SearchRequest("ara", lang="en", template="parrot"),
    SearchRequest("becky", lat=45.2, lon=70.0, radius_km=16.0),
    SearchRequest("becky", safe=True, limit=1),
)
MOST_BYTES = 6 * 2**30
NUMPY_OR_NOT = (PLAIN, COARSE)


@pytest.fixture(autouse=True, scope="module")
def _bounded_memory() -> Iterator[None]:
    """Make an error of what an offset that points nowhere would take of the machine's memory."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)


def search_damaged(content: bytes, request: SearchRequest) -> None:
    """Search; whatever the bytes are, only a damaged index may be said to be."""
    index = IndexFile(content, INDEX_PATH, FINGERPRINT)
    try:
        for hit in search(index, request).hits:
            assert math.isfinite(hit.score)
    except IndexDamagedError:
        pass


@pytest.mark.parametrize("number", range(len(NUMPY_OR_NOT)))
def test_a_flipped_byte_of_a_section_gives_an_answer_or_says_that_the_index_is_damaged(number: int) -> None:
    content = bytearray(DAMAGEABLE)
    with searching(NUMPY_OR_NOT[number]):
        for position in range(SECTIONS_START + number, len(content), STEP):
            flip = FLIPS[position // len(ASKED_OF_DAMAGED) % len(FLIPS)]
            content[position] ^= flip
            search_damaged(bytes(content), ASKED_OF_DAMAGED[position % len(ASKED_OF_DAMAGED)])
            content[position] ^= flip


@given(st.data(), st.sampled_from(ASKED_OF_DAMAGED), st.sampled_from(NUMPY_OR_NOT))
def test_sections_full_of_nonsense_end_no_search_but_by_saying_that_the_index_is_damaged(
    data: st.DataObject, request: SearchRequest, way: Mapping[str, int]
) -> None:
    content = bytearray(DAMAGEABLE)
    start = data.draw(st.integers(SECTIONS_START, len(content) - 1))
    nonsense = data.draw(st.binary(min_size=1, max_size=200))
    content[start : start + len(nonsense)] = nonsense[: len(content) - start]
    with searching(way):
        search_damaged(bytes(content), request)


@pytest.mark.parametrize("ask", [search, find_documents, find_all])
def test_a_damaged_index_is_named_in_the_error(
    ask: Callable[[IndexFile, SearchRequest], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of([meme(text="said")])
    monkeypatch.setattr(index, "posting_offsets", index.posting_offsets[:1])
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        ask(index, SearchRequest("said"))


def test_an_offset_far_behind_the_end_asks_for_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(memes_of("cat zcat", "ycat"))
    offsets = [*index.posting_offsets[:-1], 2**32 - 1]
    monkeypatch.setattr(index, "posting_offsets", memoryview(array("I", offsets)))
    with searching(COARSE), pytest.raises(IndexDamagedError):
        search(index, SearchRequest("cat"))
