import math
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.analysis import analyse
from maas_cli.search.build import build_index
from maas_cli.search.format import FIELD_SEPARATOR
from maas_cli.search.typos import deletion_hash, deletions, letter_mask
from maas_cli.serialize import meme_from_json
from tests.factories import FINGERPRINT, INDEX_PATH, index_of, meme, memes_of, term_number, terms_of

texts = st.lists(st.text("aB3é' \n", max_size=25), max_size=12)


def words_of(index: IndexFile, doc: int) -> list[str]:
    """Return a meme's words as the index has them, ``|`` between name and text."""
    numbers = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]].tolist()
    return ["|" if number == FIELD_SEPARATOR else index.term(number).decode() for number in numbers]


def docs_of(index: IndexFile, term: str) -> list[int]:
    number = term_number(index, term)
    return index.posting_docs[index.posting_offsets[number] : index.posting_offsets[number + 1]].tolist()


@pytest.mark.parametrize(
    "kept",
    [
        meme(0, "Parrot", "hi"),
        meme(2**63 - 1, "Зло <&>", "line\nbreak \u2028 \ud800 😀", url="u", page="p", md5="m", file_size=0),
        meme(1, "", "x", upper="X", lower="x", lang="en", place="Null Island", lat=0.0, lon=-0.0, tags=("a", "b,c")),
    ],
)
def test_a_meme_comes_out_as_it_went_in(kept: Meme) -> None:
    index = index_of([kept])
    assert meme_from_json(index.doc(0), index.further_keys(0)) == kept


@given(texts)
def test_every_term_leads_to_the_memes_that_hold_it_and_each_meme_to_its_words(captions: list[str]) -> None:
    index = index_of(memes_of(*captions))
    held = [{term for terms in analyse(text) for term in terms} for text in captions]
    vocabulary = sorted(set().union(*held))
    assert terms_of(index, range(index.term_count)) == vocabulary
    assert all(docs_of(index, term) == [doc for doc, terms in enumerate(held) if term in terms] for term in vocabulary)
    assert [words_of(index, doc) for doc in range(len(captions))] == [
        ["|", *(terms[0] for terms in analyse(text))] for text in captions
    ]


@given(texts)
def test_short_terms_without_digits_are_found_by_each_of_their_deletions(captions: list[str]) -> None:
    index = index_of(memes_of(*captions))
    expected = sorted(
        (deletion_hash(form), number)
        for number, term in enumerate(terms_of(index, range(index.term_count)))
        if len(term) <= 8 and "3" not in term
        for form in deletions(term)
    )
    assert list(zip(index.deletion_hashes, index.deletion_terms, strict=True)) == expected


@given(texts)
def test_terms_without_digits_are_scanned_by_length(captions: list[str]) -> None:
    index = index_of(memes_of(*captions))
    scanned = terms_of(index, index.scan_terms)
    assert sorted(scanned) == [term for term in terms_of(index, range(index.term_count)) if "3" not in term]
    for length in range(256):
        assert all(len(term) == length for term in scanned[index.scan_offsets[length] : index.scan_offsets[length + 1]])
    assert index.scan_masks.tolist() == [letter_mask(term) for term in scanned]


def test_name_and_text_are_one_field_kept_apart_by_a_separator() -> None:
    index = index_of([meme(1, "Paranoid Parrot", "Don't look")])
    assert words_of(index, 0) == ["paranoid", "parrot", "|", "dont", "look"]


def test_a_term_repeated_beyond_all_measure_counts_255_times() -> None:
    index = index_of(memes_of("ha " * 300, "ha " * 300 + "x"))
    assert docs_of(index, "ha") == [0, 1]


def test_an_unknown_language_is_und_and_a_missing_place_is_no_number() -> None:
    index = index_of([meme(1, text="x", lang="en"), meme(2, text="y", lat=0.0, lon=0.0), meme(3, text="z", lang="en")])
    assert index.meta() == {"memes": 3, "placed": 1, "languages": {"en": 2, "und": 1}}
    assert index.doc_langs.tolist() == [0, 1, 0]
    assert [math.isnan(latitude) for latitude in index.latitudes] == [True, False, True]


def test_templates_are_numbered_as_they_appear() -> None:
    index = index_of([meme(1, "B"), meme(2, "A"), meme(3, "B"), meme(4, "\ud800")])
    assert index.doc_templates.tolist() == [0, 1, 0, 2]
    assert [index.template(number) for number in range(3)] == ["B", "A", "?"]


def test_copies_are_groups_named_by_their_first_meme() -> None:
    index = index_of([meme(1, "A", "b c"), meme(2, "a", "B,  c!"), meme(3, "A b", "c"), meme(4, "A", "", md5="f")])
    assert index.groups.tolist() == [0, 0, 2, 3]


def test_the_facts_are_asked_for_when_all_memes_are_taken_in() -> None:
    taken_in: list[Meme] = []

    def memes() -> Iterator[Meme]:
        for each in memes_of("a", "b"):
            taken_in.append(each)
            yield each

    file = BytesIO()
    build_index(memes(), file, FINGERPRINT, lambda: {"taken_in": len(taken_in)})
    assert IndexFile(file.getvalue(), INDEX_PATH, FINGERPRINT).meta()["taken_in"] == 2
