import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, NotFoundError
from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.arrays import arrays_of
from maas_cli.search.by_id import find_by_id, get_by_id
from maas_cli.search.documents import LARGEST_NUMBER
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme

LARGEST_ID = 2**63 - 1
UNSORTED = [meme(300, "Owl", "one"), meme(2**40, "Owl", "two"), meme(7, "Cat", "three"), meme(44, "Cat", "")]

ids = st.integers(0, 20) | st.integers(0, LARGEST_ID) | st.sampled_from([255, 256, 2**24, LARGEST_NUMBER, 2**32])
BACK_ENDS = pytest.mark.parametrize("has_numpy", [True, False], ids=["numpy", "plain"])


@contextmanager
def looking(*, has_numpy: bool) -> Iterator[None]:
    """Have numpy loaded or not, as far as a search can see."""
    arrays_of.cache_clear()  # every test makes an index of its own
    with pytest.MonkeyPatch.context() as patch:
        if not has_numpy:
            patch.delitem(sys.modules, "numpy")
        yield


@st.composite
def catalogues(draw: st.DrawFn) -> list[Meme]:
    """Return memes with ids in any order, kept in records of both kinds."""
    numbers = draw(st.lists(ids, min_size=1, max_size=12, unique=True))
    if draw(st.booleans()):
        numbers.sort()
    sizes = st.sampled_from([None, 5, 2**32])  # what is too large makes a record a whole line
    texts = st.text('7"{:id \\', max_size=8) | st.sampled_from(['{"id":"7"', '"id":"0"'])
    return [meme(number, draw(texts), draw(texts), file_size=draw(sizes)) for number in numbers]


@BACK_ENDS
@given(catalogues(), st.lists(ids, max_size=6))
def test_every_meme_is_found_by_its_id_and_no_other_id_finds_any(
    has_numpy: bool, stored: list[Meme], asked: list[int]
) -> None:
    index = index_of(stored)
    by_id = {one.id: one for one in stored}
    with looking(has_numpy=has_numpy):
        for number in [*by_id, *asked, 0, 1, LARGEST_ID]:
            assert find_by_id(index, number) == by_id.get(number)


@BACK_ENDS
@pytest.mark.parametrize("number", [-1, -(2**40), 2**63, 10**30])
def test_a_number_that_no_meme_can_have_finds_none(has_numpy: bool, number: int) -> None:
    with looking(has_numpy=has_numpy):
        assert find_by_id(index_of(UNSORTED), number) is None


def test_a_meme_that_must_be_there_and_is_not_is_refused_by_its_id() -> None:
    index = index_of(UNSORTED)
    assert get_by_id(index, 44) == UNSORTED[3]
    with pytest.raises(NotFoundError, match=r"^no meme 99$") as caught:
        get_by_id(index, 99)
    assert "maas search --json" in caught.value.hint


@BACK_ENDS
@pytest.mark.parametrize("offset", [1, 2**32 - 1])
def test_an_offset_to_nowhere_is_damage(has_numpy: bool, offset: int, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(UNSORTED)
    offsets = [*index.record_offsets[:-2], len(index.records) - offset % 5, index.record_offsets[-1]]
    monkeypatch.setattr(index, "record_offsets", memoryview(array("I", offsets)))
    with looking(has_numpy=has_numpy), pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        find_by_id(index, 44)


def test_a_meme_that_says_another_id_than_its_header_is_damage() -> None:
    content = index_bytes([meme(7, "Owl", "one")])
    damaged = IndexFile(content.replace(b'{"id":"%(id)d"', b'{"id":"123456"'), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="meme 0 stands in the place of 7 and is 123456"):
        find_by_id(damaged, 7)
