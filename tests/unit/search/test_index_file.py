import sys
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
    assert [index.template(number).decode() for number in range(2)] == ["Parrot", "Кот"]
    assert index.skeleton(0) == b"%(text)b\n"
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
    index.verify("records")
    with pytest.raises(IndexDamagedError, match="damaged section terms"):
        index.verify("records", "terms")


def test_damaged_facts_are_not_told() -> None:
    index = IndexFile(index_bytes(MEMES).replace(b'"memes": 2', b'"memes": 3'), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="meta"):
        index.facts()


@given(vocabularies, parts)
def test_terms_are_found_as_by_looking_at_each(texts: list[str], part: str) -> None:
    index = index_of(memes_of(*texts))
    terms = terms_of(index, range(index.term_count))
    assert terms == sorted(set(terms))
    number = index.find_term(part.encode())
    assert (None if number is None else terms[number]) == (part if part in terms else None)
    prefixed = terms_of(index, index.terms_with_prefix(part.encode()))
    assert prefixed == [term for term in terms if term.startswith(part)]
    containing = [term for term in terms if part in term[1:] and len(part) >= 3]
    if len(part) >= 3:
        assert terms_of(index, index.terms_containing(part.encode())) == containing


def test_terms_that_share_many_first_letters_are_told_apart() -> None:
    texts = [f"internationa{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    index = index_of(memes_of(*texts))
    assert [index.find_term(text.encode()) for text in texts] == list(range(26))
    assert index.find_term(b"internationa") is None
    assert index.terms_with_prefix(b"internationa") == range(26)


@pytest.mark.parametrize("count", [3, 60])
def test_terms_and_postings_are_counted_alike_with_and_without_numpy(count: int) -> None:
    index = index_of(memes_of(*(f"x{number:02}abc" for number in range(count))))
    found = index.terms_containing(b"abc")
    postings = index.posting_count(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "numpy")
        assert index.terms_containing(b"abc") == found == list(range(count))
        assert index.posting_count(found) == postings == count
    assert index.posting_count([]) == 0


def test_what_is_no_section_is_no_attribute() -> None:
    index = index_of(MEMES)
    assert not hasattr(index, "postings")
    assert not hasattr(index, "_sections")


def test_heads_are_the_best_of_terms_with_many_postings() -> None:
    index = index_of(memes_of(*["cat"] * 100, *["cat dog bird fish owl"] * 50, "fox"))
    cat, fox = term_number(index, "cat"), term_number(index, "fox")
    head = index.head_entries(range(cat, cat + 1))
    assert head is not None
    assert [doc for doc, _ in head] == list(range(32))
    assert index.head_entries(range(fox, fox + 1)) is None
    assert len(list(index.best_of_term(cat))) == 32
    assert [doc for doc, _ in index.best_of_term(fox)] == [150]


def test_a_head_of_few_memes_ends_with_the_last() -> None:
    texts = " ".join(f"cat{number}" for number in range(60))
    index = index_of([meme(1, text=texts), meme(2, text=texts), meme(3, text=texts)])
    head = index.head_entries(index.terms_with_prefix(b"cat"))
    assert head is not None
    assert [doc for doc, _ in head] == [0, 1, 2]


def test_copies_are_known_by_the_first_of_their_group() -> None:
    index = index_of([meme(1, text="a b"), meme(2, text="c"), meme(3, text="A, b!"), meme(4, text="a b")])
    assert [index.group(doc) for doc in range(4)] == [0, 1, 0, 0]
    assert [index.group_size(doc) for doc in range(4)] == [3, 1, 3, 3]


def test_an_index_without_memes_answers_nothing() -> None:
    index = index_of([])
    index.verify()
    assert (index.doc_count, index.term_count, index.template_count()) == (0, 0, 0)
    assert index.find_term(b"a") is None
    assert list(index.terms_containing(b"a")) == []
