"""``maas render``: the pictures of memes, as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from maas_cli.cli import diagnostics, output
from maas_cli.cli.options import ConfigOption, DataDirOption, new_command_group
from maas_cli.cli.value_completion import complete_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maas_cli.models.meme import Meme

app = new_command_group()

EPILOG: Final = """
\b
Examples:
  maas render 1001
  maas render 1001 1002 1003 --size 800
  maas render 1001 -o becky.png
  maas render --template "Grumpy Cat" --upper "It works" --lower "A pity"

The pictures are drawn here, in PNG, and look the same everywhere. Ids are those that maas search --json prints.
"""

_STDOUT: Final = "-"
_OWN_NAME: Final = "meme.png"
_LEAST_SIMILAR: Final = 70
"""Of a similarity from 0 to 100: less is no slip of the finger."""


@app.command("render", epilog=EPILOG, no_args_is_help=True)
def render(
    *,
    ids: Annotated[
        list[int] | None, typer.Argument(metavar="[ID]...", help="The memes' ids.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the picture there, - being standard output; else ID.png in this folder.",
        ),
    ] = None,
    size: Annotated[int, typer.Option("--size", metavar="PIXELS", help="Its width and height, 64 to 2000.")] = 400,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="NAME",
            help="Draw a meme of your own from this template.",
            autocompletion=complete_template,
        ),
    ] = None,
    upper: Annotated[str, typer.Option("--upper", metavar="TEXT", help="Your caption's upper half.")] = "",
    lower: Annotated[str, typer.Option("--lower", metavar="TEXT", help="Your caption's lower half.")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="Your caption's language, as tr.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Draw the pictures of memes."""
    from maas_cli.models.meme import Meme  # noqa: PLC0415  # not for help

    numbers = list(dict.fromkeys(ids or ()))
    _check(numbers, file, template, has_caption=bool(upper or lower or lang))
    if template is not None:
        _mention_unknown(template, config_file, data_dir)
        own = Meme(0, template, f"{upper} {lower}".strip(), upper=upper, lower=lower, lang=lang)
        _write([own], [file or Path(_OWN_NAME)], size, force=force)
        return
    files = [file] if file else [Path(f"{number}.png") for number in numbers]
    _write(_found(numbers, config_file, data_dir), files, size, force=force)


def _check(numbers: "Sequence[int]", file: Path | None, template: str | None, *, has_caption: bool) -> None:
    """Refuse what does not go together.

    Raises:
        InvalidInputError: it says what.
    """
    from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # not for help

    if template is None and has_caption:
        raise InvalidInputError("a caption of your own needs a template", hint='--template "Grumpy Cat"')
    if (template is None) == (not numbers):
        raise InvalidInputError("either ids of memes or --template says what to draw")
    if file is not None and len(numbers) > 1:
        raise InvalidInputError(
            f"one file for {len(numbers)} pictures", hint="without -o each goes to a file of its own, ID.png"
        )
    if file is not None and file.suffix.lower() not in {"", ".png"}:
        raise InvalidInputError(f"{file} would hold a PNG", hint=f"-o {file.with_suffix('.png')}")
    if file is not None and str(file) == _STDOUT and output.is_terminal():
        raise InvalidInputError("a terminal shows no PNG", hint="-o FILE, or a pipe behind it")


def _refuse_overwriting(files: "Sequence[Path]", *, force: bool) -> None:
    """Refuse to write where something is.

    Raises:
        InvalidInputError: a file is there, and ``force`` does not allow to overwrite it.
    """
    from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # not for help

    there = next((file for file in files if str(file) != _STDOUT and file.exists()), None)
    if there is not None and not force:
        raise InvalidInputError(f"{there} exists already", hint="--force overwrites it, -o FILE writes elsewhere")


def _mention_unknown(template: str, config_file: Path | None, data_dir: Path | None) -> None:
    """Say so where no meme has the template: any name may be drawn, but few are meant to be new.

    Nothing is said where the catalogue was never searched: a picture that needs no index has none built.
    """
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    with open_engine(read_config(config_file, data_dir=data_dir)) as engine:
        names = engine.known_templates()
    if names and template.casefold() not in map(str.casefold, names):
        from rapidfuzz import process  # noqa: PLC0415  # only for a name that is none

        closest = process.extractOne(template, names, processor=str.casefold, score_cutoff=_LEAST_SIMILAR)
        meant = f"; did you mean {closest[0]}?" if closest else ""
        diagnostics.note(f"note: no template is called {template!r}, so it gets a figure of its own{meant}")


def _found(numbers: "Sequence[int]", config_file: Path | None, data_dir: Path | None) -> "list[Meme]":
    """Return the memes of these ids, all of them, so that one unknown id leaves no files behind."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, data_dir=data_dir)
    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        return [engine.get_meme(number, endpoint="cli/render", on_progress=progress) for number in numbers]


def _write(memes: "Sequence[Meme]", files: "Sequence[Path]", size: int, *, force: bool) -> None:
    """Write a picture of each meme to its file, each whole or not at all, and say so."""
    _refuse_overwriting(files, force=force)
    for file, picture in zip(files, _pictures(memes, size), strict=True):
        if str(file) == _STDOUT:
            output.write(picture)
            continue
        from maas_cli.atomic_file import replacing  # noqa: PLC0415  # not for help

        with replacing(file, makes_folders=False) as whole:
            whole.write(picture)
        diagnostics.note(f"wrote {file}")


def _pictures(memes: "Sequence[Meme]", size: int) -> "Iterator[bytes]":
    from maas_cli.render import picture_png  # noqa: PLC0415  # Pillow and fonts, which nothing else needs

    return (picture_png(meme, size) for meme in memes)
