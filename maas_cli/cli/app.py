"""Joins the commands. Each is imported when it is called, or when all are listed."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from maas_cli.cli import diagnostics, output

_COMMANDS: Final = {
    "search": "maas_cli.cli.search",
    "suggest": "maas_cli.cli.suggest",
    "templates": "maas_cli.cli.templates",
    "random": "maas_cli.cli.random_command",
    "render": "maas_cli.cli.render_command",
    "fav": "maas_cli.cli.fav",
    "stats": "maas_cli.cli.stats",
    "users": "maas_cli.cli.users",
    "data": "maas_cli.cli.data",
    "tui": "maas_cli.cli.tui_command",
    "pick": "maas_cli.cli.pick_command",
    "serve": "maas_cli.cli.serve",
    "config": "maas_cli.cli.config_command",
}
"""Commands by name, as they are listed, and the modules whose ``app`` they are."""


class _CommandsOnDemand(MutableMapping[str, Any]):
    """The commands by name; one is imported when it is looked up. Knows no other commands than those of maas."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # typer gives its commands no public type
        command = get_command(import_module(_COMMANDS[name]).app)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)

    def __setitem__(self, name: str, command: object) -> None:
        raise TypeError(f"the commands are fixed; {name!r} is not one of them")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"the commands are fixed; {name!r} stays")


class _MaasGroup(TyperGroup):
    """The group of all commands, none of them imported yet."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401  # typer's to say
        super().__init__(**attributes)
        self.commands = _CommandsOnDemand()


EPILOG = f"""
\b
Examples:
  maas search becky
  maas search grumpy cat --limit 3 --json
  maas stats
  maas data info

Settings come from a flag, else a MAAS_* variable, else the settings file, else the default: see maas config show.

{diagnostics.EXIT_CODES_HELP}
"""

app = typer.Typer(
    cls=_MaasGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _answer_version(is_asked: bool) -> None:
    if is_asked:
        output.write_version()
        raise typer.Exit


@app.callback(epilog=EPILOG)
def maas(
    version: Annotated[  # answered by its callback
        bool, typer.Option("--version", callback=_answer_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Memes as a Service: search a catalogue of memes."""


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code; errors are the caller's to report."""
    result = get_command(app).main(arguments, prog_name="maas", standalone_mode=False)
    return result if isinstance(result, int) else diagnostics.DONE
