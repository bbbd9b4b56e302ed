from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.search import SearchRequest
from maas_cli.search.random_memes import AllButCopies, catalog_name, drawn, memes_to_draw, page_of
from tests.factories import index_of, meme, memes_of

MEMES = [meme(1, "Owl", "one"), meme(2, "Owl", "one"), meme(3, "Cat", "two"), meme(4, "Cat", "one more")]
INDEX = index_of(MEMES)


def test_all_memes_are_drawn_from_but_copies() -> None:
    docs = memes_to_draw(INDEX, None)
    assert [docs[place] for place in range(len(docs))] == [0, 2, 3]


@given(st.lists(st.sampled_from("abcde"), max_size=30))
def test_of_copies_only_the_first_is_drawn(texts: list[str]) -> None:
    docs = AllButCopies(index_of(memes_of(*texts)))
    firsts = [number for number, text in enumerate(texts) if text not in texts[:number]]
    assert [docs[place] for place in range(len(docs))] == firsts


def test_a_query_says_which_memes_are_drawn_from() -> None:
    assert memes_to_draw(INDEX, SearchRequest("template:cat")) == [2, 3]
    assert memes_to_draw(INDEX, SearchRequest("one")) == [0, 3]


def test_a_new_order_passes_over_what_the_old_one_ended_with() -> None:
    places = iter([(1, 2), (2, 0), (2, 1), (2, 2)])

    def next_places(count: int) -> Iterator[tuple[int, int]]:
        return (next(places) for _ in range(count))

    assert sorted(drawn([10, 11, 12], 3, next_places)) == [10, 11, 12]


def test_nothing_wanted_is_nothing_drawn() -> None:
    assert drawn([], 0, lambda _: [(1, 1)]) == []


def test_the_page_says_copies_and_how_many_there_were_to_draw_from() -> None:
    page = page_of(INDEX, [0, 3], memes_to_draw(INDEX, None), SearchRequest("q", limit=2, offset=4))
    assert [(hit.meme.id, hit.copies) for hit in page.hits] == [(1, 2), (4, 1)]
    assert (page.query, page.total, page.offset, page.limit) == ("q", 3, 4, 2)


def test_a_catalogue_keeps_its_name_when_its_index_is_built_again() -> None:
    assert catalog_name(index_of(MEMES)) == catalog_name(INDEX) != catalog_name(index_of(MEMES[:3]))


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "shit", "c shit"]), st.sampled_from(["", "m1", "m2"])), max_size=20)
)
def test_safe_draws_are_of_all_that_is_safe_but_copies_of_a_safe_one(rows: list[tuple[str, str]]) -> None:
    index = index_of([meme(number, text=text, md5=md5) for number, (text, md5) in enumerate(rows)])
    first_of: dict[int, int] = {}
    for doc, (text, _) in enumerate(rows):
        if "shit" not in text:
            first_of.setdefault(index.group(doc), doc)
    assert memes_to_draw(index, None, safe=True) == sorted(first_of.values())


def test_a_safe_request_draws_from_its_safe_hits() -> None:
    index = index_of(memes_of("cat one", "cat shit", "cat two"))
    assert memes_to_draw(index, SearchRequest("cat", safe=True)) == [0, 2]
    assert memes_to_draw(index, SearchRequest("cat")) == [0, 1, 2]
