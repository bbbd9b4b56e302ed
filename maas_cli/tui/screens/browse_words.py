"""What the main screen says about an answer and about whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from maas_cli.models.search import SortOrder
from maas_cli.tui.backends import OPEN_COST

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.tui.backends import Backend, Statistics


def placeholder(backend: Backend) -> str:
    """Return what stands in the search box while nothing is typed."""
    if backend.is_free_to_look:
        return "type to search: words, beginnings, typos and all"
    return f"type, then Enter: each search costs {OPEN_COST}"


def results_title(request: SearchRequest, total: int, rows: int) -> str:
    """Return the title of the list: how many hits, how many of them are in it, and their order."""
    order = "nearest first" if request.sort is SortOrder.DISTANCE else "relevance"
    if not request.query.strip():
        order = "all, shuffled daily"
    counted = f"{total:,}" if rows == total else f"first {rows:,} of {total:,}"
    return f"Results  {counted} · {order}"


def former_title(request: SearchRequest, total: int) -> str:
    """Return the title of a list that does not answer what stands in the search box: whose hits it shows."""
    return f"Results for {request.query.strip() or 'everything'}  {total:,}"


def answer_words(page: SearchPage, request: SearchRequest, seconds: float) -> Text:
    """Return how many hits there are and how long that took; what may have been meant where there are none.

    Whether unsafe memes are among the hits, or how many are left out, is said too.
    """
    parts = [f"{page.total:,} ✓ {seconds * 1000:.1f} ms" if page.total else "no hit"]
    if page.suggestion:
        parts.append(f"Tab: {page.suggestion}")
    if page.hidden:
        parts.append(f"{page.hidden:,} unsafe hidden")
    if not request.safe:
        parts.append("unsafe shown")
    return Text(" · ".join(parts))


def account_words(statistics: Statistics, backend: Backend) -> str:
    """Return who searches, with what balance, and what is billed."""
    user = statistics.user
    if user is None:
        return "no token · all is free"
    billed = "opening" if backend.is_free_to_look else "each search"
    return f"{user.name} · {user.balance:,} tokens · {billed} costs {OPEN_COST}"
