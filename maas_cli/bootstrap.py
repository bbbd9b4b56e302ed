"""From settings to an engine: the only place that knows every part."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.engine import Engine
from maas_cli.packaged import starter_catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.accounts import Accounts
    from maas_cli.catalog_index import CatalogIndex
    from maas_cli.config import Config
    from maas_cli.service import Service


def create_engine(config: "Config") -> Engine:
    """Return an engine for these settings. Nothing is opened yet."""
    return Engine(
        data_dir=config.data_dir,
        cache_dir=config.cache_dir,
        starter=starter_catalog(),
        open_accounts=lambda on_notice: _open_accounts(config, on_notice),
        now=_utc_now,
    )


def create_index(config: "Config", on_notice: "Callable[[str], None]") -> "CatalogIndex":
    """Return what gives the index over the catalogue in use; nothing is opened yet. ``on_notice`` gets notes."""
    from maas_cli.catalog_index import CatalogIndex  # noqa: PLC0415  # the engine makes its own

    return CatalogIndex(
        imported=config.data_dir / "catalog.ndjson",
        starter=starter_catalog(),
        cache_dir=config.cache_dir,
        now=_utc_now,
        on_notice=on_notice,
    )


def create_service(config: "Config") -> "Service":
    """Return one worker's service for these settings, with its own lease holder; for after the fork.

    Raises:
        StorageError: the catalogue or the users cannot be read.
    """
    from maas_cli.accounts.database_place import journals_of  # noqa: PLC0415  # a free search opens no users
    from maas_cli.accounts.leases import Meter  # noqa: PLC0415  # a command line holds no leases
    from maas_cli.service import Service  # noqa: PLC0415  # a command line serves nobody

    accounts = _open_accounts(config, _ignore)
    meter = Meter(config.users_file, journals_of(config.users_file), now=_utc_now)
    return Service(meter, create_index(config, _ignore), accounts, now=_utc_now)


def recover_leases(config: "Config", on_notice: "Callable[[str], None]") -> int:
    """Settle what workers left that died without a word; return how many there were. ``on_notice`` gets notes.

    Raises:
        StorageError: the users cannot be read or written.
    """
    from maas_cli.accounts.database_place import journals_of  # noqa: PLC0415  # a free search opens no users
    from maas_cli.accounts.leases.recovery import recover  # noqa: PLC0415  # a command line holds no leases

    return recover(config.users_file, journals_of(config.users_file), now=_utc_now, on_notice=on_notice)


def _ignore(_: str) -> None:
    """Take no notice: it was said when the service was prepared."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _open_accounts(config: "Config", on_notice: "Callable[[str], None]") -> "Accounts":
    """Open the users; where none were named and there are none yet, start with the sample ones."""
    from maas_cli.accounts import Accounts  # noqa: PLC0415  # a free search opens no users

    if config.origins["users_file"] == "default" and _seed(config.users_file):
        on_notice(f"there was no users file; {config.users_file} now holds the sample users, whose tokens anyone knows")
    return Accounts(config.users_file, now=_utc_now)


def _seed(users_file: Path) -> bool:
    """Make a users file of the sample users if there are none yet; return whether that was done."""
    from maas_cli.accounts.database_place import database_of  # noqa: PLC0415  # a free search opens no users

    if users_file.exists() or users_file.is_symlink() or database_of(users_file).exists():
        return False
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # once in the life of a users file
    from maas_cli.packaged import sample_users  # noqa: PLC0415  # once in the life of a users file

    with replacing(users_file, mode=PRIVATE) as file:
        file.write(sample_users().read_bytes())
    return True
