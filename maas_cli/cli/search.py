"""``maas search``: find memes."""

from typing import TYPE_CHECKING, Annotated

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    LangOption,
    LatOption,
    LonOption,
    NearOption,
    PageFormat,
    PageFormatOption,
    SafeOption,
    ServerOption,
    TemplateOption,
    TokenOption,
    UsersOption,
    new_command_group,
)
from maas_cli.models.search import SortOrder

if TYPE_CHECKING:
    from maas_cli.config import Config
    from maas_cli.engine import Engine
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.remote import Remote

app = new_command_group()

EPILOG = """
\b
Examples:
  maas search becky
  maas search grumpy cat --limit 3
  maas search parot --explain
  maas search --token secret1 --query becky --lat 45.2 --lon 70.225
  maas search cat --lat 45.2 --lon 70.225 --sort distance --radius 500km
  maas search cat --near Tokyo --radius 500km
  maas search '"good morning" -monday lang:en'
  maas search cat --template "Grumpy Cat" --json

Words are looked for in captions and template names. "Two words" in quotes stand together, -word must not be there,
template:NAME and lang:CODE leave out the rest. Without a token a search is free; with one it costs 1 token,
hits or not. A server (--server, MAAS_SERVER) answers the same way from its own memes, and always wants a token.

tsv and csv have the columns id, caption, template, lang, place, distance_km, url, and with --explain why.
"""


@app.command(epilog=EPILOG, no_args_is_help=True)
def search(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]...", help="What to find; several words are one query.", show_default=False),
    ] = None,
    query: Annotated[str | None, typer.Option("--query", "-q", metavar="QUERY", help="The same as one text.")] = None,
    token: TokenOption = None,
    lat: LatOption = None,
    lon: LonOption = None,
    near: NearOption = None,
    radius: Annotated[
        str | None, typer.Option("--radius", metavar="DISTANCE", help="Only memes within 50, 50km or 30mi of you.")
    ] = None,
    sort: Annotated[SortOrder, typer.Option("--sort", help="Best first, or nearest first.")] = SortOrder.RELEVANCE,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", help="At most so many. [default: 10]")
    ] = None,
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", help="Leave out the first N.", show_default=False)
    ] = 0,
    exact: Annotated[bool, typer.Option("--exact", help="Whole words only: no prefixes, typos or parts.")] = False,
    template: TemplateOption = None,
    lang: LangOption = None,
    safe: SafeOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add why each hit is where it is.")] = False,
    all_copies: Annotated[bool, typer.Option("--all-copies", help="Do not fold copies into one hit.")] = False,
    form: PageFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    server: ServerOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Find memes by words of their caption or template, best first."""
    from maas_cli.cli.listing import chosen_format  # noqa: PLC0415  # not for help
    from maas_cli.cli.page_notes import page_notes  # noqa: PLC0415  # not for help
    from maas_cli.cli.page_output import write_hits  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.models.search import SearchRequest  # noqa: PLC0415  # not for help
    from maas_cli.radius import parse_radius_km  # noqa: PLC0415  # not for help

    _check_position_once(near, lat, lon)
    config = read_config(
        config_file, token=token, lat=lat, lon=lon, limit=limit, safe=safe, output=form, color=color,
        server=server, users_file=users, data_dir=data_dir,
    )  # fmt: skip
    chosen = chosen_format(config, as_json=as_json, supported=PageFormat)
    request = SearchRequest(
        query=_joined(words, query),
        fuzzy=not exact,
        limit=config.limit,
        offset=offset,
        lat=config.lat,
        lon=config.lon,
        radius_km=None if radius is None else parse_radius_km(radius),
        sort=sort,
        template=template,
        lang=lang,
        unique=not all_copies,
        safe=config.safe,
    )
    page = _answer(config, request, near)
    write_hits(page, chosen, config.color, is_explained=explain)
    for note in page_notes(page, request):
        diagnostics.note(note)
    if not page.hits:
        raise typer.Exit(diagnostics.NO_HIT)


def _joined(words: list[str] | None, query: str | None) -> str:
    from maas_cli.errors import InvalidQueryError  # noqa: PLC0415  # not for help

    if words and query is not None:
        raise InvalidQueryError("the query is given twice", hint="give it as words or with --query")
    if query is None and not words:
        raise InvalidQueryError("the query is missing", hint="maas search becky")
    return " ".join(words or []) if query is None else query


def _check_position_once(near: str | None, lat: float | None, lon: float | None) -> None:
    """Refuse two positions; one from the settings gives way to a place."""
    if near is not None and not (lat is None and lon is None):
        from maas_cli.errors import InvalidPositionError  # noqa: PLC0415  # for a mistake only

        raise InvalidPositionError("the position is given twice", hint="give it by --near or by --lat and --lon")


def _answer(config: "Config", request: "SearchRequest", near: str | None) -> "SearchPage":
    from maas_cli.cli.answering import open_answering  # noqa: PLC0415  # not for help
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help

    with open_answering(config) as answering:
        if near is not None:
            request = _moved_to(answering, near, request)
        with ProgressLine(config.color) as progress:
            return answering.search(request, token=config.token, on_progress=progress)


def _moved_to(answering: "Engine | Remote", near: str, request: "SearchRequest") -> "SearchRequest":
    """Return a request with the position of a place, after saying which place was understood."""
    from dataclasses import replace  # noqa: PLC0415  # not for help

    place = answering.find_place(near)
    diagnostics.note(f"near {place.name}, {place.country} ({place.lat:.2f}, {place.lon:.2f})")
    return replace(request, lat=place.lat, lon=place.lon)
