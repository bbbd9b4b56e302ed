"""What can be done with a meme: from the list and where it is opened."""

import json
from dataclasses import replace
from hashlib import md5

import pytest
from textual.app import App

from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit
from maas_cli.picture_download import PictureDownload
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.screens.meme import MemeScreen
from maas_cli.tui.session import Session
from tests.factories import meme
from tests.tui.browsing import Desk, browsing, press, scenario, selected, type_text, until, until_seen
from tests.tui.browsing import picture as picture_shown
from tests.unit.picture_download.samples import ON_THIS_MACHINE, ORANGE, picture
from tests.unit.remote.scripted_server import answer_of, serving


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that are opened in the web browser from now on."""
    addresses: list[str] = []
    monkeypatch.setattr(App, "open_url", lambda _, url, **__: addresses.append(url))
    return addresses


def import_memes(desk: Desk, *memes: Meme) -> None:
    """Make these memes the desk's catalogue."""
    desk.cache = desk.folder / "cache"
    lines = [
        json.dumps({"id": one.id, "name": one.name, "text": one.text, "url": one.url, "page": one.page, "md5": one.md5})
        for one in memes
    ]
    source = desk.folder / "memes.ndjson"
    source.write_text("\n".join(lines), encoding="utf-8")
    desk.engine().import_catalog(source)


KEYBOARD = meme(7, "Keyboard Cat", "cat plays\nyou out", url="http://images.example/7.jpg", page="http://example/7")
PLAIN = meme(8, "Grumpy Cat", "cat says no")


@scenario
async def test_the_link_or_the_text_is_copied(desk: Desk) -> None:
    import_memes(desk, KEYBOARD, PLAIN)
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+end")
        await type_text(pilot, "keyboard")
        await press(pilot, "ctrl+y")
        await until_seen(pilot, "copied the link")
        assert pilot.app.clipboard == "http://images.example/7.jpg"
        await press(pilot, "ctrl+t")
        assert pilot.app.clipboard == "cat plays you out"
        await press(pilot, "escape")
        await type_text(pilot, "grumpy")
        await press(pilot, "ctrl+y")
        await until_seen(pilot, "copied the text (it has no link)")
        assert pilot.app.clipboard == "cat says no"


@scenario
async def test_links_of_a_server_s_memes_start_from_its_address(desk: Desk) -> None:
    import_memes(desk, replace(PLAIN, url="/memes/8.png"))
    async with browsing(desk.session(server="http://localhost:8080")) as pilot:
        await press(pilot, "ctrl+y")
        assert pilot.app.clipboard == "http://localhost:8080/memes/8.png"


@scenario
async def test_the_page_is_opened_in_the_web_browser(desk: Desk, opened: list[str]) -> None:
    import_memes(desk, KEYBOARD)
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+o")
        await until_seen(pilot, "opened in the web browser")
    assert opened == ["http://example/7"]


@scenario
async def test_a_meme_without_an_address_is_drawn_for_the_web_browser(desk: Desk, opened: list[str]) -> None:
    import_memes(desk, PLAIN)
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: opened)
    drawn = desk.folder / "drawn" / "8.png"
    assert opened == [drawn.as_uri()]
    assert drawn.read_bytes().startswith(b"\x89PNG")


@scenario
async def test_a_drawing_that_cannot_be_written_is_said(desk: Desk, opened: list[str]) -> None:
    import_memes(desk, PLAIN)
    (desk.folder / "drawn").write_text("a file, no folder")
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+o")
        await until_seen(pilot, "cannot")
    assert opened == []


@scenario
async def test_nothing_is_done_where_there_is_no_meme(desk: Desk, opened: list[str]) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "xyzzyqq")
        await press(pilot, "ctrl+y", "ctrl+t", "ctrl+o", "ctrl+s", "ctrl+g", "f3", "f3", "enter")
        await until(pilot, lambda: not list(pilot.app.workers))
        assert len(pilot.app.screen_stack) == 1
        assert (pilot.app.clipboard, opened) == ("", [])


