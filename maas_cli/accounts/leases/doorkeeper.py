"""Letting clients in by their token, without asking the database each time."""

import threading
from collections.abc import Callable
from typing import Any

from maas_cli.accounts import rows, tokens
from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.ledger import Ledger
from maas_cli.errors import AuthenticationError, StorageError

TRUST_SECONDS = 1.0
"""How long an answer of the database is good for; a token that was replaced is refused after that."""

MOST_REMEMBERED = 20_000
"""Of tokens let in, and of tokens refused, so many are remembered at most."""


class Doorkeeper:
    """Who was let in lately, and who was not. Safe for several threads. Keeps digests, never tokens."""

    def __init__(self, ledger: Ledger, monotonic: Callable[[], float]) -> None:
        """Take a ledger that nobody else writes with: waiting for a writer here would be waiting at the door."""
        self._ledger = ledger
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._known: dict[bytes, tuple[Client, float]] = {}
        self._refused: dict[bytes, tuple[str, str, float]] = {}

    def authenticate(self, token: str) -> Client:
        """Return whose token this is; while the database cannot be read, those let in before are.

        Raises:
            AuthenticationError: no user has this token, or the user is disabled.
            StorageError: the database cannot be read, and the token was not let in before.
        """
        given = tokens.digest(token)
        known = self._known.get(given)
        if known is None:
            return self._ask(given, None)
        client, until = known
        if not tokens.same_digest(client.digest, given) or self._monotonic() > until:
            return self._ask(given, client)
        return client

    def forget(self) -> None:
        """Ask the database again about everyone."""
        with self._lock:
            self._known, self._refused = {}, {}

    def _ask(self, given: bytes, before: Client | None) -> Client:
        self._refuse_again(given)
        try:
            with self._ledger.reading() as connection:
                client = Client(rows.user_with(connection, given).uid, given)
        except AuthenticationError as error:
            with self._lock:
                self._known.pop(given, None)
                _make_room(self._refused)
                self._refused[given] = (str(error), error.hint, self._monotonic() + TRUST_SECONDS)
            raise
        except StorageError:
            if before is None:
                raise
            client = before
        with self._lock:
            _make_room(self._known)
            self._known[given] = (client, self._monotonic() + TRUST_SECONDS)
        return client

    def _refuse_again(self, given: bytes) -> None:
        refused = self._refused.get(given)
        if refused is not None and self._monotonic() <= refused[2]:
            raise AuthenticationError(refused[0], hint=refused[1])


def _make_room(among: dict[bytes, Any]) -> None:
    """Start anew where too many are remembered, so that guessing tokens fills no memory."""
    if len(among) >= MOST_REMEMBERED:
        among.clear()
