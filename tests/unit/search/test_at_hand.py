from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.at_hand import best_at_hand, best_of_either
from maas_cli.search.expansion import Expansion, QueryWord
from maas_cli.search.filters import NO_FILTERS
from maas_cli.search.index_file import IndexFile
from maas_cli.search.plain import PlainBackend
from maas_cli.search.tie_break import TieBreak
from tests.factories import index_of, memes_of

WORDS = ("cat", "cats", "catalogue", "cst", "dog", "dogs")


def index_with(repeats: int, texts: list[str]) -> IndexFile:
    return index_of(memes_of(*texts * repeats))


texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)
indexes = st.builds(index_with, st.sampled_from([1, 30]), texts)


@given(indexes, st.sampled_from(["cat", "ca", "catt", "dogg", "cast"]))
def test_what_is_at_hand_is_what_comes_first(index: IndexFile, word: str) -> None:
    backend, tie = PlainBackend(index), TieBreak(index, None, ())
    for expansion in QueryWord(index, word, fuzzy=True, is_open=True).all:
        best = best_at_hand(index, expansion)
        assert best is not None
        docs = [doc for _, doc in best.entries]
        everything = list(backend.heaviest_first(expansion, NO_FILTERS, tie))
        assert docs == everything[: len(docs)]
        assert docs == everything or not best.is_all
        assert len(docs) >= min(len(everything), 32)


def test_the_best_of_many_terms_are_not_at_hand() -> None:
    index = index_of(memes_of(*(f"concat{number}x" for number in range(40))))
    (inside,) = QueryWord(index, "cat", fuzzy=True, is_open=True).all
    assert best_at_hand(index, inside) is None
    assert list(best_of_either(index, [[inside], []])) == []


@given(indexes, st.permutations(["cat", "dog"]))
def test_memes_with_just_one_of_two_words_come_as_a_search_would_place_them(index: IndexFile, pair: list[str]) -> None:
    words = [QueryWord(index, word, fuzzy=True, is_open=True).all for word in pair]
    order: dict[int, tuple[int, int, int, int]] = {}
    holders: list[set[int]] = []
    for word in words:
        held: set[int] = set()
        for expansion in word:
            for loss, doc in best_everything(index, expansion):
                key = (*expansion.quality, expansion.idf * loss, doc)
                order[doc] = min(order.get(doc, key), key)
                held.add(doc)
        holders.append(held)
    both = holders[0] & holders[1]
    expected = sorted(key for doc, key in order.items() if doc not in both)
    found = [doc for doc in dict.fromkeys(best_of_either(index, words)) if doc not in both]
    assert found == [key[-1] for key in expected][: len(found)]


def best_everything(index: IndexFile, expansion: Expansion) -> list[tuple[int, int]]:
    """Return all memes of an expansion with their weights negated."""
    best: dict[int, int] = {}
    for term in expansion.terms:
        first, last = index.posting_offsets[term], index.posting_offsets[term + 1]
        for doc, weight in zip(index.posting_docs[first:last], index.posting_weights[first:last], strict=True):
            best[doc] = max(weight, best.get(doc, 0))
    return [(-weight, doc) for doc, weight in best.items()]
