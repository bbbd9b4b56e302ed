"""Drives the browser as a person does: keys in, the text of the screen out; the engine behind it is the real one."""

from __future__ import annotations

import asyncio
import functools
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ParamSpec

from textual import events

from maas_cli.bootstrap import create_engine, create_favourites, create_history, create_picture_download
from maas_cli.catalog_index import IMPORTED
from maas_cli.config import load_config
from maas_cli.models.search import SearchRequest
from maas_cli.tui.app import MaasApp
from maas_cli.tui.backends import LocalBackend
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.remapping import checked_keys
from maas_cli.tui.screens.browse import BrowseScreen
from maas_cli.tui.session import Session
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture
from maas_cli.tui.widgets.result_list import ResultList
from maas_cli.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from PIL.Image import Image
    from rich.style import Style
    from textual.pilot import Pilot

    from maas_cli.config import Config
    from maas_cli.engine import Engine
    from maas_cli.models.meme import Meme
    from maas_cli.models.search import Hit
    from maas_cli.tui.backends import Backend

WIDE, USUAL, SMALL, TINY = (120, 36), (80, 24), (60, 16), (50, 10)
ALICE = "secret1"
BOB = "secret2"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
_PATIENCE_SECONDS = 15.0

Given = ParamSpec("Given")


def scenario(steps: Callable[Given, Coroutine[Any, Any, None]]) -> Callable[Given, None]:
    """Make a plain test of steps that wait for one another."""

    @functools.wraps(steps)
    def test(*arguments: Given.args, **fixtures: Given.kwargs) -> None:
        asyncio.run(steps(*arguments, **fixtures))

    return test


class Desk:
    """A person's folder: Alice (secret1, 1,000 tokens) and Bob (secret2, none), and all that the browser keeps.

    The index over the starter catalogue is shared by all tests, in ``cache``.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache
        self._engines: list[Engine] = []
        users = {
            "10": {"id": 10, "name": "Alice", "authToken": ALICE, "tokenCount": 1000, "hits": None},
            "20": {"id": 20, "name": "Bob", "authToken": BOB, "tokenCount": 0, "hits": {"/api/memes": 12}},
        }
        (folder / "users.json").write_text(json.dumps(users), encoding="utf-8")
        self.request = SearchRequest("", safe=True)

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables by which another process works in this folder."""
        return {
            "HOME": str(self.folder), "MAAS_DATA_DIR": str(self.folder / "data"), "MAAS_CACHE_DIR": str(self.cache),
            "MAAS_USERS": str(self.folder / "users.json"),
        }  # fmt: skip

    def config(self, **flags: object) -> Config:
        """Return settings whose every file is in the folder."""
        given = {"data_dir": self.folder / "data", "users_file": self.folder / "users.json", **flags}
        return load_config(given, environment={"MAAS_CACHE_DIR": str(self.cache), "HOME": str(self.folder)})

    def engine(self, **flags: object) -> Engine:
        """Return an engine, to be closed with the desk."""
        engine = create_engine(self.config(**flags))
        self._engines.append(engine)
        return engine

    def backend(self, token: str | None = None) -> LocalBackend:
        """Return what answers on this machine."""
        backend = LocalBackend(self.engine(), token, self.config().data_dir / IMPORTED)
        backend.check()
        return backend

    def session(self, token: str | None = None, *, backend: Backend | None = None, **changes: Any) -> Session:  # noqa: ANN401  # fields of Session
        """Return what the browser starts with."""
        config = self.config()
        keys = checked_keys(changes.pop("keys", {}), "config.toml")
        pictures = Pictures(create_picture_download(config), self.folder / "drawn")
        session = Session(
            backend or self.backend(token), self.request, create_favourites(config), create_history(config), pictures,
            keys=keys, now=lambda: NOON,
        )  # fmt: skip
        return replace(session, **changes)

    def balance(self, uid: int = 10) -> int:
        """Return what a user has left, over all processes."""
        return next(user.balance for user in self.engine().list_users() if user.uid == uid)

    def close(self) -> None:
        """Close what was opened."""
        for engine in self._engines:
            engine.close()


