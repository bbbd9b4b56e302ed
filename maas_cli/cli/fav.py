"""``maas fav``: the memes one keeps, and what one searched for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    ListFormat,
    ListFormatOption,
    PageFormat,
    PageFormatOption,
    new_command_group,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.cli.listing import Listing
    from maas_cli.config import Config
    from maas_cli.favourites import Favourites
    from maas_cli.models.kept import Favourite
    from maas_cli.models.meme import Meme
    from maas_cli.models.search import SearchPage

COLUMNS: Final = ("id", "caption", "template", "lang", "place", "url", "kept_at")
"""The columns of TSV and CSV; their order is an API."""

HISTORY_COLUMNS: Final = ("query", "searched_at")
"""As above, of past queries."""

app = new_command_group(
    no_args_is_help=True,
    help="Keep memes, and see what you searched for.",
    epilog="""
\b
Examples:
  maas fav add 1001
  maas fav list
""",
)

IdsArgument = Annotated[list[int], typer.Argument(metavar="ID...", help="The memes' ids.", show_default=False)]


@app.command(
    "list",
    epilog=f"""
\b
Examples:
  maas fav list
  maas fav list -o md

Memes stay as they were kept, whatever catalogue is in use. tsv and csv have the columns
{", ".join(COLUMNS)}.
""",
)
def list_favourites(
    form: PageFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """List the memes that were kept, newest first."""
    from maas_cli.bootstrap import create_favourites  # noqa: PLC0415  # not for help
    from maas_cli.cli.listing import chosen_format, write_listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, output=form, color=color, data_dir=data_dir)
    chosen = chosen_format(config, as_json=as_json, supported=PageFormat)
    kept = create_favourites(config).list()
    if chosen in {"md", "url"}:
        from maas_cli.cli.page_formats import write_page  # noqa: PLC0415  # only for these formats

        write_page(_page_of(kept), chosen, is_explained=False)
    elif kept or chosen != "table":
        write_listing(_listing_of(kept, chosen), chosen, config.color)
    if not kept:
        diagnostics.note("no meme is kept yet; maas fav add ID keeps one")


def _listing_of(kept: "Sequence[Favourite]", form: str) -> "Listing":
    """Return favourites as a listing; people see what tells one meme from another, and the day it was kept."""
    from maas_cli.cli.listing import Listing  # noqa: PLC0415  # not for help

    rows = [_row(favourite) for favourite in kept]
    if form == "table":
        shown = [(*row[:3], favourite.at.date().isoformat()) for row, favourite in zip(rows, kept, strict=True)]
        return Listing((*COLUMNS[:3], "kept"), shown, [], numbers={"id"})
    return Listing(COLUMNS, rows, [_to_dict(favourite) for favourite in kept])


def _row(favourite: "Favourite") -> tuple[str, ...]:
    meme = favourite.meme
    return str(meme.id), meme.text, meme.name, meme.lang, meme.place, meme.url, favourite.at.isoformat()


def _to_dict(favourite: "Favourite") -> dict[str, Any]:
    from maas_cli.serialize import meme_extra_to_dict, meme_to_dict  # noqa: PLC0415  # only for lists

    extra = meme_extra_to_dict(favourite.meme)
    return meme_to_dict(favourite.meme) | extra | {"keptAt": favourite.at.isoformat()}


def _page_of(kept: "Sequence[Favourite]") -> "SearchPage":
    """Return favourites as if they were the hits of a search, which have formats of their own."""
    from maas_cli.models.search import Hit, SearchPage  # noqa: PLC0415  # only for some formats

    hits = tuple(Hit(favourite.meme, 0.0, ()) for favourite in kept)
    return SearchPage("", hits, len(hits), 0, max(len(hits), 1))


@app.command(
    no_args_is_help=True,
    epilog="""
\b
Examples:
  maas fav add 1001
  maas fav add 1001 1002

