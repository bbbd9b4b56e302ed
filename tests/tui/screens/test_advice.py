"""What is advised where nothing was found, and where a query is refused."""

import pytest

from maas_cli.errors import InvalidInputError
from maas_cli.models.search import SearchPage, SearchRequest
from maas_cli.tui.screens.advice import no_hit_words, refused_words
from tests.tui.browsing import (
    Desk,
    answered,
    box,
    browse_of,
    browsing,
    press,
    results,
    scenario,
    screen_text,
    type_text,
    until_gone,
    until_seen,
)


def advised(query: str, **page: object) -> list[str]:
    words = no_hit_words(SearchPage(query, (), 0, 0, 60, **page), SearchRequest(query), {})  # type: ignore[arg-type]  # fields of SearchPage
    assert words is not None
    return words.plain.splitlines()[1:]


def test_where_there_are_hits_or_nothing_was_asked_nothing_is_advised() -> None:
    assert no_hit_words(SearchPage("cat", (), 2, 0, 60), SearchRequest("cat"), {}) is None
    assert no_hit_words(SearchPage("", (), 0, 0, 60), SearchRequest(" "), {}) is None


@pytest.mark.parametrize(
    ("query", "page", "words"),
    [
        ("grmupy", {"suggestion": "grumpy"}, ["did you mean grumpy?  Tab or ⏎ takes it"]),
        ("rude", {"hidden": 1}, ["1 unsafe meme is hidden: F8 shows them"]),
        ("rude", {"hidden": 1200}, ["1,200 unsafe memes are hidden: F8 shows them"]),
        (
            'x template:"Grumpy Cat" lang:pt',
            {},
            [
                'only template:"Grumpy Cat" is looked at: F6 takes that away',
                "only lang:pt is looked at: F7 takes that away",
                "fewer words find more",
            ],
        ),
        ("xyzzy qqx", {}, ["fewer words find more"]),
        ("xyzzyqq", {}, ["try another word, or ^r for an earlier query"]),
    ],
)
def test_the_ways_on_are_said_a_line_each(query: str, page: dict[str, object], words: list[str]) -> None:
    assert advised(query, **page) == words


def test_the_keys_are_those_that_are_set() -> None:
    page = SearchPage("x", (), 0, 0, 60, hidden=2)
    words = no_hit_words(page, SearchRequest("x"), {"change_safe": "ctrl+x"})
    assert words is not None
    assert "^x shows them" in words.plain


def test_a_refusal_is_said_with_what_helps_here() -> None:
    request = SearchRequest("template:gruu")
    error = InvalidInputError("no template is called 'gruu'", hint="the closest is Grumpy Cat")
    assert refused_words(error, request, {}).plain.splitlines() == [
        "no template is called 'gruu'", "the closest is Grumpy Cat", "F6 lists the templates",
    ]  # fmt: skip
    error = InvalidInputError("no template is called 'g'", hint="`maas templates` lists them")
    assert refused_words(error, request, {}).plain.splitlines() == [
        "no template is called 'g'", "F6 lists the templates",
    ]  # fmt: skip


@scenario
async def test_where_nothing_is_found_the_middle_of_the_list_says_what_one_can_do(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "philozorapptorr")
        await until_seen(pilot, "Nothing was found", "did you mean philosoraptor?  Tab or ⏎ takes it")
        assert not results(pilot).display
        await press(pilot, "enter")
        await answered(pilot)
        assert box(pilot).text == "philosoraptor"
        await until_gone(pilot, "Nothing was found")
        await until_seen(pilot, "›")
        assert results(pilot).display
        assert len(pilot.app.screen_stack) == 1


@scenario
async def test_a_filter_that_leaves_nothing_is_taken_away_by_its_key(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "zzyzzxq lang:pt")
        await until_seen(pilot, "only lang:pt is looked at: F7 takes that away")
        await press(pilot, "f7")
        await until_seen(pilot, "Which language?", "any: take the filter away")
        await press(pilot, "enter")
        await answered(pilot)
        assert box(pilot).text == "zzyzzxq"


@scenario
async def test_a_refused_query_says_what_helps_and_that_the_list_is_of_an_earlier_one(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        total, found = results(pilot).rows, browse_of(pilot).query_one("Found")
        await type_text(pilot, " template:gruu")
        await until_seen(pilot, f"Results for cat  {total:,}", "the closest is Grumpy Cat", "F6 lists the templates")
        assert results(pilot).display
        assert found.has_class("-former")
        await press(pilot, *["backspace"] * len(" template:gruu"))
        await answered(pilot)
        await until_seen(pilot, f"Results  {total:,} · relevance")
        assert "F6 lists" not in screen_text(pilot)
        assert not found.has_class("-former")


@scenario
async def test_a_first_query_that_is_refused_is_told_of_in_the_middle_too(desk: Desk) -> None:
    session = desk.session()
    async with browsing(session) as pilot:
        await type_text(pilot, "zzyzzxq")
        await until_seen(pilot, "Nothing was found")
        await type_text(pilot, ' "good')
        await until_seen(pilot, "Results for zzyzzxq  0", "close it or leave it out")
        assert not results(pilot).display
