import pytest

from maas_cli.tui.notices import Notices, telling
from tests.tui.browsing import Desk, browsing, press, scenario, until_seen


def test_a_note_is_news_once() -> None:
    gathered = ["one", "two", "one"]
    notices = Notices(lambda: gathered)
    assert notices.news() == ["one", "two"]
    assert notices.news() == []
    gathered.append("three")
    assert notices.news() == ["three"]


def test_all_notes_are_told_in_order_also_those_that_came_last() -> None:
    gathered: list[list[str]] = [["b"], ["a", "b"]]
    notices = Notices(gathered.pop)
    notices.news()
    assert notices.all() == ["a", "b"]


def test_by_itself_there_are_none() -> None:
    assert (Notices().news(), Notices().all()) == ([], [])


def test_at_the_end_all_are_told_once_also_after_a_failure() -> None:
    told: list[str] = []

    def fail() -> None:
        with telling(lambda: ["it was rebuilt"], told.append) as notices:
            assert notices.news() == ["it was rebuilt"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert told == ["it was rebuilt"]


@scenario
async def test_a_note_is_shown_when_it_comes_and_its_brackets_are_text(desk: Desk) -> None:
    gathered = ["there was [bold]no\n users file[/]"]
    async with browsing(desk.session(notices=Notices(lambda: [gathered.pop()] if gathered else []))) as pilot:
        await until_seen(pilot, "there was [bold]no", "users file[/]")
        gathered.append("the search index was rebuilt")
        await press(pilot, "f2")
        await until_seen(pilot, "the search index was rebuilt")
