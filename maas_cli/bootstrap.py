"""From settings to an engine: the only place that knows every part."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.engine import Engine
from maas_cli.errors import UsersFileError
from maas_cli.packaged import starter_catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.accounts import Accounts
    from maas_cli.catalog_index import CatalogIndex
    from maas_cli.config import Config
    from maas_cli.favourites import Favourites
    from maas_cli.picture_download import PictureDownload
    from maas_cli.search import IndexFile
    from maas_cli.search_history import SearchHistory
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


def create_favourites(config: "Config") -> "Favourites":
    """Return the memes that were kept. Nothing is opened yet."""
    from maas_cli.favourites import Favourites  # noqa: PLC0415  # a search keeps none

    return Favourites(config.data_dir / "favourites.json", now=_utc_now)


def create_history(config: "Config") -> "SearchHistory":
    """Return what was searched for before. Nothing is opened yet."""
    from maas_cli.search_history import SearchHistory  # noqa: PLC0415  # a command leaves no traces

    return SearchHistory(config.data_dir / "history.json", now=_utc_now)


def create_picture_download(config: "Config") -> "PictureDownload":
    """Return what fetches the real pictures of memes, into the cache folder. Nothing is opened yet."""
    from maas_cli.picture_download import PictureDownload  # noqa: PLC0415  # a search fetches none

    return PictureDownload(config.cache_dir / "pictures")


def create_index(config: "Config", on_notice: "Callable[[str], None]") -> "CatalogIndex":
    """Return what gives the index over the catalogue in use; nothing is opened yet. ``on_notice`` gets notes."""
    from maas_cli.catalog_index import IMPORTED, CatalogIndex  # noqa: PLC0415  # the engine makes its own

    return CatalogIndex(
        imported=config.data_dir / IMPORTED,
        starter=starter_catalog(),
        cache_dir=config.cache_dir,
        now=_utc_now,
        on_notice=on_notice,
    )


def create_service(config: "Config", index: "CatalogIndex", pinned: "IndexFile") -> "Service":
    """Return one worker's service for these settings, with its own lease holder; for after the fork.

    ``pinned`` is what ``index`` gave before the fork, so that a worker that takes a dead one's place answers what the
    others answer and needs no catalogue. Nor does it need a users file: there is a database.

    Raises:
        StorageError: the users cannot be reached.
    """
    from maas_cli.accounts import Accounts  # noqa: PLC0415  # a free search opens no users
    from maas_cli.accounts.database_place import journals_of  # noqa: PLC0415  # as above
    from maas_cli.accounts.leases import Meter  # noqa: PLC0415  # a command line holds no leases
    from maas_cli.accounts.writability import Writability  # noqa: PLC0415  # a command line finds out when it writes
    from maas_cli.service import Service  # noqa: PLC0415  # a command line serves nobody

    accounts = Accounts(config.users_file, now=_utc_now)
    meter = Meter(config.users_file, journals_of(config.users_file), now=_utc_now)
    watch = Writability(config.users_file, now=_utc_now)
    return Service(meter, index, accounts, now=_utc_now, pinned=pinned, writability=watch)


def check_users_writable(config: "Config") -> None:
    """Check that the users database can be written, by writing to it; it is made if it is missing.

    Raises:
        StorageError: it cannot.
    """
    from maas_cli.accounts.writability import Writability  # noqa: PLC0415  # a free search opens no users

    with closing(Writability(config.users_file, now=_utc_now)) as watch:
        watch.check()


def has_users(config: "Config") -> bool:
    """Tell whether there is a users database already."""
    from maas_cli.accounts.database_place import database_of  # noqa: PLC0415  # a free search opens no users

    return database_of(config.users_file).exists()


def sample_tokens() -> list[str]:
    """Return the tokens of the users that come with maas, which anyone knows."""
    from maas_cli.accounts.users_file import read_users_file  # noqa: PLC0415  # a free search opens no users
    from maas_cli.packaged import sample_users  # noqa: PLC0415  # a free search opens no users

    return [entry.token for entry in read_users_file(sample_users()).entries if entry.token is not None]


def has_secret_tokens(config: "Config") -> bool:
    """Tell whether the users file holds tokens, and not only their digests or those of the samples, which all know.

    False where it cannot be read.
    """
    from maas_cli.accounts.users_file import read_users_file  # noqa: PLC0415  # a free search opens no users

    try:
        return not {entry.token for entry in read_users_file(config.users_file).entries} <= {None, *sample_tokens()}
    except UsersFileError:
        return False


def recover_leases(config: "Config", on_notice: "Callable[[str], None]") -> int:
    """Settle what workers left that died without a word; return how many there were. ``on_notice`` gets notes.

    Raises:
        StorageError: the users cannot be read or written.
    """
    from maas_cli.accounts.database_place import journals_of  # noqa: PLC0415  # a free search opens no users
    from maas_cli.accounts.leases.recovery import recover  # noqa: PLC0415  # a command line holds no leases

    return recover(config.users_file, journals_of(config.users_file), now=_utc_now, on_notice=on_notice)


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