The ids are those that maas search shows with -o tsv or --json.
""",
)
def add(ids: IdsArgument, data_dir: DataDirOption = None, config_file: ConfigOption = None) -> None:
    """Keep memes: all that are named, or none if one of them does not exist."""
    from maas_cli.bootstrap import create_favourites  # noqa: PLC0415  # not for help
    from maas_cli.cli.counting import counted  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, data_dir=data_dir)
    memes = _memes(config, ids)
    new = create_favourites(config).add_all(memes)
    already = len(memes) - new
    diagnostics.note(f"{counted(new, 'meme')} kept" + (f", {already:,} already were" if already else ""))


def _memes(config: "Config", ids: list[int]) -> "list[Meme]":
    """Return the memes of these ids, each once."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine  # noqa: PLC0415  # not for help

    with open_engine(config) as engine, ProgressLine(config.color) as progress:
        return [engine.get_meme(number, on_progress=progress) for number in dict.fromkeys(ids)]


@app.command(
    no_args_is_help=True,
    epilog="""
\b
Examples:
  maas fav remove 1001
  maas fav remove 1001 1002
""",
)
def remove(ids: IdsArgument, data_dir: DataDirOption = None, config_file: ConfigOption = None) -> None:
    """Keep memes no longer."""
    favourites = _favourites(data_dir, config_file)
    for number in dict.fromkeys(ids):
        was_kept = favourites.remove(number)
        diagnostics.note(f"meme {number} is kept no longer" if was_kept else f"meme {number} was not kept")


@app.command(
    epilog="""
\b
Examples:
  maas fav clear --yes
  maas fav clear --yes --data-dir other_folder
"""
)
def clear(
    is_sure: Annotated[bool, typer.Option("--yes", help="Yes, all of them.")] = False,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Keep none of the memes any longer."""
    from maas_cli.cli.counting import counted  # noqa: PLC0415  # not for help

    favourites = _favourites(data_dir, config_file)
    if not is_sure:
        from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # only for a refusal

        message = f"{counted(len(favourites.list()), 'meme')} would be kept no longer"
        raise InvalidInputError(message, hint="maas fav clear --yes, if that is meant")
    diagnostics.note(f"{counted(favourites.clear(), 'meme')} kept no longer")


def _favourites(data_dir: Path | None, config_file: Path | None) -> "Favourites":
    from maas_cli.bootstrap import create_favourites  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help

    return create_favourites(read_config(config_file, data_dir=data_dir))


@app.command(
    epilog=f"""
\b
Examples:
  maas fav history
  maas fav history -n 5 --json
  maas fav history --clear

Remembered are searches in the browser (maas tui) that led to a meme you opened, on this machine alone and readable
by you alone. tsv and csv have the columns {", ".join(HISTORY_COLUMNS)}.
"""
)
def history(
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most so many.")] = 20,
    is_cleared: Annotated[bool, typer.Option("--clear", help="Forget all of them.")] = False,
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """List what you searched for, newest first."""
    from maas_cli.bootstrap import create_history  # noqa: PLC0415  # not for help
    from maas_cli.cli.listing import Listing, chosen_format, write_listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.request_checks import MAX_LIMIT, check_range  # noqa: PLC0415  # not for help

    check_range("limit", limit, 1, MAX_LIMIT)
    config = read_config(config_file, output=form, color=color, data_dir=data_dir)
    chosen = chosen_format(config, as_json=as_json, supported=ListFormat)
    if is_cleared:
        count = create_history(config).clear()
        diagnostics.note(f"{count:,} search{'' if count == 1 else 'es'} forgotten")
        return
    past = create_history(config).list(limit)
    rows = [(each.query, each.at.isoformat()) for each in past]
    values = [{"query": query, "searchedAt": at} for query, at in rows]
    if past or chosen != "table":
        write_listing(Listing(HISTORY_COLUMNS, rows, values), chosen, config.color)
    if not past:
        diagnostics.note("no search is remembered yet")
