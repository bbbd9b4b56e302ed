"""Hits as a table for people: captions whole, matched words marked, columns only where some hit fills them."""

from typing import TYPE_CHECKING

from maas_cli.cli.distances import format_km
from maas_cli.cli.explanation import explain
from maas_cli.cli.tables import Cell, Column, table

if TYPE_CHECKING:
    from maas_cli.models.search import Hit, SearchPage


def hit_table(page: "SearchPage", fit: int, *, is_explained: bool) -> str:
    """Return the hits of a page as a table ``fit`` columns wide. An explanation stands under the caption."""
    columns = {
        Column("#", is_number=True): [Cell(str(page.offset + number + 1)) for number in range(len(page.hits))],
        Column("caption"): [_caption(hit, is_explained=is_explained) for hit in page.hits],
        Column("template", yields=True): [Cell(hit.meme.name, hit.name_spans) for hit in page.hits],
        Column("lang"): [Cell(hit.meme.lang) for hit in page.hits],
        Column("place", yields=True): [Cell(hit.meme.place) for hit in page.hits],
        Column("distance", is_number=True): [Cell(_distance(hit)) for hit in page.hits],
    }
    filled = {column: cells for column, cells in columns.items() if any(cell.text for cell in cells)}
    return table(list(filled), list(zip(*filled.values(), strict=True)), fit)


def _caption(hit: "Hit", *, is_explained: bool) -> Cell:
    copies = f" ×{hit.copies}" if hit.copies > 1 else ""
    return Cell(hit.meme.text + copies, hit.text_spans, explain(hit) if is_explained else "")


def _distance(hit: "Hit") -> str:
    return "" if hit.distance_km is None else format_km(hit.distance_km)
