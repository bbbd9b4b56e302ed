"""Starts the browser with a fault in it: ``faulty.py ARGUMENT...`` are those of ``maas``.

What answers the browser breaks as soon as ``break`` is searched for, with the token at hand.
"""

import sys
from typing import TYPE_CHECKING

from maas_cli.__main__ import main
from maas_cli.tui.backends import LocalBackend

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage, SearchRequest


def _look(self: LocalBackend, request: "SearchRequest") -> "SearchPage":
    token = self._token  # what a traceback with the values of variables would show
    if request.query == "break":
        raise ZeroDivisionError(f"nobody foresaw this of {token}")
    return _usual_look(self, request)


_usual_look = LocalBackend.look

if __name__ == "__main__":
    LocalBackend.look = _look  # type: ignore[method-assign]  # this is the fault
    raise SystemExit(main(sys.argv[1:]))
