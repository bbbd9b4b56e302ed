"""A meter without leases: every charge goes straight to the accounts."""

from maas_cli.accounts import Accounts, tokens
from maas_cli.accounts.leases import Client
from maas_cli.errors import BalanceExhaustedError


class AccountsMeter:
    """Speaks as the real meter does. ``durable_settles`` counts the group commits, ``refreshes`` the reloads."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self.durable_settles = 0
        self.refreshes = 0
        self.is_closed = False

    def authenticate(self, token: str) -> Client:
        return Client(self._accounts.authenticate(token).uid, tokens.digest(token))

    def has(self, client: Client, cost: int = 1) -> bool:
        return self._accounts.get(client.uid).balance >= cost

    def spend(self, client: Client, endpoint: str, cost: int = 1) -> int | None:
        try:
            return self._accounts.spend(client.uid, endpoint, cost)
        except BalanceExhaustedError:
            return None

    def renew(self, client: Client, cost: int = 1) -> None:
        if self._accounts.get(client.uid).balance < cost:
            raise BalanceExhaustedError(f"user {client.uid} has no tokens left")

    def settle(self, *, durable: bool = False) -> None:
        self.durable_settles += durable

    def refresh(self) -> None:
        self.refreshes += 1

    def close(self) -> None:
        self.is_closed = True
