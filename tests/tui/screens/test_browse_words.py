import pytest

from maas_cli.models.search import SearchPage, SearchRequest, SortOrder
from maas_cli.models.users import User
from maas_cli.tui.backends import LocalBackend, ServerBackend, Statistics
from maas_cli.tui.screens.browse_words import account_words, answer_words, former_title, results_title

SAFE = SearchRequest("cat", safe=True)


@pytest.mark.parametrize(
    ("request_", "total", "rows", "title"),
    [
        (SearchRequest("cat"), 1204, 1204, "Results  1,204 · relevance"),
        (SearchRequest("cat", lat=1, lon=2, sort=SortOrder.DISTANCE), 3, 3, "Results  3 · nearest first"),
        (SearchRequest("cat"), 3393, 1000, "Results  first 1,000 of 3,393 · relevance"),
        (SearchRequest("  "), 1797, 1797, "Results  1,797 · all, shuffled daily"),
    ],
)
def test_the_title_tells_how_many_in_which_order(request_: SearchRequest, total: int, rows: int, title: str) -> None:
    assert results_title(request_, total, rows) == title


def test_an_answer_is_counted_and_timed() -> None:
    assert answer_words(SearchPage("cat", (), 1204, 0, 60), SAFE, 0.00031).plain == "1,204 ✓ 0.3 ms"


def test_where_nothing_is_found_what_was_meant_is_offered() -> None:
    page = SearchPage("grmupy", (), 0, 0, 60, suggestion="grumpy")
    assert answer_words(page, SAFE, 0.1).plain == "no hit · Tab: grumpy"


def test_what_was_hidden_is_told() -> None:
    assert answer_words(SearchPage("cat", (), 2, 0, 60, hidden=3), SAFE, 0.001).plain == "2 ✓ 1.0 ms · 3 unsafe hidden"


def test_that_unsafe_memes_are_shown_is_told() -> None:
    assert (
        answer_words(SearchPage("cat", (), 2, 0, 60), SearchRequest("cat"), 0.001).plain == "2 ✓ 1.0 ms · unsafe shown"
    )


def test_a_list_that_answers_an_earlier_query_says_which() -> None:
    assert former_title(SearchRequest(" dog "), 1204) == "Results for dog  1,204"
    assert former_title(SearchRequest(""), 3) == "Results for everything  3"


def test_the_account_says_what_is_billed_here_and_at_a_server() -> None:
    alice = Statistics(User(10, "alice", 982))
    assert account_words(alice, LocalBackend.__new__(LocalBackend)) == "alice · 982 tokens · opening costs 1"
    assert account_words(alice, ServerBackend.__new__(ServerBackend)) == "alice · 982 tokens · each search costs 1"


def test_without_a_token_nothing_is_billed() -> None:
    assert account_words(Statistics(None), LocalBackend.__new__(LocalBackend)) == "no token · all is free"
