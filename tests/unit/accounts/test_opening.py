import os
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from maas_cli.accounts.opening import open_ledger, stamp
from maas_cli.errors import UsersFileError
from tests.unit.accounts.conftest import Clock


def test_a_database_is_made_from_its_users_file_when_it_is_first_used(users_file: Path, clock: Clock) -> None:
    with closing(open_ledger(users_file, now=clock, timeout_seconds=1)) as ledger:
        assert os.listdir(users_file.parent) == ["users.json"]  # noqa: PTH208  # names are what is asked
        with ledger.reading() as connection:
            granted = connection.execute("SELECT DISTINCT at FROM grants").fetchall()
    assert granted == [("2024-05-17T23:59:59+00:00",)]


def test_a_path_that_is_a_database_is_refused(clock: Clock) -> None:
    with pytest.raises(UsersFileError):
        open_ledger(Path("users.db"), now=clock, timeout_seconds=1)


def test_times_are_written_in_utc_to_the_second() -> None:
    moment = datetime(2024, 5, 18, 1, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))

    assert stamp(moment) == "2024-05-17T23:30:15+00:00"
