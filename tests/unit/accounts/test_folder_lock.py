import threading
from pathlib import Path

import pytest

from maas_cli.accounts.folder_lock import locked_folder
from maas_cli.errors import LedgerError


def test_who_finds_a_folder_locked_for_too_long_is_told_so(tmp_path: Path) -> None:
    with (
        locked_folder(tmp_path, 0.1),
        pytest.raises(LedgerError, match=r"is locked for more than 0\.05 s"),
        locked_folder(tmp_path, 0.05),
    ):
        pass


def test_who_waits_for_a_folder_gets_it_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    got = threading.Event()

    def wait() -> None:
        with locked_folder(tmp_path, 5):
            got.set()

    waiting = threading.Thread(target=wait)
    with locked_folder(tmp_path, 0.1):
        waiting.start()
        assert not got.wait(0.05)
    waiting.join()

    assert got.is_set()
    assert list(tmp_path.iterdir()) == []
