from array import array
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search import IndexFile
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of, term_number, terms_of

MEMES = [meme(1, "Parrot", "becky said", lat=0.0, lon=1.0, lang="en"), meme(2, "Кот", "becky 猫")]
vocabularies = st.lists(st.text("abяé", min_size=1, max_size=5), max_size=30)
parts = st.text("abяe", min_size=1, max_size=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "memes.idx"
    path.write_bytes(index_bytes(MEMES))
    return path


def test_an_opened_index_gives_what_was_put_in(path: Path) -> None:
    index = IndexFile.open(path, FINGERPRINT)
    index.verify()
    assert (index.doc_count, index.term_count, index.template_count()) == (2, 5, 2)
    assert index.doc(0) == (
        b'{"id":"1","url":"","name":"Parrot","page":"","md5":"","fileSize":"","text":"becky said"}\n'
    )
    assert (index.further_keys(0), index.further_keys(1)) == (b'{"lang":"en","lat":0.0,"lon":1.0}', b"")
    assert [index.template(number) for number in range(2)] == ["Parrot", "Кот"]
    assert index.document_frequency(term_number(index, "becky")) == 2
    assert index.size_bytes() == path.stat().st_size


def test_a_missing_index_is_unusable_and_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match=r"cannot open .*none\.idx: No such file") as caught:
        IndexFile.open(tmp_path / "none.idx", FINGERPRINT)
    assert not isinstance(caught.value, IndexDamagedError)


@pytest.mark.parametrize("length", [0, 1, 47, 48, 500, -1])
def test_a_truncated_index_is_damaged(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(IndexDamagedError):
        IndexFile.open(path, FINGERPRINT)


def test_an_index_of_another_catalogue_is_unusable(path: Path) -> None:
    with pytest.raises(IndexUnusableError):
        IndexFile.open(path, b"0" * 16)


def test_checking_the_whole_file_finds_any_flipped_byte() -> None:
    content = bytearray(index_bytes(MEMES))
    for position in range(len(content)):
        content[position] ^= 0x10
        with pytest.raises(IndexUnusableError):
            IndexFile(bytes(content), INDEX_PATH, FINGERPRINT).verify()
        content[position] ^= 0x10


def test_checking_one_section_looks_at_no_other() -> None:
    index = IndexFile(index_bytes(MEMES).replace(b"parrot\nsaid", b"parrot\nsaix"), INDEX_PATH, FINGERPRINT)
    index.verify("docs")
    with pytest.raises(IndexDamagedError, match="damaged section terms"):
        index.verify("docs", "terms")


def test_damaged_facts_are_not_told() -> None:
    index = IndexFile(index_bytes(MEMES).replace(b'"memes": 2', b'"memes": 3'), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="meta"):
        index.meta()


@given(vocabularies, parts)
def test_terms_are_found_as_by_looking_at_each(texts: list[str], part: str) -> None:
    index = index_of(memes_of(*texts))
    terms = terms_of(index, range(index.term_count))
    assert terms == sorted(set(terms))
    number = index.find_term(part.encode())
    assert (None if number is None else terms[number]) == (part if part in terms else None)
    prefixed = terms_of(index, index.terms_with_prefix(part.encode()))
    assert prefixed == [term for term in terms if term.startswith(part)]
    assert terms_of(index, index.terms_containing(part.encode())) == [term for term in terms if part in term]


@given(st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_terms_in_disorder_are_not_read_for_ever(offsets: list[int]) -> None:
    index = index_of(memes_of("aab aac aad aae aaf"))
    index.term_offsets = memoryview(array("I", offsets))
    numbers = index.terms_containing(b"aa")
    with suppress(IndexError):
        assert len(list(islice(numbers, 30))) < 30


def test_an_index_without_memes_answers_nothing() -> None:
    index = index_of([])
    index.verify()
    assert (index.doc_count, index.term_count, index.template_count()) == (0, 0, 0)
    assert index.find_term(b"a") is None
    assert list(index.terms_containing(b"a")) == []
