from maas_cli.models.search import SearchRequest
from maas_cli.search.random_memes import hits_of, memes_to_draw
from tests.factories import index_of, meme, memes_of

INDEX = index_of([meme(1, "Owl", "one"), meme(2, "Owl", "one"), meme(3, "Cat", "two"), meme(4, "Cat", "one more")])


def test_all_memes_are_drawn_from_but_copies() -> None:
    assert list(memes_to_draw(INDEX, None)) == [0, 2, 3]
    assert list(memes_to_draw(index_of(memes_of("a", "b")), None)) == [0, 1]


def test_a_query_says_which_memes_are_drawn_from() -> None:
    assert list(memes_to_draw(INDEX, SearchRequest("template:cat"))) == [2, 3]
    assert list(memes_to_draw(INDEX, SearchRequest("one"))) == [0, 3]


def test_every_place_of_an_order_gives_another_meme_and_says_its_copies() -> None:
    page = hits_of(INDEX, [0, 2, 3], [(5, 0), (5, 1), (5, 2)], "q")
    assert {hit.meme.id: hit.copies for hit in page.hits} == {1: 2, 3: 1, 4: 1}
    assert (page.query, page.total) == ("q", 3)


def test_no_place_is_an_empty_page() -> None:
    assert hits_of(INDEX, [], [], "").hits == ()
