"""Hits as a table for people: captions whole, matched words marked, columns only where some hit fills them."""

from typing import TYPE_CHECKING, Final

from rich.text import Text

from maas_cli.cli.distances import format_km
from maas_cli.cli.explanation import explanations
from maas_cli.cli.tables import DIM, GAP, safe_text, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.table import Table

    from maas_cli.models.search import Hit, SearchPage

_NUMBERS: Final = ("#", "distance")
_YIELDING: Final = ("template", "place")
_YIELDED: Final = 14
"""The width in columns down to which they give way to the caption; few words are longer."""


def hit_table(page: "SearchPage", fit: int, *, is_explained: bool) -> "Table":
    """Return the hits of a page as a table for ``fit`` columns. An explanation stands under the caption."""
    reasons = explanations(page) if is_explained else [""] * len(page.hits)
    columns = {
        "#": [Text(str(page.offset + number + 1)) for number in range(len(page.hits))],
        "caption": list(map(_caption, page.hits, reasons)),
        "template": [safe_text(hit.meme.name, hit.name_spans) for hit in page.hits],
        "lang": [safe_text(hit.meme.lang) for hit in page.hits],
        "place": [safe_text(hit.meme.place) for hit in page.hits],
        "distance": [Text("" if hit.distance_km is None else format_km(hit.distance_km)) for hit in page.hits],
    }
    filled = {title: cells for title, cells in columns.items() if any(cells)}
    yielded = max(_YIELDED, fit // 6) if _needed(filled) > fit else fit
    return table(filled, numbers=_NUMBERS, widest=dict.fromkeys(_YIELDING, yielded))


def _caption(hit: "Hit", reason: str) -> Text:
    caption = safe_text(hit.meme.text, hit.text_spans)
    if hit.copies > 1:
        caption.append(f" ×{hit.copies}")
    if reason:
        caption.append(f"\n{safe_text(reason)}", DIM)
    return caption


def _needed(columns: "Mapping[str, Sequence[Text]]") -> int:
    """Return how many columns of the terminal the table takes if nothing is wrapped."""
    widths = [max(len(title), *(cell.cell_len for cell in cells)) for title, cells in columns.items()]
    return sum(widths) + GAP * (len(widths) - 1)
