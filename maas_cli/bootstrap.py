"""From settings to an engine: the only place that knows every part."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.engine import Engine
from maas_cli.packaged import starter_catalog

if TYPE_CHECKING:
    from maas_cli.accounts import Accounts
    from maas_cli.config import Config


def create_engine(config: "Config") -> Engine:
    """Return an engine for these settings. Nothing is opened yet."""
    return Engine(
        data_dir=config.data_dir,
        cache_dir=config.cache_dir,
        starter=starter_catalog(),
        open_accounts=lambda: _open_accounts(config),
        now=_utc_now,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _open_accounts(config: "Config") -> "Accounts":
    """Open the users; where none were named and there are none yet, start with the sample ones."""
    from maas_cli.accounts import Accounts  # noqa: PLC0415  # a free search opens no users

    if config.origins["users_file"] == "default":
        _seed(config.users_file)
    return Accounts(config.users_file, now=_utc_now)


def _seed(users_file: Path) -> None:
    if users_file.exists() or users_file.with_suffix(".db").exists():
        return
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # once in the life of a users file
    from maas_cli.packaged import sample_users  # noqa: PLC0415

    with replacing(users_file, mode=PRIVATE) as file:
        file.write(sample_users().read_bytes())
