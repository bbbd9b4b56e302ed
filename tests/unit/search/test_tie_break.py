from maas_cli.search.geo import Distances
from maas_cli.search.tie_break import READ, UNKNOWN, UNREAD, TieBreak
from tests.factories import index_of, meme

INDEX = index_of(
    [
        meme(1, text="a", lang="de"),
        meme(2, text="b"),
        meme(3, text="c", lang="ru", lat=0.0, lon=0.2),
        meme(4, text="d", lang="ru", lat=0.0, lon=5.0),
        meme(5, text="e", lang="en", lat=0.0, lon=30.0),
    ]
)


def test_where_nothing_is_known_of_the_caller_the_earlier_meme_comes_first() -> None:
    tie = TieBreak(INDEX, None, ())
    assert not tie.decides
    assert [tie.key(doc) for doc in (0, 4)] == [(0, 0, 0), (0, 0, 4)]


def test_languages_the_caller_reads_come_before_unknown_ones_and_those_before_others() -> None:
    tie = TieBreak(INDEX, None, ("en", "ru", "xx"))
    assert tie.decides
    assert [tie.key(doc)[1] for doc in range(5)] == [UNREAD, UNKNOWN, READ, READ, READ]


def test_one_who_says_that_he_reads_what_is_of_no_known_language_is_taken_at_his_word() -> None:
    assert TieBreak(INDEX, None, ("und",)).key(1) == (0, READ, 1)


def test_how_near_comes_before_the_language_and_a_meme_without_a_place_last() -> None:
    tie = TieBreak(INDEX, Distances(INDEX, 0.0, 0.0), ("en",))
    assert tie.decides
    assert sorted(range(5), key=tie.key) == [2, 3, 4, 1, 0]
    assert tie.key(2) == (0, UNREAD, 2)
    assert tie.key(1) == (5, UNKNOWN, 1)
