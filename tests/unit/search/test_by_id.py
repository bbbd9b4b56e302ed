from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, NotFoundError
from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.by_id import find_by_id, get_by_id
from maas_cli.search.documents import LARGEST_NUMBER
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme

LARGEST_ID = 2**63 - 1
UNSORTED = [meme(300, "Owl", "one"), meme(2**40, "Owl", "two"), meme(7, "Cat", "three"), meme(44, "Cat", "")]

ids = st.integers(0, 20) | st.integers(0, LARGEST_ID) | st.sampled_from([255, 256, 2**24, LARGEST_NUMBER, 2**32])


@st.composite
def catalogues(draw: st.DrawFn) -> list[Meme]:
    """Return memes with ids in any order, kept in records of both kinds."""
    numbers = draw(st.lists(ids, min_size=1, max_size=12, unique=True))
    if draw(st.booleans()):
        numbers.sort()
    sizes = st.sampled_from([None, 5, 2**32])  # what is too large makes a record a whole line
    texts = st.text('7"{:id \\', max_size=8) | st.sampled_from(['{"id":"7"', '"id":"0"'])
    return [meme(number, draw(texts), draw(texts), file_size=draw(sizes)) for number in numbers]


@given(catalogues(), st.lists(ids, max_size=6))
def test_every_meme_is_found_by_its_id_and_no_other_id_finds_any(stored: list[Meme], asked: list[int]) -> None:
    index = index_of(stored)
    by_id = {one.id: one for one in stored}
    for number in [*by_id, *asked, 0, 1, LARGEST_ID]:
        assert find_by_id(index, number) == by_id.get(number)


@pytest.mark.parametrize("number", [-1, -(2**40), 2**63, 10**30])
@pytest.mark.parametrize("stored", [UNSORTED, sorted(UNSORTED, key=lambda one: one.id)], ids=["unsorted", "sorted"])
def test_a_number_that_no_meme_can_have_finds_none(stored: list[Meme], number: int) -> None:
    assert find_by_id(index_of(stored), number) is None


def test_a_meme_that_must_be_there_and_is_not_is_refused_by_its_id() -> None:
    index = index_of(UNSORTED)
    assert get_by_id(index, 44) == UNSORTED[3]
    with pytest.raises(NotFoundError, match=r"^no meme 99$") as caught:
        get_by_id(index, 99)
    assert "maas search --json" in caught.value.hint


@pytest.mark.parametrize("offset", [1, 2**32 - 1])
def test_an_offset_to_nowhere_is_damage(offset: int, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(UNSORTED)
    offsets = [*index.record_offsets[:-2], len(index.records) - offset % 5, index.record_offsets[-1]]
    monkeypatch.setattr(index, "record_offsets", memoryview(array("I", offsets)))
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        find_by_id(index, 44)


@pytest.mark.parametrize(
    "order", [[0, 0, 0, 0], [9, 9, 9, 9], [2, 3, 0, 2**32 - 1]], ids=["all the same", "no meme", "one is no meme"]
)
def test_an_order_that_makes_no_sense_finds_nothing_wrong(order: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(UNSORTED)
    monkeypatch.setattr(index, "id_docs", memoryview(array("I", order)))
    for one in UNSORTED:
        try:
            assert find_by_id(index, one.id) in (None, one)
        except IndexDamagedError as error:
            assert "memes.idx is damaged" in str(error)  # noqa: PT017  # either will do


@pytest.mark.parametrize("line", [b"nothing in quotes at all", b'{"id":"seven","name"', b'{"id":"7'])
def test_a_line_that_does_not_begin_with_an_id_is_damage(line: bytes) -> None:
    content = index_bytes([meme(2**40, "Owl", "one")])
    start = content.index(b'{"id":"1099511627776"')
    damaged = content[:start] + line.ljust(40) + content[start + 40 :]
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        find_by_id(IndexFile(damaged, INDEX_PATH, FINGERPRINT), 7)


def test_a_meme_that_says_another_id_than_its_header_is_damage() -> None:
    content = index_bytes([meme(7, "Owl", "one")])
    damaged = IndexFile(content.replace(b'{"id":"%(id)d"', b'{"id":"123456"'), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="meme 0 stands in the place of 7 and is 123456"):
        find_by_id(damaged, 7)
