import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search import IndexFile
from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.format import HEAD_MIN_POSTINGS, HEAD_SIZE
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of, term_number, terms_of
from tests.unit.search.drawn import A_THIRD

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


def damaged(old: bytes, new: bytes) -> IndexFile:
    """Return the index with some of its bytes replaced, all of which it must have."""
    content = index_bytes(MEMES)
    assert old in content
    return IndexFile(content.replace(old, new), INDEX_PATH, FINGERPRINT)


def test_checking_one_section_looks_at_no_other() -> None:
    index = damaged(b"parrot\nsaid", b"parrot\nsaix")
    index.verify("records")
    with pytest.raises(IndexDamagedError, match="damaged section terms"):
        index.verify("records", "terms")


def test_facts_are_told_only_as_they_were_written() -> None:
    assert index_of(MEMES).facts()["memes"] == 2
    with pytest.raises(IndexDamagedError, match="meta"):
        damaged(b'"memes": 2', b'"memes": 3').facts()


def test_the_digest_follows_from_what_the_index_holds() -> None:
    digests = [index_of([*MEMES, *more]).digest() for more in ([], [], memes_of("new"), memes_of("old"))]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
    assert all(0 <= digest < 2**32 for digest in digests)


@contextmanager
def without_numpy() -> Iterator[None]:
    """Let the index find no numpy, as in a fresh process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "numpy")
        yield


def is_behind_the_first_letter(part: str, term: str) -> bool:
    """Whether a term contains a part there, such that the rest of the term is long or in a script without blanks."""
    ends = [term[at:] for at in range(1, len(term)) if term[at:].startswith(part)]
    return any(len(end) >= 3 or is_written_without_blanks(end) for end in ends)


@given(vocabularies, parts)
def test_terms_are_found_as_by_looking_at_each(texts: list[str], part: str) -> None:
    index = index_of(memes_of(*texts))
    terms = terms_of(index, range(index.term_count))
    assert terms == sorted(set(terms))
    number = index.find_term(part.encode())
    assert (None if number is None else terms[number]) == (part if part in terms else None)
    prefixed = terms_of(index, index.terms_with_prefix(part.encode()))
    assert prefixed == [term for term in terms if term.startswith(part)]
    assert index.first_term_from(part.encode()) == sum(term < part for term in terms)


@A_THIRD
@given(st.lists(st.text("abя猫", min_size=1, max_size=8), max_size=60), st.text("abя猫", min_size=1, max_size=3))
@example(["aababab", "猫猫猫"], "ab")
@example(["aababab", "猫猫猫"], "猫")
def test_terms_that_contain_a_part_are_found_as_by_looking_at_each_with_and_without_numpy(
    texts: list[str], part: str
) -> None:
    index = index_of(memes_of(*texts))
    found = index.terms_containing(part.encode())
    every = terms_of(index, range(index.term_count))
    assert terms_of(index, found) == [term for term in every if is_behind_the_first_letter(part, term)]
    with without_numpy():
        assert index.terms_containing(part.encode()) == found


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
    with without_numpy():
        assert index.terms_containing(b"abc") == found == list(range(count))
        assert index.posting_count(found) == postings == count


letters = st.text("abcdef", min_size=1, max_size=2)


@A_THIRD
@given(st.lists(letters, min_size=1, max_size=90), st.sets(letters), letters)
def test_postings_are_those_of_each_term_together_with_and_without_numpy(
    texts: list[str], wanted: set[str], first: str
) -> None:
    index, counts = index_of(memes_of(*texts)), Counter(texts)
    chosen = [number for number in range(index.term_count) if index.term(number).decode() in wanted]
    row = range(index.first_term_from(first.encode()), index.term_count)
    for numbers in (chosen, row, list(row), []):
        postings = sum(counts[term] for term in terms_of(index, numbers))
        assert index.posting_count(numbers) == sum(map(index.document_frequency, numbers)) == postings
        with without_numpy():
            assert index.posting_count(numbers) == postings


@pytest.mark.parametrize("name", ["postings", "_sections", "Terms"])
def test_what_is_no_section_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError, match=f"an index has no section {name}"):
        getattr(index_of(MEMES), name)


@pytest.mark.parametrize("texts", [["a"] * HEAD_MIN_POSTINGS, ["b a"] * 60 + ["a a"] * 70 + ["b c d e f"] * 9])
def test_a_head_is_the_best_of_all_postings_of_its_term(texts: list[str]) -> None:
    index = index_of(memes_of(*texts))
    term = term_number(index, "a")
    first, last = index.posting_offsets[term : term + 2]
    every = zip(index.posting_docs[first:last], index.posting_weights[first:last], strict=True)
    best = sorted(every, key=lambda entry: (-entry[1], entry[0]))[:HEAD_SIZE]
    assert list(index.best_of_term(term)) == best


def test_one_posting_less_is_no_reason_for_a_head() -> None:
    index = index_of(memes_of(*["a"] * (HEAD_MIN_POSTINGS - 1), "b"))
    assert index.head_entries(range(1)) is None
    assert [doc for doc, _ in index.best_of_term(0)] == list(range(HEAD_MIN_POSTINGS - 1))


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
