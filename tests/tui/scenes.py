"""What the screens look like, kept as text: ``python -m tests.tui.scenes`` writes the files in ``goldens`` anew.

Look at what changed before keeping it: a golden says how it is, not that it is good.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from textual.widgets import Input

from maas_cli.tui.pictures import Pictures
from tests.tui.browsing import (
    ALICE,
    SMALL,
    TINY,
    USUAL,
    WIDE,
    Desk,
    box,
    browsing,
    press,
    screen_text,
    type_text,
    until,
    until_seen,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from textual.pilot import Pilot

    from maas_cli.models.meme import Meme

GOLDENS = Path(__file__).parent / "goldens"
_MEMES = (
    ("Keyboard Cat", "cat plays the keyboard", "plays you out", "Almaty, Kazakhstan", 43.25, 76.9),
    ("Grumpy Cat", "I had fun once", "it was awful", "Paris, France", 48.85, 2.35),
    ("Business Cat", "Hold my calls", "and this piece of string", "New York, United States", 40.7, -74.0),
    ("Lolcat", "猫はキーボードの上", "が好き", "Tokyo, Japan", 35.7, 139.7),
    ("Суровый кот", "Кот пришёл", "клавиатура занята", "Москва, Россия", 55.75, 37.6),
    ("Grumpy Cat", "You left the window open and the cat told every cat in the street", "they came", "", None, None),
    ("Philosoraptor", "If a cat walks on the keyboard", "who wrote the poem?", "Sydney, Australia", -33.9, 151.2),
    ("Brace Yourselves", "Brace yourselves", "cat pictures are coming", "", None, None),
    ("Scumbag Cat", "Knocks over the cup", "looks at you", "Buenos Aires, Argentina", -34.6, -58.4),
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A look at a screen of some size after some keys; ``seen`` stands there when it is ready."""

    size: tuple[int, int]
    query: str
    keys: tuple[str, ...]
    seen: str
    token: str | None = ALICE
    theme: str = "maas-dark"
    has_colors: bool = False


SCENES = {
    "search-120x36": Scene(WIDE, "cat", ("down",), "#1"),
    "search-80x24": Scene(USUAL, "cat", ("down",), "#1"),
    "search-60x16": Scene(SMALL, "cat", ("down",), "›   2"),
    "search-50x10": Scene(TINY, "", (), "maas needs"),
    "refused-80x24": Scene(USUAL, "cat", tuple(' "good mor'), "is not closed", None),
    "no-hit-80x24": Scene(USUAL, "zzyzzxq qqx template:philosoraptor", (), "Nothing was found", None),
    "meme-80x24": Scene(USUAL, "grumpy", ("enter",), "paid"),
    "map-80x24": Scene(USUAL, "cat", ("f4",), "places"),
    "stats-80x24": Scene(USUAL, "", ("f2",), "Tokens left", None),
    "help-80x24": Scene(USUAL, "cat", ("f1",), "Esc closes"),
    "colors-search-dark": Scene(USUAL, "cat", ("f3",), "#6", has_colors=True),
    "colors-search-light": Scene(USUAL, "cat", ("f3",), "#6", theme="maas-light", has_colors=True),
    "colors-stats-dark": Scene(USUAL, "", ("f2",), "Tokens left", None, has_colors=True),
    "colors-map-dark": Scene(USUAL, "cat", ("f4",), "places", has_colors=True),
}


class PlainPictures(Pictures):
    """Pictures of one colour: what the renderer draws is not the screens' business."""

    def picture(self, meme: Meme) -> Image:
        """Return a grey square."""
        from PIL import Image  # noqa: PLC0415  # as in the class it derives from

        return self._keep(meme.id, Image.new("RGB", (64, 64), (90, 90, 90)))


def shown(scene: Scene, folder: Path) -> str:
    """Return what a scene looks like in a folder that may have seen other scenes, the clock standing still."""
    desk = Desk(folder, folder / "cache")
    lines = [
        {"id": number, "name": name, "text": f"{upper} {lower}", "upper": upper, "lower": lower, "place": place,
         "lat": lat, "lon": lon, "lang": "en"}
        for number, (name, upper, lower, place, lat, lon) in enumerate(_MEMES, start=1)
    ]  # fmt: skip
    source = folder / "memes.ndjson"
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    if not (folder / "data").exists():
        desk.engine().import_catalog(source)
    try:
        with ExitStack() as still:
            still.enter_context(patch("maas_cli.tui.screens.searching.perf_counter", return_value=0.0))
            still.enter_context(patch("maas_cli.tui.app.monotonic", return_value=0.0))
            still.enter_context(patch("maas_cli.tui.app.TICK_SECONDS", 3600.0))
            return asyncio.run(_shown(scene, desk))
    finally:
        desk.close()


async def _shown(scene: Scene, desk: Desk) -> str:
    session = desk.session(scene.token, theme=scene.theme)
    session.pictures.__class__ = PlainPictures
    async with browsing(session, scene.size) as pilot:
        box(pilot).query_one(Input).cursor_blink = False
        if scene.size != TINY:  # where nothing is shown, nothing is read
            await until_seen(pilot, "12:00:00" if scene.size != SMALL else "1,000 left")
        await type_text(pilot, scene.query)
        await press(pilot, *scene.keys)
        await until_seen(pilot, scene.seen)
        return await _settled(pilot, lambda: _colors(pilot) if scene.has_colors else screen_text(pilot))


async def _settled(pilot: Pilot[Meme | None], look: Callable[[], str]) -> str:
    """Return how the screen looks once nothing more comes by itself."""
    last, times = "", 0
    while times < 4:
        await until(pilot, lambda: not list(pilot.app.workers))
        await pilot.pause(0.04)
        now = look()
        last, times = now, times + 1 if now == last else 0
    return f"{last}\n"


def _colors(pilot: Pilot[Meme | None]) -> str:
    """Return the screen as a picture of it shows it: each piece of text with its look, what is alike named once."""
    svg = pilot.app.export_screenshot()
    looks = dict(re.findall(r"\.terminal-\d+-(r\d+) \{ (.*?) \}", svg))
    lines: dict[float, list[str]] = {}
    for name, y, text in re.findall(r'<text class="terminal-\d+-(r\d+)"[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        words = unescape(text).replace("\xa0", " ").rstrip()
        if words:
            lines.setdefault(float(y), []).append(f"{words} [{name}]")
    grounds = sorted(set(re.findall(r'<rect fill="(#\w+)"', svg)))
    said = ["  ".join(pieces) for _, pieces in sorted(lines.items())]
    return "\n".join([*(f"{name}: {look}" for name, look in looks.items()), f"grounds: {' '.join(grounds)}", *said])


def main() -> None:
    """Write all goldens anew."""
    for name, scene in SCENES.items():
        with tempfile.TemporaryDirectory() as folder:
            (GOLDENS / f"{name}.txt").write_text(shown(scene, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
