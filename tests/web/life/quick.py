"""Starts ``maas`` with other limits than its own, so that tests need not wait: ``quick.py JSON ARGUMENT...``."""

import json
import sys
from dataclasses import replace
from typing import Any

from maas_cli.__main__ import main
from maas_cli.web import server
from maas_cli.web.limits import ConnectionLimits


def serve_quickly(limits: dict[str, Any], *arguments: str) -> int:
    """Run the command line; the service it starts has these limits."""
    serve = server.serve

    def with_limits(config: Any, settings: Any, **others: Any) -> bool:  # noqa: ANN401  # passed on as they are
        return serve(config, replace(settings, limits=ConnectionLimits(**limits)), **others)

    server.serve = with_limits
    return main(list(arguments))


if __name__ == "__main__":
    raise SystemExit(serve_quickly(json.loads(sys.argv[1]), *sys.argv[2:]))
