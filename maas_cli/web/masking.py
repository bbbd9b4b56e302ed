"""Keeping tokens out of what is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.errors import InvalidInputError
from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web.parameters import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET_NAMES = frozenset(
    ("token", "authtoken", "auth_token", "access_token", "x-token", "x_token", "xtoken", "apikey", "api_key", "secret",
     "password", "authorization")
)  # fmt: skip
"""Parameters whose values are never written down."""

UNREADABLE = {"": "(cannot be read)"}


def masked_parameters(query_string: bytes, token: str | None) -> dict[str, str]:
    """Return the parameters of a URL for the log, without the token that came beside them.

    Of those that cannot be read only that they cannot.
    """
    try:
        given = pairs(query_string)
    except InvalidInputError:
        return UNREADABLE
    secrets = [token] if token else []
    return {
        without(name, secrets): MASKED_TOKEN if name in SECRET_NAMES else without(value, secrets)
        for name, value in given.items()
    }


def secrets_in(query_string: bytes, token: str | None) -> list[str]:
    """Return the tokens that a request came with, in its URL or beside it."""
    try:
        given = pairs(query_string)
    except InvalidInputError:
        given = {}
    found = [value for name, value in given.items() if name in SECRET_NAMES]
    return [secret for secret in [*found, token] if secret]


def without(text: str, secrets: Iterable[str]) -> str:
    """Return a text with a mask in place of each token."""
    for secret in secrets:
        text = text.replace(secret, MASKED_TOKEN)
    return text
