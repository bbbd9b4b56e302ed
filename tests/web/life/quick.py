"""Starts ``maas`` with other limits than its own, so that tests need not wait: ``quick.py JSON ARGUMENT...``.

What the JSON holds are fields of ConnectionLimits, ``silent_seconds`` of ServeSettings, ``clock``: a file with the
seconds by which the service's clock is ahead of the machine's, read whenever it is asked for the time, and
``slow_build``: a file with the seconds that it takes longer to build an index, none as long as there is no such file.
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

from maas_cli import bootstrap
from maas_cli.__main__ import main
from maas_cli.web import server
from maas_cli.web.limits import ConnectionLimits


def serve_quickly(limits: dict[str, Any], *arguments: str) -> int:
    """Run the command line; the service it starts has these limits."""
    serve = server.serve
    clock = limits.pop("clock", None)
    if "slow_build" in limits:
        build_slowly(Path(limits.pop("slow_build")))
    changes = {name: limits.pop(name) for name in ("silent_seconds",) if name in limits}
    if clock is not None:
        bootstrap._utc_now = lambda: set_by(Path(clock))  # noqa: SLF001  # the machine's own clock is not ours to set

    def with_limits(config: Any, settings: Any, **others: Any) -> bool:  # noqa: ANN401  # passed on as they are
        return serve(config, replace(settings, limits=ConnectionLimits(**limits), **changes), **others)

    server.serve = with_limits
    return main(list(arguments))


def build_slowly(delay: Path) -> None:
    """Have building an index take so many seconds longer as stand in a file."""
    from maas_cli.search import build  # noqa: PLC0415  # it loads numpy, which most services here do later

    build_index = build.build_index

    def slowly(memes: Any, file: Any, fingerprint: bytes, facts: Any) -> None:  # noqa: ANN401  # passed on as they are
        if delay.exists():
            sleep(float(delay.read_text(encoding="ascii")))
        build_index(memes, file, fingerprint, facts)

    build.build_index = slowly


def set_by(file: Path) -> datetime:
    """Return the time that a clock shows which is ahead by the seconds in a file."""
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text(encoding="ascii")))


if __name__ == "__main__":
    raise SystemExit(serve_quickly(json.loads(sys.argv[1]), *sys.argv[2:]))
