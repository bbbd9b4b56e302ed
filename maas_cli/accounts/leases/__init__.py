"""Leases: how many worker processes charge calls at memory speed and the ledger still knows every token.

A worker borrows some of a user's tokens, charges calls to them with one store into its journal, and settles with the
ledger a few times a second. The rule of both sides is :mod:`maas_cli.accounts.leases.protocol`, without any file; the
ledger is asked by :mod:`~maas_cli.accounts.leases.store`, the journals survive kill -9 and are settled by
:mod:`~maas_cli.accounts.leases.recovery`.
"""

from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.leases.meter import Meter

__all__ = ["Client", "Meter"]
