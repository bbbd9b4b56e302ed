"""``maas pick``: choose a meme under the prompt and pass it on."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from maas_cli.cli import diagnostics, output
from maas_cli.cli.options import (
    ConfigOption,
    DataDirOption,
    LatOption,
    LonOption,
    NearOption,
    ServerOption,
    ThemeOption,
    TokenOption,
    UnsafeOption,
    UsersOption,
    new_command_group,
)

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme

app = new_command_group()

EPILOG: Final = """
\b
Examples:
  maas pick
  meme=$(maas pick monday)
  git log -1 --format=%s | maas pick --print text
  maas render "$(maas pick --print id)" -o meme.png

The first line that is piped in is what is searched for first. Nothing is written and the exit code is 130 if nothing
was chosen. With a token choosing costs 1.
"""


class Printed(StrEnum):
    """What is written of the meme chosen."""

    AUTO = "auto"
    LINK = "link"
    TEXT = "text"
    ID = "id"
    MD = "md"
    JSON = "json"


@app.command("pick", epilog=EPILOG)
def pick(
    *,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="What to search for first.", show_default=False)
    ] = None,
    printed: Annotated[
        Printed, typer.Option("--print", "-p", help="What to write; auto is the link, or the text if there is none.")
    ] = Printed.AUTO,
    token: TokenOption = None,
    near: NearOption = None,
    lat: LatOption = None,
    lon: LonOption = None,
    unsafe: UnsafeOption = False,
    theme: ThemeOption = None,
    server: ServerOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Choose a meme under the prompt; its link or text goes to standard output."""
    from maas_cli.cli.progress import ProgressLine  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.config import is_dumb_terminal  # noqa: PLC0415  # not for help
    from maas_cli.tui.terminal import check_terminal, piped_line, read_keys_from_terminal  # noqa: PLC0415  # as above

    config = read_config(
        config_file, token=token, lat=lat, lon=lon, theme=theme, safe=False if unsafe else None,
        server=server, users_file=users, data_dir=data_dir,
    )  # fmt: skip
    query = " ".join(words or []) or piped_line() or ""
    read_keys_from_terminal()
    check_terminal(is_dumb=is_dumb_terminal())
    from maas_cli.tui.launch import Start  # noqa: PLC0415  # dear: only where it can be shown
    from maas_cli.tui.launch import pick as pick_meme  # noqa: PLC0415  # as above

    start, building = Start(query, near), ProgressLine(config.color)
    chosen = pick_meme(config, start, building, lambda notice: diagnostics.note(f"note: {notice}"))
    if chosen is None:
        raise typer.Exit(diagnostics.INTERRUPTED)
    output.write(_written(*chosen, printed))


def _written(meme: "Meme", server: str, printed: Printed) -> str | bytes:
    from maas_cli.cli.page_formats import link_target, marked  # noqa: PLC0415  # not for help
    from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # not for help
    from maas_cli.serialize import meme_to_json  # noqa: PLC0415  # not for help
    from maas_cli.terminal_text import one_line  # noqa: PLC0415  # not for help
    from maas_cli.tui.links import link_of  # noqa: PLC0415  # not for help

    if printed is Printed.JSON:
        return meme_to_json(meme)
    link, text = link_of(meme, server), one_line(meme.text)
    if printed is Printed.LINK and not link:
        raise InvalidInputError(f"meme {meme.id} has no link", hint="--print text writes its caption")
    if printed is Printed.AUTO:
        printed = Printed.LINK if link else Printed.TEXT
    markdown = f"![{marked(text, ())}](<{link_target(link)}>)" if link else marked(text, ())
    forms = {Printed.LINK: link, Printed.TEXT: text, Printed.ID: str(meme.id), Printed.MD: markdown}
    return forms[printed] + "\n"
