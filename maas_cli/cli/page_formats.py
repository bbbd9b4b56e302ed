"""A page of hits in every format but the table."""

from typing import TYPE_CHECKING, Final

from maas_cli.cli import diagnostics, output
from maas_cli.cli.distances import format_km
from maas_cli.cli.explanation import explanations
from maas_cli.cli.listing import as_csv, as_tsv
from maas_cli.terminal_text import escaped, one_line

if TYPE_CHECKING:
    from maas_cli.models.search import Hit, SearchPage

COLUMNS: Final = ("id", "caption", "template", "lang", "place", "distance_km", "url")
"""The columns of TSV and CSV; their order is an API. ``--explain`` adds ``why`` at the end."""

Spans = tuple[tuple[int, int], ...]

_MARKDOWN_SPECIAL: Final = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~&"})


def write_page(page: "SearchPage", form: str, *, is_explained: bool) -> None:
    """Write a page as json, ndjson, csv, tsv, md or url."""
    if form == "json":
        from maas_cli.serialize import page_to_json  # noqa: PLC0415  # only for JSON

        output.write(page_to_json(page, explain=is_explained))
    elif form == "ndjson":
        from maas_cli.serialize import hit_to_json  # noqa: PLC0415  # only for JSON

        output.write(b"".join(hit_to_json(hit, explain=is_explained) for hit in page.hits))
    elif form == "url":
        _write_addresses(page)
    elif form == "md":
        output.write(as_markdown(page, is_explained=is_explained))
    else:
        columns = (*COLUMNS, "why") if is_explained else COLUMNS
        rows = [_row(hit) for hit in page.hits]
        if is_explained:
            rows = [(*row, reason) for row, reason in zip(rows, explanations(page), strict=True)]
        output.write(as_tsv(rows) if form == "tsv" else as_csv(columns, rows))


def _row(hit: "Hit") -> tuple[str, ...]:
    meme = hit.meme
    distance = "" if hit.distance_km is None else f"{hit.distance_km:.3f}"
    return str(meme.id), meme.text, meme.name, meme.lang, meme.place, distance, meme.url


def _write_addresses(page: "SearchPage") -> None:
    """Write the address of each hit, of its picture or else of its page; those without are counted in words."""
    addresses = [hit.meme.url or hit.meme.page for hit in page.hits]
    known = [escaped(address) for address in addresses if address]
    output.write("".join(f"{address}\n" for address in known))
    if len(known) < len(addresses):
        diagnostics.note(f"{len(addresses) - len(known)} of {len(addresses)} hits have no address")


def as_markdown(page: "SearchPage", *, is_explained: bool) -> str:
    """Return a table in Markdown: matched words bold, the caption linked where the meme has an address."""
    columns = ["Caption", "Template", "Place", "Distance", *(["Why"] if is_explained else [])]
    rows = [_markdown_row(hit) for hit in page.hits]
    if is_explained:
        rows = [[*row, marked(reason, ())] for row, reason in zip(rows, explanations(page), strict=True)]
    return "".join(f"| {' | '.join(row)} |\n" for row in [columns, ["---"] * len(columns), *rows])


def _markdown_row(hit: "Hit") -> list[str]:
    caption = marked(hit.meme.text, hit.text_spans)
    address = hit.meme.page or hit.meme.url
    if caption and address.startswith(("http://", "https://")):
        caption = f"[{caption}](<{link_target(address)}>)"
    distance = "" if hit.distance_km is None else format_km(hit.distance_km)
    return [caption, marked(hit.meme.name, hit.name_spans), marked(hit.meme.place, ()), distance]


def marked(text: str, spans: Spans) -> str:
    """Return text as Markdown on one line, the spans bold."""
    safe = one_line(text)
    parts, end = [], 0
    for start, stop in spans:
        parts += [safe[end:start].translate(_MARKDOWN_SPECIAL), f"**{safe[start:stop].translate(_MARKDOWN_SPECIAL)}**"]
        end = stop
    return "".join([*parts, safe[end:].translate(_MARKDOWN_SPECIAL)])


def link_target(address: str) -> str:
    """Return an address with what would end a link in a table percent-encoded."""
    return one_line(address).translate({ord(char): f"%{ord(char):02X}" for char in " <>|\\"})
