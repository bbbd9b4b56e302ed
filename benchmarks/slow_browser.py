"""The browser over a backend that takes its time: run by tui.py, in a terminal of its own."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.bootstrap import create_engine, create_favourites, create_history, create_picture_download
from maas_cli.config import load_config
from maas_cli.models.search import SearchPage, SearchRequest
from maas_cli.tui.app import MaasApp
from maas_cli.tui.backends import LocalBackend
from maas_cli.tui.pictures import Pictures
from maas_cli.tui.running import run
from maas_cli.tui.session import Session

if TYPE_CHECKING:
    from maas_cli.engine import Engine

DELAY_SECONDS = 0.25


class SlowBackend(LocalBackend):
    """This machine's engine, only later."""

    def __init__(self, engine: "Engine", token: str | None, delay_seconds: float) -> None:
        super().__init__(engine, token)
        self._delay_seconds = delay_seconds

    def look(self, request: SearchRequest) -> SearchPage:
        """Return a page of hits, after a while."""
        time.sleep(self._delay_seconds)
        return super().look(request)


def session(environment: Mapping[str, str], delay_seconds: float = DELAY_SECONDS) -> Session:
    """Return what the browser starts with."""
    config = load_config(
        {name: Path(environment[f"MAAS_{name.upper()}"]) for name in ("data_dir", "cache_dir")}
        | {"users_file": Path(environment["MAAS_USERS"]), "token": "secret1"},
        environment=environment,
    )
    backend = SlowBackend(create_engine(config), config.token, delay_seconds)
    backend.check()
    return Session(
        backend=backend,
        request=SearchRequest("", safe=True),
        favourites=create_favourites(config),
        history=create_history(config),
        pictures=Pictures(create_picture_download(config), config.cache_dir / "drawn"),
    )


if __name__ == "__main__":
    run(MaasApp(session(os.environ)))  # noqa: TID251  # no command line: tui.py says all in variables
