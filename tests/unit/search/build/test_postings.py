from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import analyse, word_count
from maas_cli.search.build.postings import PostingsBuilder
from maas_cli.search.scoring import NAME_WEIGHT, weight, weight_table
from tests.unit.search.build.contents import NamedLines, numbers_of

captions = st.text("ab' ", max_size=12)
batches_of_memes = st.lists(st.lists(st.tuples(captions, captions), max_size=12), max_size=3)
Postings = dict[str, list[tuple[int, int]]]


def built(batches: list[list[tuple[str, str]]]) -> tuple[Postings, float]:
    """Return of each term the memes that hold it with its weight, and the mean length."""
    lines, postings = NamedLines(), PostingsBuilder()
    for batch in batches:
        postings.add(lines.add(batch))
    terms, new_numbers = lines.builder.vocabulary.in_order()
    mean_length = lines.builder.mean_length()
    sections = postings.sections(new_numbers, mean_length)
    assert sections["weight_table"] == weight_table(mean_length)
    pairs = list(zip(numbers_of(sections["posting_docs"]), numbers_of(sections["posting_weights"]), strict=True))
    offsets = pairwise(numbers_of(sections["posting_offsets"]))
    return {term: pairs[start:end] for term, (start, end) in zip(terms, offsets, strict=True)}, mean_length


def expected(memes: list[tuple[str, str]], mean_length: float) -> Postings:
    postings: Postings = {}
    for doc, (name, text) in enumerate(memes):
        words = [*analyse(name), *analyse(text)]
        length = sum(word_count(terms[0]) for terms in words)
        for term, count in Counter(term for terms in words for term in terms).items():
            bonus = NAME_WEIGHT if [terms[0] for terms in analyse(name)] == [term] else 0
            postings.setdefault(term, []).append((doc, weight(count, length, mean_length) + bonus))
    return postings


@given(batches_of_memes)
def test_each_term_leads_to_the_memes_that_hold_it_with_its_weight_in_each(
    batches: list[list[tuple[str, str]]],
) -> None:
    postings, mean_length = built(batches)
    assert postings == expected([meme for batch in batches for meme in batch], mean_length)


@pytest.mark.parametrize("length", [16, 17, 255, 300])
def test_beyond_16_occurrences_and_255_words_a_term_weighs_no_more(length: int) -> None:
    postings, mean_length = built([[("", "ha " * length)]])
    assert postings == {"ha": [(0, weight(16, min(length, 255), mean_length))]}


def test_a_term_weighs_more_where_it_is_the_whole_name() -> None:
    postings, _ = built([[("Don't", "x"), ("Don't panic", ""), ("", "don't x")]])
    assert postings["dont"][0][1] == postings["x"][0][1] + NAME_WEIGHT
    assert postings["don"][0][1] == postings["x"][0][1]
    assert len({weight for _, weight in postings["dont"][1:]}) == 1
