"""Starting the browser from settings: who answers, what is kept, which colours and keys; and its end."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from maas_cli.bootstrap import create_engine, create_favourites, create_history, create_picture_download
from maas_cli.catalog_index import IMPORTED
from maas_cli.errors import InvalidSettingError
from maas_cli.models.search import SearchRequest
from maas_cli.request_checks import check_request
from maas_cli.tui.app import MaasApp
from maas_cli.tui.backends import LocalBackend, ServerBackend
from maas_cli.tui.chosen_theme import ChosenTheme
from maas_cli.tui.notices import telling
from maas_cli.tui.pick import PickApp
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.remapping import checked_keys
from maas_cli.tui.running import run
from maas_cli.tui.session import Session
from maas_cli.tui.themes import THEME_NAMES
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture
from maas_cli.tui.widgets.picture import best_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from maas_cli.catalog_index import OnProgress
    from maas_cli.config import Config
    from maas_cli.models.meme import Meme
    from maas_cli.tui.backends import Backend
    from maas_cli.tui.notices import Notices
    from maas_cli.tui.widgets.picture import NewPicture

Building: TypeAlias = "AbstractContextManager[OnProgress]"
"""Gives what takes notice while the index is built, where it must be; ends before the browser begins."""

OnNotice: TypeAlias = "Callable[[str], None]"
"""Hears of each one-line note of whoever answers, once the screen is left, also if that is for a failure."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the browser begins with: the query in the box, and the city one is near to."""

    query: str = ""
    near: str | None = None


def browse(config: Config, start: Start, building: Building, on_notice: OnNotice) -> None:
    """Show the browser until it is left.

    Raises:
        MaasError: it cannot begin, the token or a setting being wrong.
        KeyboardInterrupt: a signal ended it.
    """
    with _session(config, start, building, on_notice, best_pictures) as session:
        run(MaasApp(session))


def pick(config: Config, start: Start, building: Building, on_notice: OnNotice) -> tuple[Meme, str] | None:
    """Let a meme be picked under the prompt; return it and the address relative links start from, None if none was.

    Raises:
        MaasError: it cannot begin, the token or a setting being wrong.
        KeyboardInterrupt: a signal ended it.
    """
    with _session(config, start, building, on_notice, lambda: HalfBlockPicture) as session:
        chosen = run(PickApp(session))
        return None if chosen is None else (chosen, session.server)


@contextmanager
def _session(
    config: Config, start: Start, building: Building, on_notice: OnNotice, choose_pictures: Callable[[], NewPicture]
) -> Iterator[Session]:
    if config.theme not in THEME_NAMES:
        origin = config.origins["theme"]
        raise InvalidSettingError(f"theme ({origin}) is {config.theme!r}; allowed are {', '.join(THEME_NAMES)}")
    chosen_theme = ChosenTheme(config.data_dir / "theme")
    theme = (chosen_theme.read() if config.origins["theme"] == "default" else None) or config.theme
    keys = checked_keys(config.keys, config.origins["keys"])
    with _answering(config, building, on_notice) as (backend, notices):
        request = _first_request(config, start, backend)
        new_picture = choose_pictures()  # asks the terminal, so all that may be refused comes before
        pictures = Pictures(
            create_picture_download(config),
            config.cache_dir / "drawn",
            always_real=config.pictures,
            has_captions=new_picture is not HalfBlockPicture,
        )
        yield Session(
            backend=backend,
            request=request,
            favourites=create_favourites(config),
            history=create_history(config),
            pictures=pictures,
            server=config.server or "",
            theme=theme,
            keep_theme=chosen_theme.write,
            new_picture=new_picture,
            keys=keys,
            notices=notices,
        )


@contextmanager
def _answering(config: Config, building: Building, on_notice: OnNotice) -> Iterator[tuple[Backend, Notices]]:
    """Give who answers, and the notes they leave."""
    if config.server:
        from maas_cli.remote import Remote  # noqa: PLC0415  # only where a server is asked

        remote = Remote(config.server)
        server = ServerBackend(remote, config.server, config.token)
        with telling(remote.notices, on_notice) as notices:
            server.check()
            yield server, notices
        return
    with closing(create_engine(config)) as engine, telling(engine.notices, on_notice) as notices:
        backend = LocalBackend(engine, config.token, config.data_dir / IMPORTED)
        with building as on_progress:
            backend.check(on_progress)
        yield backend, notices


def _first_request(config: Config, start: Start, backend: Backend) -> SearchRequest:
    lat, lon = config.lat, config.lon
    if start.near is not None:
        place = backend.find_place(start.near)
        lat, lon = place.lat, place.lon
    # on a screen that others may see, unless told otherwise
    is_safe = config.safe or config.origins["safe"] == "default"
    request = SearchRequest(start.query, lat=lat, lon=lon, safe=is_safe)
    check_request(replace(request, query="any"))  # what is wrong with the query is said beside it
    return request