def with_real_pictures(desk: Desk, **changes: bool) -> Session:
    """Return a session that may fetch pictures from this machine."""
    real = PictureDownload(desk.folder / "pictures", limits=ON_THIS_MACHINE)
    return desk.session(pictures=Pictures(real, desk.folder / "drawn", **changes))


@scenario
async def test_the_real_picture_is_fetched_only_when_asked_for(desk: Desk) -> None:
    data = picture("JPEG")
    with serving(answer_of("200 OK", data)) as server:
        real = replace(PLAIN, url=f"{server.url}/8.jpg", md5=md5(data, usedforsecurity=False).hexdigest())
        import_memes(desk, real)
        session = with_real_pictures(desk)
        async with browsing(session) as pilot:
            await until(pilot, lambda: picture_shown(pilot))
            assert server.asked == []
            await press(pilot, "ctrl+g")
            await until(pilot, lambda: session.pictures.made == 2)
            image = session.pictures.at_hand(selected(pilot).meme)
            assert image is not None
            assert image.size == (40, 30)
            red, green, blue = image.getpixel((20, 15))  # type: ignore[misc]  # an RGB picture has three
            assert all(abs(one - other) < 8 for one, other in zip((red, green, blue), ORANGE, strict=True))
        assert len(server.asked) == 1
        again = with_real_pictures(desk)
        assert again.pictures.picture(real).size == (40, 30)


@scenario
async def test_real_pictures_can_be_fetched_always(desk: Desk) -> None:
    with serving(answer_of("200 OK", picture())) as server:
        import_memes(desk, replace(PLAIN, url=f"{server.url}/8.png"))
        session = with_real_pictures(desk, always_real=True)
        async with browsing(session) as pilot:
            await until(pilot, lambda: session.pictures.at_hand(selected(pilot).meme))
        assert len(server.asked) == 1


@scenario
async def test_a_picture_that_is_another_than_stated_is_refused(desk: Desk) -> None:
    with serving(answer_of("200 OK", picture())) as server:
        import_memes(desk, replace(PLAIN, url=f"{server.url}/8.png", md5="0" * 32))
        async with browsing(with_real_pictures(desk)) as pilot:
            await press(pilot, "ctrl+g")
            await until_seen(pilot, "MD5 differs")


@scenario
async def test_a_drawn_picture_has_no_real_one(desk: Desk) -> None:
    import_memes(desk, PLAIN)
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+g")
        await until_seen(pilot, "it is drawn")


# --- on the screen of an opened meme, where letters are keys


@scenario
async def test_letters_are_keys_where_a_meme_is_opened(desk: Desk, opened: list[str]) -> None:
    with serving(answer_of("200 OK", picture())) as server:
        session = with_real_pictures(desk)
        async with browsing(session) as pilot:
            shown = replace(KEYBOARD, url=f"{server.url}/7.png")
            pilot.app.push_screen(MemeScreen(session, Hit(shown, 1.0, ()), None))
            await until(pilot, lambda: picture_shown(pilot))
            await press(pilot, "c")
            assert pilot.app.clipboard == shown.url
            await press(pilot, "t")
            assert pilot.app.clipboard == "cat plays you out"
            await press(pilot, "o")
            await until(pilot, lambda: opened)
            made = session.pictures.made
            await press(pilot, "r")
            await until(pilot, lambda: session.pictures.made == made + 1)
            await press(pilot, "f")
            await until_seen(pilot, "★ favourite")
            assert [kept.meme for kept in session.favourites.list()] == [shown]
            await press(pilot, "q")
            await until_seen(pilot, "Search")
    assert opened == [KEYBOARD.page]


@scenario
async def test_a_disk_that_fails_is_said_and_ends_nothing(desk: Desk) -> None:
    session = desk.session()
    async with browsing(session) as pilot:
        (desk.folder / "data").mkdir()
        (desk.folder / "data" / "favourites.json").write_text("none")
        await press(pilot, "ctrl+s")
        await until_seen(pilot, "favourites.json")
        await press(pilot, "enter")
        await until_seen(pilot, "Esc back", "favourites.json")
