"""``maas suggest``: how a text may go on."""

from typing import Annotated, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    ListFormat,
    ListFormatOption,
    SafeOption,
    new_command_group,
)

app = new_command_group()

COLUMNS: Final = ("text", "kind", "memes")
"""The columns of TSV and CSV; their order is an API."""

EPILOG: Final = f"""
\b
Examples:
  maas suggest gru
  maas suggest "good mor" -n 5
  maas suggest bus --json

Templates whose names begin so come first, then the last word completed, then templates with a later word that begins
so. tsv and csv have the columns {", ".join(COLUMNS)}.
"""


@app.command(epilog=EPILOG, no_args_is_help=True)
def suggest(
    *,
    words: Annotated[list[str], typer.Argument(metavar="PREFIX...", help="The beginning.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most so many.")] = 10,
    safe: SafeOption = None,
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Suggest how a query may go on."""
    from maas_cli.cli.listing import Listing, chosen_format, write_listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help
    from maas_cli.serialize import suggestion_to_dict  # noqa: PLC0415  # not for help

    config = read_config(config_file, safe=safe, output=form, color=color, data_dir=data_dir)
    chosen = chosen_format(config, as_json=as_json, supported=ListFormat)
    text = " ".join(words)
    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        found = engine.complete(text, limit, safe=config.safe, on_progress=progress)
    rows = [(one.text, one.kind.value, str(one.memes)) for one in found]
    if found or chosen != "table":
        write_listing(
            Listing(COLUMNS, rows, list(map(suggestion_to_dict, found)), numbers={"memes"}), chosen, config.color
        )
    if not found:
        diagnostics.note(f"nothing goes on from {text!r}")
        raise typer.Exit(diagnostics.NO_HIT)
