from maas_cli.models.facets import Suggestion, SuggestionKind
from maas_cli.models.search import SearchRequest
from maas_cli.search import search
from maas_cli.search.suggestions import closest, complete
from tests.factories import index_of, meme

INDEX = index_of(
    [
        meme(1, "Grumpy Cat", "groceries on monday"),
        meme(2, "Grumpy Cat", "grumbling on monday"),
        meme(3, "Harbour Cat", "grumbling again, привет"),
        meme(4, "", "monday monkey"),
    ]
)
WORD, TEMPLATE = SuggestionKind.WORD, SuggestionKind.TEMPLATE


def test_templates_that_begin_with_the_text_come_first_then_words_by_frequency() -> None:
    assert complete(INDEX, "gru", 10) == [
        Suggestion("Grumpy Cat", TEMPLATE, 2),
        Suggestion("grumbling", WORD, 2),
        Suggestion("grumpy", WORD, 2),
    ]


def test_a_template_may_begin_with_the_text_at_a_later_word() -> None:
    assert [one.text for one in complete(INDEX, "Cat", 2)] == ["Grumpy Cat", "Harbour Cat"]
    assert [one.text for one in complete(INDEX, "grumpy  CA", 1)] == ["Grumpy Cat"]


def test_only_the_last_word_is_completed_and_what_stands_before_it_stays() -> None:
    assert complete(INDEX, "Big, mon", 10) == [
        Suggestion("Big, monday", WORD, 3),
        Suggestion("Big, monkey", WORD, 1),
    ]


def test_there_are_never_more_than_asked_for() -> None:
    assert len(complete(INDEX, "m", 1)) == 1


def test_after_a_blank_only_templates_go_on() -> None:
    assert complete(INDEX, "monday ", 10) == []
    assert [one.text for one in complete(INDEX, "grumpy ", 10)] == ["Grumpy Cat"]


def test_punctuation_alone_suggests_nothing() -> None:
    assert complete(INDEX, "?!", 10) == []


def test_where_nothing_is_found_the_closest_words_are_offered_in_place() -> None:
    assert closest(INDEX, "Mondlly: grocreis") == "monday: groceries"
    assert closest(INDEX, "преывет") == "привет"


def test_words_that_there_are_stay_as_they_are() -> None:
    assert closest(INDEX, "monday grumblinxx") == "monday grumbling"


def test_nothing_is_offered_where_a_word_has_nothing_close_or_all_are_known() -> None:
    assert closest(INDEX, "monday qqqqqqq") is None
    assert closest(INDEX, "mo zz") is None
    assert closest(INDEX, "monday monkey") is None


def test_of_equally_close_words_the_more_frequent_is_offered() -> None:
    index = index_of([meme(1, text="stone"), meme(2, text="store"), meme(3, text="store shelf")])
    assert closest(index, "stoxe") == "store"


def test_a_search_offers_it_only_where_it_found_nothing() -> None:
    assert search(INDEX, SearchRequest("mondlly")).suggestion == "monday"
    assert search(INDEX, SearchRequest("monday")).suggestion is None
