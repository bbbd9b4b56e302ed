"""Asking a search over a few memes, in one line."""

from collections.abc import Sequence
from typing import Any

from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, SearchRequest
from maas_cli.search import search
from tests.factories import index_of


def hits_of(memes: Sequence[Meme], query: str, **more: Any) -> tuple[Hit, ...]:  # noqa: ANN401  # any of SearchRequest
    """Return the hits for a query among the memes; ``more`` are fields of the request."""
    return search(index_of(memes), SearchRequest(query, **more)).hits


def find(memes: Sequence[Meme], query: str, **more: Any) -> list[int]:  # noqa: ANN401  # any field of SearchRequest
    """Return the numbers of these memes, best first."""
    return [hit.meme.id for hit in hits_of(memes, query, **more)]
