"""``maas config``: the settings in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from maas_cli.cli import diagnostics, output
from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    ListFormat,
    ListFormatOption,
    UsersOption,
    new_command_group,
)

if TYPE_CHECKING:
    from maas_cli.config import Config

COLUMNS: Final = ("setting", "value", "origin")
"""The columns of TSV and CSV; their order is an API."""

app = new_command_group(
    no_args_is_help=True,
    help="Show the settings in force.",
    epilog="""
\b
Examples:
  maas config show
  maas config path
""",
)


@app.command(
    epilog="""
\b
Examples:
  maas config show
  maas config show --json

A setting comes from its flag, else its MAAS_* variable, else the settings file, else the default.
"""
)
def show(
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Show every setting with its value and where that is from; the token is masked."""
    from maas_cli.cli import listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help

    config = read_config(config_file, output=form, color=color, users_file=users, data_dir=data_dir)
    chosen = listing.chosen_format(config, as_json=as_json, supported=ListFormat)
    rows = [(name, shown_value(config, name), origin) for name, origin in config.origins.items()]
    values = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    listing.write_listing(listing.Listing(COLUMNS, rows, values), chosen, config.color)


@app.command(
    epilog="""
\b
Examples:
  maas config path
  maas config path --config mine.toml

The file is TOML: a line such as limit = 20 for each setting that maas config show lists.
"""
)
def path(config_file: ConfigOption = None) -> None:
    """Show where the settings file is looked for."""
    from maas_cli.config import settings_file  # noqa: PLC0415  # not for help

    file = config_file or settings_file()
    output.write(f"{file}\n")
    if not file.exists():
        diagnostics.note("there is no such file yet")


def shown_value(config: "Config", name: str) -> str:
    """Return a setting's value as text, paths in full; a token, and a password in an address, are masked."""
    from maas_cli.config import SETTINGS  # noqa: PLC0415  # not for help
    from maas_cli.serialize import MASKED_TOKEN  # noqa: PLC0415  # not for help

    value = getattr(config, name)
    if value is None:
        return ""
    if SETTINGS[name].is_secret:
        return MASKED_TOKEN
    if isinstance(value, Path):
        return str(value.absolute())
    if isinstance(value, bool):
        return str(value).lower()  # as it is written in the settings file
    if isinstance(value, dict):
        return ", ".join(f"{key} = {text!r}" for key, text in value.items())
    scheme, separator, rest = str(value).partition("://")
    login, at, host = rest.partition("@")
    return f"{scheme}{separator}{MASKED_TOKEN}{at}{host}" if at and "/" not in login else str(value)
