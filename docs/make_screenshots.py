"""Makes the pictures of README: the browser over the starter catalogue, drawn by the browser itself.

    python docs/make_screenshots.py

They are SVG and name no font of any server: whoever looks at them uses a font of their own.
"""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from maas_cli.bootstrap import create_engine, create_favourites, create_history, create_picture_download
from maas_cli.config import Config, load_config
from maas_cli.engine import Engine
from maas_cli.models.search import SearchRequest
from maas_cli.tui.app import MaasApp
from maas_cli.tui.backends import LocalBackend
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.session import Session

FOLDER = Path(__file__).parent / "screenshots"
SIZE = (120, 36)
ALMATY = (43.25, 76.95)
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}\s*")


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "users.json").write_bytes((Path(__file__).parents[1] / "users.json").read_bytes())
        config = load_config(
            {"data_dir": here, "users_file": here / "users.json", "token": "secret1"},
            environment={"MAAS_CACHE_DIR": folder, "HOME": folder},
        )
        engine = create_engine(config)
        _call(engine)
        asyncio.run(_take(config, engine))
        engine.close()


def _call(engine: Engine) -> None:
    """Make some calls, so that there is something to be seen in the statistics."""
    for token, endpoint, calls in (
        ("secret1", "cli/search", 40),
        ("secret1", "/api/memes", 112),
        ("secret1", "tui/open", 18),
        ("secret2", "/api/memes", 77),
    ):
        for _ in range(calls):
            engine.search(SearchRequest("cat", limit=1), token=token, endpoint=endpoint)


async def _take(config: Config, engine: Engine) -> None:
    backend = LocalBackend(engine, config.token)
    backend.check()
    session = Session(
        backend=backend,
        request=SearchRequest("cat key", lat=ALMATY[0], lon=ALMATY[1], safe=True),
        favourites=create_favourites(config),
        history=create_history(config),
        pictures=Pictures(create_picture_download(config), config.cache_dir / "drawn"),
        now=lambda: datetime(2026, 11, 24, 12, 4, 31, tzinfo=UTC),
    )
    app = MaasApp(session)
    async with app.run_test(size=SIZE) as pilot:
        for calls in (3, 9, 4, 0, 6, 12, 7, 2):  # the line of calls a second needs some seconds
            for _ in range(calls):
                engine.search(SearchRequest("cat", limit=1), token=config.token, endpoint="/api/memes")
            await pilot.pause(1.0)
        await pilot.press("b", "down")
        await pilot.pause(1.0)
        _save(app, "search")
        for key, name in (("f4", "map"), ("f2", "stats")):
            await pilot.press(key)
            await pilot.pause(1.2)
            _save(app, name)


def _save(app: MaasApp, name: str) -> None:
    (FOLDER / f"{name}.svg").write_text(_FONT_FACE.sub("", app.export_screenshot(title="maas tui")), encoding="utf-8")


if __name__ == "__main__":
    main()
