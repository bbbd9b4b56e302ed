"""Whether the users database can be written, asked again and again, so that a service knows before its clients do."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from maas_cli.accounts.opening import open_ledger
from maas_cli.accounts.schema import VERSION
from maas_cli.errors import StorageError

LOOK_SECONDS = 0.3
"""So long a look is good for."""

TOLERATED_SECONDS = 1.0
"""Trouble that is over sooner is no concern of those who ask: somebody may have held the lock."""

_TIMEOUT_SECONDS = 1.0


class Writability:
    """What is known of one users database. Not to be carried through a fork; one thread looks, any may ask.

    A look takes the lock that writers need, and writes nothing where all was well: a service that has nothing to do
    shall not keep the disk busy. After trouble or doubt it writes a page, for a full disk shows only then.
    """

    def __init__(
        self, users_file: Path, *, now: Callable[[], datetime], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the users file whose database is meant; nothing is opened yet. ``now`` gives aware times.

        Raises:
            UsersFileError: the path has no name, or one that is a database's.
        """
        self._ledger = open_ledger(users_file, now=now, timeout_seconds=_TIMEOUT_SECONDS, keeps=True)
        self._monotonic = monotonic
        self._look_at = -math.inf
        self._is_doubted = True
        self._was_well = False
        self._error: StorageError | None = None
        self._failing_since = math.inf
        self._writing_since = math.inf

    def check(self) -> None:
        """Write to the database without changing anything.

        Raises:
            StorageError: it cannot be written.
        """
        self._write(thoroughly=True)

    def look(self) -> None:
        """Look again if the last look is old; may wait for a second where others write.

        Raises:
            StorageError: the database cannot be written, or could not be at the last look.
        """
        began = self._monotonic()
        if began >= self._look_at:
            self._look_again(began)
        if self._error is not None:
            raise self._error.with_traceback(None)

    def doubt(self) -> None:
        """Say that a write failed: the next look is a thorough one, and soon."""
        self._is_doubted = True
        self._look_at = -math.inf

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Have a write by others watched while the block runs, for nobody looks meanwhile. One at a time."""
        self._writing_since = self._monotonic()
        try:
            yield
        except StorageError:
            self._failing_since = min(self._failing_since, self._writing_since)
            self.doubt()
            raise
        finally:
            self._writing_since = math.inf

    def is_in_trouble(self) -> bool:
        """Tell whether the database could not be written for a second, or never yet; nothing is looked at."""
        return self._monotonic() - min(self._failing_since, self._writing_since) >= TOLERATED_SECONDS

    def close(self) -> None:
        """Close the database; the next look opens it again."""
        self._ledger.close()

    def _look_again(self, began: float) -> None:
        try:
            self._write(thoroughly=self._is_doubted)
        except StorageError as error:
            self._error = error
            self._is_doubted = True
            self._failing_since = min(self._failing_since, began if self._was_well else -math.inf)
        else:
            self._error = None
            self._is_doubted = False
            self._was_well = True
            self._failing_since = math.inf
        self._look_at = self._monotonic() + LOOK_SECONDS

    def _write(self, *, thoroughly: bool) -> None:
        with self._ledger.writing() as connection:
            if thoroughly:
                connection.execute(f"PRAGMA user_version = {VERSION}")  # it has this number already
