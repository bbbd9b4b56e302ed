"""Starting the browser from settings: who answers, what is kept, which colours and keys; and its end."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maas_cli.bootstrap import create_engine, create_favourites, create_history, create_picture_download
from maas_cli.errors import InvalidSettingError
from maas_cli.models.search import SearchRequest
from maas_cli.tui.actions import checked_keys
from maas_cli.tui.app import MaasApp
from maas_cli.tui.backends import LocalBackend, ServerBackend
from maas_cli.tui.pick import PickApp
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.session import Session
from maas_cli.tui.themes import THEME_NAMES
from maas_cli.tui.widgets.picture import best_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maas_cli.config import Config
    from maas_cli.models.meme import Meme
    from maas_cli.tui.backends import Backend


@dataclass(frozen=True, slots=True)
class Start:
    """What the browser begins with: the query in the box, and the city one is near to."""

    query: str = ""
    near: str | None = None


def browse(config: Config, start: Start) -> None:
    """Show the browser until it is left.

    Raises:
        MaasError: it cannot begin, the token or a setting being wrong.
    """
    with _session(config, start) as session:
        _run(MaasApp(session), is_inline=False)


def pick(config: Config, start: Start) -> tuple[Meme, str] | None:
    """Let a meme be picked under the prompt; return it and the address relative links start from, None if none was.

    Raises:
        MaasError: it cannot begin, the token or a setting being wrong.
    """
    with _session(config, start) as session:
        chosen = _run(PickApp(session), is_inline=True)
        return None if chosen is None else (chosen, session.server)


def _run(app: MaasApp, *, is_inline: bool) -> Meme | None:
    chosen = app.run(inline=is_inline)
    if app.fault is not None:
        raise app.fault
    return chosen


@contextmanager
def _session(config: Config, start: Start) -> Iterator[Session]:
    if config.theme not in THEME_NAMES:
        origin = config.origins["theme"]
        raise InvalidSettingError(f"theme ({origin}) is {config.theme!r}; allowed are {', '.join(THEME_NAMES)}")
    keys = checked_keys(config.keys, config.origins["keys"])
    with _backend(config) as backend:
        pictures = Pictures(create_picture_download(config), config.cache_dir / "drawn", always_real=config.pictures)
        yield Session(
            backend=backend,
            request=_first_request(config, start, backend),
            favourites=create_favourites(config),
            history=create_history(config),
            pictures=pictures,
            server=config.server or "",
            theme=config.theme,
            new_picture=best_pictures(),
            keys=keys,
        )


@contextmanager
def _backend(config: Config) -> Iterator[Backend]:
    if config.server:
        from maas_cli.remote import Remote  # noqa: PLC0415  # only where a server is asked

        yield ServerBackend(Remote(config.server), config.server, config.token)
        return
    engine = create_engine(config)
    try:
        backend = LocalBackend(engine, config.token)
        backend.check()
        yield backend
    finally:
        engine.close()


def _first_request(config: Config, start: Start, backend: Backend) -> SearchRequest:
    lat, lon = config.lat, config.lon
    if start.near is not None:
        place = backend.find_place(start.near)
        lat, lon = place.lat, place.lon
    is_safe = (
        config.safe or config.origins["safe"] == "default"
    )  # on a screen that others may see, unless told otherwise
    return SearchRequest(start.query, lat=lat, lon=lon, safe=is_safe)
