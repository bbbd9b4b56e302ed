"""``maas stats``: what users have spent and have left."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from maas_cli.cli.options import (
    ColorOption,
    ConfigOption,
    DataDirOption,
    JsonOption,
    ListFormat,
    ListFormatOption,
    ServerOption,
    TokenOption,
    UsersOption,
    new_command_group,
)

if TYPE_CHECKING:
    from maas_cli.config import Config
    from maas_cli.models.users import User, UserStats

app = new_command_group()

COLUMNS: Final = ("id", "name", "balance", "calls", "today", "per_day", "days_left", "disabled")
"""The columns of TSV and CSV; their order is an API."""

EPILOG: Final = f"""
\b
Examples:
  maas stats
  maas stats --uid 10
  maas stats --token secret2 --json

Statistics are free. With MAAS_TOKEN set they are that user's; --all shows all again. A server (--server, MAAS_SERVER)
shows one user at a time; what it does not say is left empty, or null in JSON.

tsv and csv have the columns {", ".join(COLUMNS)}.
"""


@app.command(epilog=EPILOG)
def stats(
    *,
    uid: Annotated[int | None, typer.Option("--uid", metavar="UID", help="Only the user with this id.")] = None,
    token: TokenOption = None,
    everyone: Annotated[bool, typer.Option("--all", help="All users, though a token is set.")] = False,
    form: ListFormatOption = None,
    as_json: JsonOption = False,
    color: ColorOption = None,
    server: ServerOption = None,
    users: UsersOption = None,
    data_dir: DataDirOption = None,
    config_file: ConfigOption = None,
) -> None:
    """Show balances, calls by endpoint and a day, and how long the balance lasts."""
    from maas_cli.cli.listing import chosen_format  # noqa: PLC0415  # not for help
    from maas_cli.cli.session import read_config  # noqa: PLC0415  # not for help
    from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # not for help

    if sum((uid is not None, token is not None, everyone)) > 1:
        raise InvalidInputError("give only one of --uid, --token and --all")
    config = read_config(
        config_file, token=token, output=form, color=color, server=server, users_file=users, data_dir=data_dir
    )
    chosen = chosen_format(config, as_json=as_json, supported=ListFormat)
    is_about_one = uid is not None or (config.token is not None and not everyone)
    if is_about_one:
        _write_one(_find_one(config, uid), chosen, config)
    else:
        _write_all(_find_all(config), chosen, config)


def _find_one(config: "Config", uid: int | None) -> "UserStats | User":
    from maas_cli.cli.answering import open_answering  # noqa: PLC0415  # not for help

    with open_answering(config) as answering:
        return answering.user_stats(uid=uid, token=config.token if uid is None else None)


def _find_all(config: "Config") -> "tuple[UserStats, ...]":
    from maas_cli.cli.session import open_engine  # noqa: PLC0415  # not for help

    if config.server:
        from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # only for a refusal

        raise InvalidInputError("a server shows one user at a time", hint="give --uid or --token, or --server ''")
    with open_engine(config) as engine:
        return engine.all_user_stats()


def _write_one(found: "UserStats | User", form: str, config: "Config") -> None:
    from maas_cli.cli import listing, output  # noqa: PLC0415  # not for help
    from maas_cli.models.users import UserStats  # noqa: PLC0415  # not for help
    from maas_cli.serialize import stats_to_dict  # noqa: PLC0415  # not for help

    if form == "table":
        from maas_cli.cli.stats_view import bare_user_view, user_view  # noqa: PLC0415  # not for programs

        view = user_view(found) if isinstance(found, UserStats) else bare_user_view(found)
        output.write_view(view, color=output.wants_color(config.color))
        return
    values, row = (
        (stats_to_dict(found), _row(found)) if isinstance(found, UserStats) else (_bare_values(found), _bare_row(found))
    )
    if form == "json":
        listing.write_json(values)
    else:
        listing.write_listing(listing.Listing(COLUMNS, [row], [values]), form)


def _write_all(found: "tuple[UserStats, ...]", form: str, config: "Config") -> None:
    from maas_cli.cli import listing, output  # noqa: PLC0415  # not for help
    from maas_cli.serialize import stats_to_dict  # noqa: PLC0415  # not for help

    if form == "table":
        from maas_cli.cli.stats_view import users_table  # noqa: PLC0415  # not for programs

        output.write_view(users_table(found), color=output.wants_color(config.color))
    else:
        rows = [_row(one) for one in found]
        listing.write_listing(listing.Listing(COLUMNS, rows, [stats_to_dict(one) for one in found]), form)


def _bare_values(user: "User") -> dict[str, object]:
    """Return what is known of a user whose server says nothing of calls a day, and null for all else."""
    from maas_cli.serialize import user_to_dict  # noqa: PLC0415  # only where a server is asked

    return user_to_dict(user) | dict.fromkeys(("disabled", "today", "perDay", "daysLeft", "daily"))


def _bare_row(user: "User") -> tuple[str, ...]:
    return str(user.uid), user.name, str(user.balance), str(sum(user.hits.values())), "", "", "", ""


def _row(stats: "UserStats") -> tuple[str, ...]:
    user = stats.user
    return (
        str(user.uid),
        user.name,
        str(user.balance),
        str(sum(user.hits.values())),
        str(stats.today),
        f"{stats.per_day:.3f}",
        "" if stats.days_left is None else f"{stats.days_left:.1f}",
        "true" if user.disabled else "false",
    )
