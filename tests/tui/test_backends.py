"""Who answers the browser: this machine, or a server, and what each charges."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from maas_cli.errors import AuthenticationError, BalanceExhaustedError, InvalidInputError, ServiceUnreachableError
from maas_cli.models.search import SearchRequest
from maas_cli.models.users import User, UserStats
from maas_cli.remote import Remote
from maas_cli.tui.backends import LocalBackend, ServerBackend, Statistics
from tests.tui.browsing import (
    ALICE,
    BOB,
    Desk,
    answered,
    box,
    browse_of,
    browsing,
    press,
    press_at_once,
    results,
    scenario,
    selected,
    until,
    until_seen,
)
from tests.web.face import Parts, make_face, make_parts, write_users
from tests.web.serving import serving

# --- this machine


def test_the_index_is_there_and_memes_are_counted_before_it_begins(desk: Desk) -> None:
    backend = LocalBackend(desk.engine(), None)
    backend.check()
    assert backend.name == f"{desk.engine().catalog_info().memes:,} memes"


def test_another_catalogue_has_another_mark_and_its_own_count(desk: Desk) -> None:
    desk.cache = desk.folder / "cache"
    backend = desk.backend()
    marks = [backend.catalog_mark()]
    for text in ("1,Owl,alone\n", "1,Owl,again\n"):
        source = desk.folder / "owls.csv"
        source.write_text(f"id,name,text\n{text}2,Owl,x\n", encoding="utf-8")
        desk.engine().import_catalog(source)
        marks.append(backend.catalog_mark())
        assert backend.current_name() == backend.name == "2 memes"
    assert len(set(marks)) == 3
    assert backend.catalog_mark() == marks[-1]
    desk.engine().reset_catalog()
    assert backend.catalog_mark() == marks[0]
    assert backend.current_name() == "1,797 memes"
    assert LocalBackend(desk.engine(), None).catalog_mark() is None


def test_memes_without_a_template_are_counted_too(desk: Desk) -> None:
    source = desk.folder / "owls.csv"
    source.write_text("id,name,text\n1,Owl,alone at last\n2,,of no template\n", encoding="utf-8")
    engine = desk.engine()
    engine.import_catalog(source)
    backend = LocalBackend(engine, None)
    backend.check()
    assert backend.name == "2 memes"


def test_a_token_that_is_nobody_s_refuses_to_start(desk: Desk) -> None:
    with pytest.raises(AuthenticationError) as refused:
        LocalBackend(desk.engine(), "a-wrong-token").check()
    assert "a-wrong-token" not in f"{refused.value!r} {refused.value.hint}"


def test_all_memes_come_once_in_an_order_that_holds_for_the_day(desk: Desk) -> None:
    backend = desk.backend()
    request = SearchRequest("", limit=1000)
    pages = [backend.look(replace(request, offset=offset)) for offset in (0, 1000)]
    seen = [hit.meme.id for page in pages for hit in page.hits]
    assert len(seen) == len(set(seen)) == pages[0].total
    assert seen != sorted(seen)
    assert [hit.meme.id for hit in desk.backend().look(request).hits] == seen[:1000]


def test_looking_is_free_and_opening_is_charged_where_there_is_a_token(desk: Desk) -> None:
    paying, free = desk.backend(ALICE), desk.backend()
    hit = paying.look(SearchRequest("becky")).hits[0]
    assert free.open(hit.meme) is None
    assert desk.balance() == 1000
    assert paying.open(hit.meme) == 1
    assert desk.balance() == 999
    with pytest.raises(BalanceExhaustedError):
        desk.backend(BOB).open(hit.meme)


def test_places_templates_and_languages_can_be_asked_for(desk: Desk) -> None:
    backend = desk.backend()
    assert backend.find_place("Almaty").country_name == "Kazakhstan"
    with pytest.raises(InvalidInputError):
        backend.find_place("Nowheresville")
    few, everything = backend.templates("becky", safe=True), backend.templates(" ", safe=True)
    assert {count.name for count in few} < {count.name for count in everything}
    assert {"en", "pt", "ru"} <= set(backend.languages())
    assert len(backend.positions(SearchRequest("becky"))) < len(backend.positions(SearchRequest(" ")))


# --- statistics


def _user(name: str, **hits: int) -> User:
    return User(1, name, 5, hits=hits)


def test_everybody_s_calls_are_added_up_and_one_s_own_are_not() -> None:
    alice, bob = _user("Alice", search=1, memes=4), _user("Bob", search=9)
    everybody = Statistics(None, (alice, bob))
    assert list(everybody.hits_by_endpoint().items()) == [("search", 10), ("memes", 4)]
    assert everybody.user is None
    mine = Statistics(alice, (alice, bob))
    assert list(mine.hits_by_endpoint().items()) == [("memes", 4), ("search", 1)]
    assert Statistics(UserStats(alice, (), 0, 0.0, None)).counted == (alice,)


def test_equal_counts_are_in_order_of_their_names() -> None:
    assert list(Statistics(None, (_user("A", b=1, a=1),)).hits_by_endpoint()) == ["a", "b"]


# --- a server


@pytest.fixture
def parts(desk: Desk) -> Iterator[Parts]:
    """Return the parts of a service with users of its own."""
    made = make_parts(write_users(desk.folder / "server" / "users.json", Alice=1000, Bob=0), desk.cache)
    yield made
    made.accounts.close()


@pytest.fixture
def server(parts: Parts) -> Iterator[str]:
    """Give the address of a server over the starter catalogue."""
    with serving(make_face(parts).app) as url:
        yield url


def test_a_server_wants_a_token_that_is_somebody_s(server: str) -> None:
    with pytest.raises(AuthenticationError, match="wants a token"):
        ServerBackend(Remote(server), server, None)
    with pytest.raises(AuthenticationError) as refused:
        ServerBackend(Remote(server), server, "a-wrong-token").check()
    assert "a-wrong-token" not in f"{refused.value!r} {refused.value.hint}"


def test_a_server_is_not_asked_what_it_cannot_answer_or_what_would_cost(server: str, parts: Parts) -> None:
    backend = ServerBackend(Remote(server), server, ALICE)
    backend.check()
    assert (backend.current_name(), backend.catalog_mark()) == (server, None)
    assert backend.look(SearchRequest(" ")).total == 0
    assert (backend.templates("cat", safe=True), backend.languages(), backend.positions(SearchRequest("cat"))) == (
        (),
        (),
        (),
    )
    assert backend.find_place("Almaty").country_name == "Kazakhstan"
    assert parts.accounts.get(10).balance == 1000


@scenario
async def test_at_a_server_enter_searches_is_charged_once_and_all_else_is_free(
    desk: Desk, server: str, parts: Parts
) -> None:
    backend = ServerBackend(Remote(server), server, ALICE)
    async with browsing(desk.session(backend=backend, server=server)) as pilot:
        await until_seen(pilot, server, "type, then Enter: each search costs 1", "each search costs 1   12:00")
        press_at_once(pilot, *"becky")
        await until_seen(pilot, "⏎ searches, costs 1")
        assert results(pilot).rows == 0
        press_at_once(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: results(pilot).rows)
        await answered(pilot)
        found = results(pilot).rows
        assert found == desk.engine().search(SearchRequest("becky", safe=True)).total
        assert "999 tokens" in await until_seen(pilot, "999 tokens")
        await press(pilot, "ctrl+end", "ctrl+home", "down")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await press(pilot, "enter")
        assert "paid" not in await until_seen(pilot, "Esc back", "Becky")
        await press(pilot, "escape")
        await until_seen(pilot, "Results")
        await press(pilot, "f8")
        await until_seen(pilot, "⏎ searches, costs 1")
        await press(pilot, "f6")
        await until_seen(pilot, "a server lists none")
        await press(pilot, "escape", "escape")
        assert parts.accounts.get(10).balance == 999
        assert dict(parts.accounts.get(10).hits) == {"/api/memes": 1}


@scenario
async def test_at_a_server_a_refused_query_costs_nothing(desk: Desk, server: str, parts: Parts) -> None:
    backend = ServerBackend(Remote(server), server, ALICE)
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, *'"good mor', "enter")
        await until_seen(pilot, "is not closed")
        assert parts.accounts.get(10).balance == 1000


@scenario
async def test_at_a_server_who_has_nothing_left_is_told(desk: Desk, server: str) -> None:
    backend = ServerBackend(Remote(server), server, BOB)
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, *"becky", "enter")
        await until_seen(pilot, "no tokens left")
        assert results(pilot).rows == 0


@scenario
async def test_a_server_that_goes_is_said_and_what_was_found_stays(desk: Desk, parts: Parts) -> None:
    with ExitStack() as running:
        url = running.enter_context(serving(make_face(parts).app))
        backend = ServerBackend(Remote(url), url, ALICE)
        async with browsing(desk.session(backend=backend)) as pilot:
            press_at_once(pilot, *"becky", "enter")
            await until(pilot, lambda: results(pilot).rows)
            await until_seen(pilot, "999 left")
            meme = selected(pilot).meme
            running.close()
            await until_seen(pilot, "; what is shown may be old", "999 left")
            press_at_once(pilot, "s", "enter")
            await until(pilot, lambda: box(pilot).query_one(".told").has_class("-wrong"))
            assert browse_of(pilot).request.query == "beckys"
            assert selected(pilot).meme == meme
    with pytest.raises(ServiceUnreachableError):
        backend.statistics()
