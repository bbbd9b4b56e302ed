"""Users, their tokens, balances and hits: the users file as it is written by hand, and the living database beside it.

``leases`` lets the worker processes of a service charge calls without asking the database each time.

Knows no environment and no time of day but the one it is given, and nothing of memes. Importing it loads neither
sqlite3 nor json.
"""

from maas_cli.accounts.accounts import Accounts

__all__ = ["Accounts"]
