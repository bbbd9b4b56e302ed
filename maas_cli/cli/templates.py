"""``maas templates``: which templates there are, or answer a query, and with how many memes."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    LangOption,
    ListFormat,
    ListFormatOption,
    SafeOption,
    new_command_group,
)

if TYPE_CHECKING:
    from maas_cli.config import Config
    from maas_cli.models.facets import TemplateCount
    from maas_cli.models.search import SearchRequest

app = new_command_group()

COLUMNS: Final = ("memes", "template")
"""The columns of TSV and CSV; their order is an API."""

EPILOG: Final = f"""
\b
Examples:
  maas templates
  maas templates monday -n 5
  maas templates --lang fr --json

With a query or --lang, the templates of the memes it finds. tsv and csv have the columns {", ".join(COLUMNS)}.
"""


@app.command(epilog=EPILOG)
def templates(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]...", help="Count only memes that this finds.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most so many.")] = 20,
    lang: LangOption = None,
    safe: SafeOption = None,
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """List templates with how many memes they have, most first."""
    from maas_cli.cli.filtered_query import filtered_query  # noqa: PLC0415  # not for help
    from maas_cli.cli.listing import Listing, chosen_format, write_listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.models.search import SearchRequest  # noqa: PLC0415  # not for help
    from maas_cli.request_checks import MAX_LIMIT, check_range  # noqa: PLC0415  # not for help
    from maas_cli.serialize import template_count_to_dict  # noqa: PLC0415  # not for help

    check_range("limit", limit, 1, MAX_LIMIT)
    config = read_config(config_file, safe=safe, output=form, color=color, data_dir=data_dir)
    chosen = chosen_format(config, as_json=as_json, supported=ListFormat)
    query = filtered_query(words, None, lang)
    found = _find(config, None if query is None else SearchRequest(query, safe=config.safe))
    shown = found[:limit]
    rows = [(str(count.memes), count.name) for count in shown]
    values = [template_count_to_dict(count) for count in shown]
    if shown or chosen != "table":
        write_listing(Listing(COLUMNS, rows, values, numbers={"memes"}), chosen, config.color)
    if not found:
        diagnostics.note("no template found")
        raise typer.Exit(diagnostics.NO_HIT)
    if len(shown) < len(found):
        diagnostics.note(f"{len(shown):,} of {len(found):,} shown; -n {len(found)} shows all")


def _find(config: "Config", request: "SearchRequest | None") -> "list[TemplateCount]":
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine  # noqa: PLC0415  # not for help

    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        return engine.template_counts(request, safe=config.safe, on_progress=progress)
