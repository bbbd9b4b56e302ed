from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search import term_arrays
from tests.factories import index_of, memes_of, terms_of

TEXTS = ["parrot parade", "парад 猫が好き", "kot кот", "a"]
INDEX = index_of(memes_of(*TEXTS))


def test_letters_are_counted_not_bytes() -> None:
    counts = term_arrays.letter_counts(INDEX.terms, INDEX.term_offsets).tolist()
    assert counts == [len(term) for term in terms_of(INDEX, range(INDEX.term_count))]


def test_an_index_without_terms_has_no_letters() -> None:
    empty = index_of([])
    assert term_arrays.letter_counts(empty.terms, empty.term_offsets).tolist() == []


@given(st.lists(st.integers(0, len(INDEX.suffixes) - 1), min_size=1, max_size=20))
def test_the_terms_of_many_suffixes_are_those_of_each(places: list[int]) -> None:
    chosen = INDEX.suffixes[min(places) : max(places) + 1]
    assert term_arrays.terms_at(INDEX.term_offsets, chosen) == sorted(set(map(INDEX.term_at, chosen)))


@given(st.sets(st.integers(0, INDEX.term_count - 1)))
def test_postings_of_many_terms_add_up(terms: set[int]) -> None:
    assert term_arrays.posting_count(INDEX.posting_offsets, sorted(terms)) == sum(map(INDEX.document_frequency, terms))
