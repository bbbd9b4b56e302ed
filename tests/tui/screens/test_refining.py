"""Filters, order, position, safe mode, earlier queries and favourites."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.engine import Engine
from maas_cli.errors import StorageError
from maas_cli.models.search import SortOrder
from maas_cli.search.analysis import query_words
from maas_cli.search.query import parse_query
from maas_cli.tui.screens.refining import with_filter, without_filter
from tests.tui.browsing import (
    Desk,
    answered,
    box,
    browse_of,
    browsing,
    press,
    press_at_once,
    results,
    scenario,
    screen_text,
    selected,
    type_text,
    until,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered

# --- filters stand in the box

NAMES = st.text(st.sampled_from('abc яж 日本 123 "“”„«»-:,.!') | st.characters(exclude_categories=["C"]))
WORDS = st.sampled_from(("cat", "кот", "-dog", '"good morning"', "template:parrot", 'template:"grumpy cat"', "lang:en"))
QUERIES = st.lists(WORDS, max_size=4).map(" ".join)


@given(QUERIES, NAMES.filter(query_words))
def test_a_filter_takes_the_place_of_those_of_its_field_and_leaves_all_else(query: str, name: str) -> None:
    parsed = parse_query(with_filter(query, "template", name))
    assert [query_words(template) for template in parsed.templates] == [query_words(name)]
    before = parse_query(f"{query} x")
    assert (*parsed.words, "x") == before.words
    assert (parsed.excluded, parsed.langs, parsed.phrases) == (before.excluded, before.langs, before.phrases)


@given(QUERIES)
def test_without_its_filters_a_query_is_what_it_was_otherwise(query: str) -> None:
    rest = without_filter(query, "template")
    assert "template:" not in rest
    assert list(re.findall(r'"[^"]*"|\S+', rest)) == [
        item for item in re.findall(r'template:"[^"]*"|"[^"]*"|\S+', query) if not item.startswith("template:")
    ]


def test_half_a_filter_is_taken_out_too() -> None:
    assert without_filter('cat template:"grumpy c', "template") == "cat"
    assert without_filter("cat template:", "template") == "cat"
    assert without_filter("contemplate:x cat", "template") == "contemplate:x cat"


@scenario
async def test_a_template_can_be_chosen_of_those_among_the_hits(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "becky")
        await press(pilot, "f6")
        screen = await until_seen(pilot, "Which template?", "Philosoraptor  1")
        assert "Grumpy Cat" not in screen.split("Which template?")[1].split("╰")[0]
        press_at_once(pilot, *"soraptor")
        await until_gone(pilot, "Hipster Barista  ")
        await press(pilot, "enter")
        await answered(pilot)
        assert box(pilot).text == "becky template:Philosoraptor "
        assert {hit.meme.name for hit in results(pilot).hits_at_hand()} == {"Philosoraptor"}


@scenario
async def test_half_a_query_offers_all_templates_and_another_choice_replaces_the_first(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, '"good mor')
        await press(pilot, "f6")
        await until_seen(pilot, "Which template?", "Grumpy Cat  ")
        await press(pilot, "escape")
        await until_gone(pilot, "Which template?")
        assert box(pilot).text == '"good mor'
        await press(pilot, "escape")
        for typed, wanted in (("grumpy", 'template:"Grumpy Cat" '), ("philosor", "template:Philosoraptor ")):
            await press(pilot, "f6")
            await until_seen(pilot, "Which template?")
            await press(pilot, *typed, "enter")
            await answered(pilot)
            assert box(pilot).text == wanted


@scenario
async def test_a_language_can_be_chosen(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await press(pilot, "f7")
        await until_seen(pilot, "Which language?")
        await press(pilot, *"pt", "enter")
        await answered(pilot)
        assert box(pilot).text == "lang:pt "
        assert {hit.meme.lang for hit in results(pilot).hits_at_hand()} == {"pt"}


@scenario
async def test_a_choice_that_cannot_be_offered_is_said(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        backend.failure = StorageError("the catalogue is gone")
        await press(pilot, "f7")
        await until_seen(pilot, "the catalogue is gone")


# --- place and order


@scenario
async def test_a_place_brings_distances_and_the_nearest_first(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        await press(pilot, "f5")
        await until_seen(pilot, "Where are you?", "empty forgets it")
        await press(pilot, *"Almaty", "enter")
        await until_seen(pilot, "near Almaty, Kazakhstan", "nearest first", " km")
        assert browse_of(pilot).request.lat == pytest.approx(43.25, abs=0.1)
        distances = [hit.distance_km for hit in results(pilot).hits_at_hand() if hit.distance_km is not None]
        assert distances == sorted(distances)
        await press(pilot, "f5")
        await until_seen(pilot, "· relevance", " km")
        await press(pilot, "f5")
        await until_seen(pilot, "nearest first")
        await press(pilot, "ctrl+l")
        await until_seen(pilot, "Where are you?")
        await press(pilot, "enter")
        await until_seen(pilot, "· relevance")
        assert (browse_of(pilot).request.lat, browse_of(pilot).request.sort) == (None, SortOrder.RELEVANCE)


@scenario
async def test_a_place_that_is_none_is_said_and_nothing_changes(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+l")
        await until_seen(pilot, "Where are you?")
        await press(pilot, *"Nowheresville", "enter")
        await until_seen(pilot, "Where are you?", "called 'Nowheresville'")
        await press(pilot, *"xyz")
        await until_seen(pilot, "Where are you?", "Nowheresvillexyz")
        await press(pilot, "escape")
        await until_gone(pilot, "Where are you?")
        assert box(pilot).text == ""
        assert browse_of(pilot).request.lat is None


# --- safe mode


def _import_a_rude_one(desk: Desk) -> Engine:
    desk.cache = desk.folder / "cache"
    rows = [("a kind cat says hello", "Kind Cat"), ("what the fuck is this cat", "Rude Cat")]
    lines = [json.dumps({"id": number, "name": name, "text": text}) for number, (text, name) in enumerate(rows, 1)]
    source = desk.folder / "rude.ndjson"
    source.write_text("\n".join(lines), encoding="utf-8")
    engine = desk.engine()
    engine.import_catalog(source)
    return engine


@scenario
async def test_unsafe_memes_are_hidden_counted_and_shown_on_request(desk: Desk) -> None:
    _import_a_rude_one(desk)
    async with browsing(desk.session()) as pilot:
        assert "fuck" not in screen_text(pilot)
        await type_text(pilot, "cat")
        assert "1 unsafe hidden" in screen_text(pilot)
        assert results(pilot).rows == 1
        await press(pilot, "f8")
        await until_seen(pilot, "unsafe memes are shown", "Rude Cat", "ms · unsafe shown")
        assert results(pilot).rows == 2
        await press(pilot, "f8")
        await until_seen(pilot, "unsafe memes are hidden", "1 unsafe hidden")
        await press(pilot, "f6")
        assert "Rude Cat" not in await until_seen(pilot, "Which template?", "Kind Cat  1")


# --- earlier queries and favourites


@scenario
async def test_earlier_queries_can_be_searched_for_again(desk: Desk) -> None:
    session = desk.session()
    for query in ("grumpy cat", "becky"):
        session.history.add(query)
    async with browsing(session) as pilot:
        await press(pilot, "ctrl+r")
        await until_seen(pilot, "Search again", "becky", "grumpy cat")
        await press(pilot, "down", "up", "up", "down", "enter")
        await answered(pilot)
        assert box(pilot).text == "grumpy cat"


@scenario
async def test_where_nothing_was_kept_that_is_said_and_enter_takes_nothing(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        for key, words in (("ctrl+r", "what you open is remembered here"), ("f9", "makes the selected meme one")):
            await press(pilot, key)
            await until_seen(pilot, words)
            await press(pilot, "down", "enter")
            assert words in screen_text(pilot)
            await press(pilot, "escape")
            await until_gone(pilot, words)
        assert box(pilot).text == ""


@scenario
async def test_a_history_that_cannot_be_read_is_said(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data" / "history.json").write_text("no history")
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+r")
        await until_seen(pilot, "history.json")
        assert len(pilot.app.screen_stack) == 1


@scenario
async def test_a_favourite_is_starred_listed_opened_and_taken_out(desk: Desk) -> None:
    session = desk.session()
    async with browsing(session) as pilot:
        await type_text(pilot, "becky")
        meme = selected(pilot).meme
        await press(pilot, "ctrl+s")
        await until_seen(pilot, "★ now a favourite", "★ favourite")
        await press(pilot, "down")
        await until(pilot, lambda: f"#{meme.id}" not in screen_text(pilot))
        await press(pilot, "up")
        await until_seen(pilot, "★ favourite · ")
        await press(pilot, "f9")
        await until_seen(pilot, "Favourites", meme.name)
        await press(pilot, "enter")
        await until_seen(pilot, f"{meme.id}  ★ favourite", "Esc back")
        await press(pilot, "f")
        await until_seen(pilot, "no longer a favourite")
        assert session.favourites.list() == ()
        await press(pilot, "escape")
        await until_seen(pilot, "Results")
        await until_gone(pilot, "★ favourite")


@scenario
async def test_a_damaged_file_is_said_in_a_sentence_and_left_as_it_is(desk: Desk) -> None:
    (desk.folder / "data").mkdir(exist_ok=True)
    for name in ("favourites", "history"):
        (desk.folder / "data" / f"{name}.json").write_text("[{nonsense")
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+r")
        screen = await until_seen(pilot, "favourites.json", "history.json", "left as it is", "move it away")
        assert "Expecting" not in screen
    assert (desk.folder / "data" / "history.json").read_text() == "[{nonsense"
