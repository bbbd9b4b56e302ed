import sqlite3
from contextlib import closing
from pathlib import Path

from maas_cli.accounts.rows import list_users
from maas_cli.accounts.schema import check_signature
from maas_cli.accounts.seeding import make_image
from maas_cli.accounts.snapshots import last_mark
from maas_cli.accounts.users_file import read_users_file
from maas_cli.models.users import User


def test_an_image_is_a_whole_database_with_a_write_ahead_log(users_file: Path, tmp_path: Path) -> None:
    database = tmp_path / "users.db"
    file = read_users_file(users_file)
    database.write_bytes(make_image(file, "2024-05-17T23:59:59+00:00"))

    with closing(sqlite3.connect(database)) as connection:
        check_signature(connection, database)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert list_users(connection) == (
            User(10, "Alice", 1000),
            User(20, "Bob", 500, hits={"/api/memes": 41}),
        )
        assert last_mark(connection) == file.mark
        assert connection.execute("SELECT uid, at, amount, reason FROM grants").fetchall() == [
            (10, "2024-05-17T23:59:59+00:00", 1000, "file"),
            (20, "2024-05-17T23:59:59+00:00", 500, "file"),
        ]


def test_a_file_without_users_makes_a_database_without_users(users_file: Path, tmp_path: Path) -> None:
    users_file.write_text("{}")
    database = tmp_path / "users.db"
    database.write_bytes(make_image(read_users_file(users_file), ""))

    with closing(sqlite3.connect(database)) as connection:
        assert list_users(connection) == ()
