"""``maas users``: the clients of maas, their tokens and balances."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

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
from maas_cli.errors import StorageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from maas_cli.engine import Engine
    from maas_cli.models.users import IssuedToken, User

COLUMNS: Final = ("id", "name", "balance", "calls", "disabled")
"""The columns of TSV and CSV; their order is an API."""

app = new_command_group(
    no_args_is_help=True,
    help="List, add and change the users of maas.",
    epilog="""
\b
Examples:
  maas users list
  maas users add Carol --balance 100
  maas users topup 10 500
""",
)

UidArgument = Annotated[int, typer.Argument(metavar="UID", help="The user's id.", show_default=False)]


@app.command(
    "list",
    epilog=f"""
\b
Examples:
  maas users list
  maas users list --output csv

tsv and csv have the columns {", ".join(COLUMNS)}.
""",
)
def list_users(
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """List all users; tokens are never shown."""
    from maas_cli.cli import listing  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help
    from maas_cli.serialize import user_to_dict  # noqa: PLC0415  # not for help

    config = read_config(config_file, output=form, color=color, users_file=users, data_dir=data_dir)
    chosen = listing.chosen_format(config, as_json=as_json, supported=ListFormat)
    with open_engine(config) as engine:
        found = engine.list_users()
    rows = [_row(user) for user in found]
    values = [user_to_dict(user) for user in found]
    users_listed = listing.Listing(COLUMNS, rows, values, numbers={"id", "balance", "calls"})
    listing.write_listing(users_listed, chosen, config.color)


def _row(user: "User") -> tuple[str, ...]:
    calls = sum(user.hits.values())
    return str(user.uid), user.name, str(user.balance), str(calls), "true" if user.disabled else "false"


@app.command(
    epilog="""
\b
Examples:
  maas users add Carol --balance 100
  maas users add Dave --balance 0 --uid 40

The token alone goes to standard output, this once; nothing can show it again.
"""
)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The user's name.", show_default=False)],
    balance: Annotated[int, typer.Option("--balance", metavar="N", help="Tokens to begin with.", show_default=False)],
    uid: Annotated[int | None, typer.Option("--uid", metavar="UID", help="The id.  [default: the next free]")] = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Add a user and show their token."""
    with _engine(users, data_dir, config_file) as engine:
        issued = engine.add_user(name, balance, uid=uid)
    _show_token(issued)


@app.command(
    epilog="""
\b
Examples:
  maas users rotate 10
  maas users rotate 20 --users users.json

The token alone goes to standard output, this once; nothing can show it again.
"""
)
def rotate(
    uid: UidArgument, users: UsersOption = None, data_dir: DataDirOption = None, config_file: ConfigOption = None
) -> None:
    """Give a user a new token; the old one stops working."""
    with _engine(users, data_dir, config_file) as engine:
        issued = engine.rotate_token(uid)
    _show_token(issued)


@app.command(
    context_settings={"ignore_unknown_options": True},  # so that -5 is refused as an amount, not as an option
    epilog="""
\b
Examples:
  maas users topup 10 500
  maas users topup 20 1
""",
)
def topup(
    uid: UidArgument,
    amount: Annotated[int, typer.Argument(metavar="AMOUNT", help="Tokens to add, 1 and up.", show_default=False)],
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Add tokens to a user's balance."""
    with _engine(users, data_dir, config_file) as engine:
        _say_state(engine.top_up(uid, amount))


@app.command(
    epilog="""
\b
Examples:
  maas users disable 10
  maas users disable 20 --users users.json
"""
)
def disable(
    uid: UidArgument, users: UsersOption = None, data_dir: DataDirOption = None, config_file: ConfigOption = None
) -> None:
    """Refuse a user's calls from now on; balance and calls stay."""
    with _engine(users, data_dir, config_file) as engine:
        _say_state(engine.disable_user(uid))


@app.command(
    epilog="""
\b
Examples:
  maas users enable 10
  maas users enable 20 --users users.json
"""
)
def enable(
    uid: UidArgument, users: UsersOption = None, data_dir: DataDirOption = None, config_file: ConfigOption = None
) -> None:
    """Take a user's calls again."""
    with _engine(users, data_dir, config_file) as engine:
        _say_state(engine.enable_user(uid))


@app.command(
    epilog="""
\b
Examples:
  maas users export
  maas users export backup.json

The file can be used as a users file again. It is written whole or not at all, and only you can read it.
"""
)
def export(
    target: Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to.")] = Path("users_flushed.json"),
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Write all users with their balances and calls to a users file."""
    with _engine(users, data_dir, config_file) as engine:
        count = engine.export_users(target)
    diagnostics.note(f"{count:,} users written to {target}")


@app.command(
    epilog="""
\b
Examples:
  maas users sync
  maas users sync --users users.json --json
"""
)
def sync(
    as_json: JsonOption = False,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Read the users file again, after it was changed by hand."""
    from maas_cli.cli.user_words import sync_words  # noqa: PLC0415  # not for help

    with _engine(users, data_dir, config_file) as engine:
        report = engine.sync_users()
    if as_json:
        from maas_cli.cli.listing import write_json  # noqa: PLC0415  # only for JSON
        from maas_cli.serialize import sync_report_to_dict  # noqa: PLC0415  # only for JSON

        write_json(sync_report_to_dict(report))
    for line in sync_words(report):
        diagnostics.note(line)


def _engine(users: Path | None, data_dir: Path | None, config_file: Path | None) -> "AbstractContextManager[Engine]":
    from maas_cli.cli.session import open_engine, read_config  # noqa: PLC0415  # not for help

    return open_engine(read_config(config_file, users_file=users, data_dir=data_dir))


def _show_token(issued: "IssuedToken") -> None:
    try:
        output.write(f"{issued.token}\n")
    except (StorageError, output.ReaderGoneError) as error:
        again = f"make another: maas users rotate {issued.user.uid}"
        raise StorageError(f"user {issued.user.uid} has a new token, but it could not be shown", hint=again) from error
    diagnostics.note(f"this is the token of {_state(issued.user)}; it is not shown again")


def _say_state(user: "User") -> None:
    diagnostics.note(_state(user))


def _state(user: "User") -> str:
    from maas_cli.cli.user_words import user_words  # noqa: PLC0415  # not for help

    return user_words(user)
