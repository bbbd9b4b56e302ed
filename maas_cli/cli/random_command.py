"""``maas random``: memes one did not ask for."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    LangOption,
    PageFormat,
    PageFormatOption,
    SafeOption,
    TemplateOption,
    new_command_group,
)

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage

app = new_command_group()

EPILOG: Final = """
\b
Examples:
  maas random
  maas random -n 3 monday
  maas random --template "Grumpy Cat" --lang en
  maas random --seed 7 -n 5 --offset 5

Without --seed no meme comes again before all have come; with it the same memes come every time, and --offset goes on
where the last ones ended.
"""


@app.command("random", epilog=EPILOG)
def random_memes(
    *,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="Only memes that this finds.", show_default=False)
    ] = None,
    count: Annotated[int, typer.Option("--count", "-n", metavar="N", help="So many.")] = 1,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="NUMBER", help="Draw the same memes every time.")
    ] = None,
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", help="With --seed: leave out the first N.", show_default=False)
    ] = 0,
    template: TemplateOption = None,
    lang: LangOption = None,
    safe: SafeOption = None,
    form: PageFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Show memes at random."""
    from maas_cli.cli.filtered_query import filtered_query  # noqa: PLC0415  # not for help
    from maas_cli.cli.listing import chosen_format  # noqa: PLC0415  # not for help
    from maas_cli.cli.page_output import write_hits  # noqa: PLC0415  # not for help
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, safe=safe, output=form, color=color, data_dir=data_dir)
    chosen = chosen_format(config, as_json=as_json, supported=PageFormat)
    query = filtered_query(words, template, lang)
    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        page = engine.random_memes(count, seed=seed, offset=offset, query=query, safe=config.safe, on_progress=progress)
    write_hits(page, chosen, config.color, is_explained=False)
    if not page.hits:
        diagnostics.note(_nothing(page))
        raise typer.Exit(diagnostics.NO_HIT)


def _nothing(page: "SearchPage") -> str:
    if page.total:
        return f"no more memes: {page.total:,} in all, --offset {page.offset} leaves out all of them"
    return f"no meme found for {page.query!r}" if page.query else "the catalogue has no memes"
