"""The content of a new users database, made in memory from a users file so that it can be put in place whole."""

from contextlib import closing

from maas_cli.accounts import rows, snapshots
from maas_cli.accounts.schema import create_tables
from maas_cli.accounts.users_file import UsersFile

_FORMAT_VERSIONS = slice(18, 20)
_WAL = b"\x02\x02"


def make_image(file: UsersFile, at: str) -> bytes:
    """Return the bytes of a database that holds the users of a file, to be opened with a write-ahead log.

    The write-ahead log is set in the header, at bytes 18 and 19 (https://sqlite.org/fileformat.html, 1.3.3): a
    database in memory has none, and setting it later would be a race between the first processes to open the file.
    """
    import sqlite3  # noqa: PLC0415  # once in the life of a database

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create_tables(connection)
        connection.execute("BEGIN")
        for entry in file.entries:
            rows.insert_user(connection, entry, "file", at)
        snapshots.remember_mark(connection, file.mark)
        connection.execute("COMMIT")
        image = bytearray(connection.serialize())
    image[_FORMAT_VERSIONS] = _WAL
    return bytes(image)
