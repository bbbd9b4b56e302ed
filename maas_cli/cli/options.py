"""What several commands share: their manners, their options and the choices these offer."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from maas_cli.cli.value_completion import complete_language, complete_template


def new_command_group(**settings: Any) -> typer.Typer:  # noqa: ANN401  # what typer.Typer takes
    """Return a group of commands with plain help, errors that end in the boundary, and no completion of its own."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, **settings)


class PageFormat(StrEnum):
    """How hits can be written."""

    AUTO = "auto"
    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    URL = "url"


class ListFormat(StrEnum):
    """How everything else can be written."""

    AUTO = "auto"
    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


TokenOption = Annotated[
    str | None, typer.Option("--token", "-t", metavar="TOKEN", help="Your token, better given in MAAS_TOKEN.")
]
ServerOption = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Ask this maas server, with a token; '' is this machine."),
]
LatOption = Annotated[float | None, typer.Option("--lat", metavar="DEGREES", help="Where you are: latitude.")]
LonOption = Annotated[float | None, typer.Option("--lon", metavar="DEGREES", help="Where you are: longitude.")]
NearOption = Annotated[
    str | None, typer.Option("--near", metavar="PLACE", help="Where you are: a city, as Almaty or 'Paris, Texas'.")
]
SafeOption = Annotated[
    bool | None, typer.Option("--safe/--nsfw", help="Leave out memes with unsafe words, or do not.", show_default=False)
]
UnsafeOption = Annotated[bool, typer.Option("--nsfw", help="Unsafe memes too.")]
PicturesOption = Annotated[
    bool | None,
    typer.Option("--pictures/--no-pictures", help="Fetch real pictures from their addresses without being asked."),
]
ThemeOption = Annotated[
    str | None, typer.Option("--theme", metavar="NAME", help="The colours, as maas-light; F12 lists them.")
]
TemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="NAME",
        help="Only templates of this name, or with these words in it.",
        autocompletion=complete_template,
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="Only captions in it, as en.", autocompletion=complete_language),
]
PageFormatOption = Annotated[
    PageFormat | None,
    typer.Option("--output", "-o", help="The format; auto is a table on a terminal, else tsv without a header."),
]
ListFormatOption = Annotated[
    ListFormat | None,
    typer.Option("--output", "-o", help="The format; auto is a table on a terminal, else tsv without a header."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --output json.")]
ColorOption = Annotated[Color | None, typer.Option("--color", help="When to colour tables; NO_COLOR is honoured.")]
UsersOption = Annotated[
    Path | None,
    typer.Option("--users", metavar="FILE", help="The users file.  [default: users.json here or in the data folder]"),
]
DataDirOption = Annotated[
    Path | None, typer.Option("--data-dir", metavar="DIR", help="The folder of the imported catalogue.")
]
ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="The settings file.")]
