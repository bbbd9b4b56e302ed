"""``maas tui``: the interactive browser."""

from typing import Annotated, Final

import typer

from maas_cli.cli import diagnostics
from maas_cli.cli.options import (
    ConfigOption,
    DataDirOption,
    LatOption,
    LonOption,
    NearOption,
    PicturesOption,
    ServerOption,
    ThemeOption,
    TokenOption,
    UnsafeOption,
    UsersOption,
    new_command_group,
)

app = new_command_group()

EPILOG: Final = """
\b
Examples:
  maas tui
  maas tui grumpy cat --near Almaty
  MAAS_TOKEN=secret1 maas tui
  maas tui --server http://localhost:8080 --token secret1

Search while typing is free; Enter opens the meme, which costs 1 token where a token is set. At a server Enter searches
and costs 1. F1 lists all keys, ctrl+p all that can be done; the settings file's [keys] gives them other keys:
open = "ctrl+j". Leave with Esc or ctrl+c.
"""


@app.command("tui", epilog=EPILOG)
def tui(
    *,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="What to search for first.", show_default=False)
    ] = None,
    token: TokenOption = None,
    near: NearOption = None,
    lat: LatOption = None,
    lon: LonOption = None,
    unsafe: UnsafeOption = False,
    pictures: PicturesOption = None,
    theme: ThemeOption = None,
    server: ServerOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Browse memes: search as you type, beside live statistics."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.config import is_dumb_terminal  # noqa: PLC0415  # not for help
    from maas_cli.tui.terminal import check_terminal  # noqa: PLC0415  # not for help

    config = read_config(
        config_file, token=token, lat=lat, lon=lon, pictures=pictures, theme=theme, safe=False if unsafe else None,
        server=server, users_file=users, data_dir=data_dir,
    )  # fmt: skip
    check_terminal(is_dumb=is_dumb_terminal())
    from maas_cli.tui.launch import Start, browse  # noqa: PLC0415  # dear: only where it can be shown

    start, building = Start(" ".join(words or []), near), ProgressLine(config.color)
    browse(config, start, building, lambda notice: diagnostics.note(f"note: {notice}"))
