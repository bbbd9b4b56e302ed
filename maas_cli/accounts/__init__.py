"""Users, their tokens, balances and hits: the users file as it is written by hand, and the living database beside it.

Knows no environment and no clock, and nothing of memes. Importing it loads neither sqlite3 nor json.
"""

from maas_cli.accounts.accounts import Accounts

__all__ = ["Accounts"]