@asynccontextmanager
async def browsing(session: Session, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[Meme | None]]:
    """Give the running browser, its first answer being shown."""
    app = MaasApp(session)
    async with app.run_test(size=size, notifications=True) as pilot:
        if session.backend.is_free_to_look:
            await until(pilot, lambda: results(pilot).generation > 0)
            await answered(pilot)
        try:
            yield pilot
        finally:
            if app.is_running:
                app.exit()
            while app.is_running:  # the end of a real run: first all work is stopped, then the widgets go
                await asyncio.sleep(0)


def browse_of(pilot: Pilot[Meme | None]) -> BrowseScreen:
    """Return the main screen, whichever is shown."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BrowseScreen)
    return screen


def results(pilot: Pilot[Meme | None]) -> ResultList:
    """Return the list."""
    return browse_of(pilot).query_one(ResultList)


def box(pilot: Pilot[Meme | None]) -> SearchBox:
    """Return the search box."""
    return browse_of(pilot).query_one(SearchBox)


def selected(pilot: Pilot[Meme | None]) -> Hit:
    """Return the selected hit, which is there."""
    hit = results(pilot).selected
    assert hit is not None
    return hit


def picture(pilot: Pilot[Meme | None]) -> Image | None:
    """Return the picture that is shown."""
    return next((shown.image for shown in pilot.app.screen.query(HalfBlockPicture)), None)


async def until(pilot: Pilot[Meme | None], holds: Callable[[], object]) -> None:
    """Wait until something holds; fail if it never does."""
    deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, f"never came; the screen is\n{screen_text(pilot)}"
        await asyncio.sleep(0.01)


async def until_seen(pilot: Pilot[Meme | None], *texts: str) -> str:
    """Wait until texts stand on the screen; return all that stands there."""
    await until(pilot, lambda: all(text in screen_text(pilot) for text in texts))
    return screen_text(pilot)


async def until_gone(pilot: Pilot[Meme | None], text: str) -> None:
    """Wait until a text no longer stands on the screen."""
    await until(pilot, lambda: text not in screen_text(pilot))


async def answered(pilot: Pilot[Meme | None]) -> None:
    """Wait until what stands in the box has been searched for, and the rows in sight are there."""
    browse = browse_of(pilot)
    await until(pilot, lambda: browse.request.query == box(pilot).text and not _is_at_work(pilot, "search"))
    await pilot.pause()
    await until(pilot, lambda: not _is_at_work(pilot, "pages"))


def _is_at_work(pilot: Pilot[Meme | None], group: str) -> bool:
    return any(worker.group == group and worker.is_running for worker in pilot.app.workers)


def press_at_once(pilot: Pilot[Meme | None], *keys: str) -> None:
    """Press keys faster than anything can happen between them; a key is a name or one character."""
    for key in keys:
        pilot.app.post_message(events.Key("space" if key == " " else key, key if len(key) == 1 else None))


async def type_text(pilot: Pilot[Meme | None], text: str) -> None:
    """Type a text into the search box and wait for what it finds."""
    wanted = box(pilot).text + text
    press_at_once(pilot, *text)
    await until(pilot, lambda: box(pilot).text == wanted)
    await answered(pilot)


async def press(pilot: Pilot[Meme | None], *keys: str) -> None:
    """Press keys, and wait until nothing more comes of them by itself."""
    press_at_once(pilot, *keys)
    await pilot.pause()


def screen_text(pilot: Pilot[Meme | None]) -> str:
    """Return what stands on the screen, a line a row, blanks at the ends left out."""
    return "\n".join("".join(text for text, _ in row).rstrip() for row in _rows(pilot))


def styles_of(pilot: Pilot[Meme | None], text: str) -> list[Style]:
    """Return how a text looks wherever it stands on the screen as a piece of one look."""
    return [style for row in _rows(pilot) for piece, style in row if text in piece and style is not None]


def _rows(pilot: Pilot[Meme | None]) -> list[list[tuple[str, Style | None]]]:
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001  # Textual has no other way to ask
    return [[(segment.text, segment.style) for segment in strip] for strip in strips[: pilot.app.size.height]]
