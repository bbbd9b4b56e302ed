"""What one run of the browser starts with; made where the settings are known, handed to all screens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from maas_cli.tui.notices import Notices
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maas_cli.favourites import Favourites
    from maas_cli.models.search import SearchRequest
    from maas_cli.search_history import SearchHistory
    from maas_cli.tui.backends import Backend
    from maas_cli.tui.pictures import Pictures
    from maas_cli.tui.widgets.picture import NewPicture


def local_now() -> datetime:
    """Return the time on this machine's clock."""
    return datetime.now().astimezone()


def forget(theme: str) -> None:
    """Keep no theme."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who answers, what is asked at first, and what is kept between runs.

    ``request`` holds the first query, the position and whether unsafe memes are left out. ``server`` is the address
    that relative links start from, empty on this machine. ``keep_theme`` remembers a theme that is chosen, and may
    wait. ``keys`` are remapped keys by the action's name; ``new_picture`` makes the widgets that show pictures,
    ``now`` gives the local time; ``notices`` are notes of who answers, to be shown when they come.
    """

    backend: Backend
    request: SearchRequest
    favourites: Favourites
    history: SearchHistory
    pictures: Pictures
    server: str = ""
    theme: str = "maas-dark"
    keep_theme: Callable[[str], None] = forget
    new_picture: NewPicture = HalfBlockPicture
    keys: Mapping[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = local_now
    notices: Notices = field(default_factory=Notices)
