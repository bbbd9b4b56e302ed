"""One user as a users file describes them, and how they are read from JSON.

Messages never repeat a value that could be a token, not even one written into the wrong field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maas_cli.accounts import tokens
from maas_cli.accounts.checks import (
    MAX_COUNT,
    MAX_ENDPOINT_LENGTH,
    MAX_NAME_LENGTH,
    MAX_TOKEN_LENGTH,
    check_count,
    check_text,
    kind_of,
)
from maas_cli.errors import InvalidInputError

_KEYS = ("id", "name", "authToken", "tokenCount", "hits", "disabled")
_REQUIRED = ("id", "name", "authToken", "tokenCount")


@dataclass(frozen=True, slots=True)
class UserEntry:
    """A user of a users file. ``token`` is None where the file holds only its digest."""

    uid: int
    name: str
    token_digest: bytes = field(repr=False)
    balance: int
    hits: Mapping[str, int] = field(default_factory=dict)
    token: str | None = field(default=None, repr=False)
    disabled: bool = False

    @property
    def hits_total(self) -> int:
        """All hits together, cut at what the database can hold."""
        return total_hits(self.hits)


def total_hits(hits: Mapping[str, int]) -> int:
    """Return all hits together, at most ``MAX_COUNT``."""
    return min(sum(hits.values()), MAX_COUNT)


def read_entry(key: str, fields: object) -> UserEntry:
    """Return the user that stands under a key of a users file.

    Raises:
        InvalidInputError: a field is missing, unknown, of the wrong type or out of range.
    """
    if not isinstance(fields, dict):
        raise InvalidInputError(f"must be an object, not {kind_of(fields)}")
    _check_keys(fields)
    uid = check_count(fields["id"], "id", at_least=1)
    if str(uid) != key:
        raise InvalidInputError(f"id {uid} must be the same as the key it stands under")
    token, token_digest = _read_token(fields["authToken"])
    return UserEntry(
        uid=uid,
        name=check_text(fields["name"], "name", MAX_NAME_LENGTH),
        token_digest=token_digest,
        balance=check_count(fields["tokenCount"], "tokenCount"),
        hits=_read_hits(fields.get("hits")),
        token=token,
        disabled=_read_flag(fields.get("disabled", False)),
    )


def _check_keys(fields: dict[str, Any]) -> None:
    for key in fields:
        if key not in _KEYS:
            raise InvalidInputError(f"{key[:MAX_NAME_LENGTH]!a} is not a field; there are {', '.join(_KEYS)}")
    for key in _REQUIRED:
        if key not in fields:
            raise InvalidInputError(f"{key} is missing")


def _read_token(value: object) -> tuple[str | None, bytes]:
    """Return a token, None where only its digest is known, and the digest."""
    token = check_text(value, "authToken", MAX_TOKEN_LENGTH)
    if any(map(str.isspace, token)):
        raise InvalidInputError("authToken must not hold blanks")
    if not tokens.is_written_digest(token):
        return token, tokens.digest(token)
    token_digest = tokens.read_digest(token)
    if token_digest is None:
        raise InvalidInputError("authToken that begins with sha256: must go on with 64 hexadecimal digits")
    return None, token_digest


def _read_hits(value: object) -> dict[str, int]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidInputError(f"hits must be an object of counts by endpoint or null, not {kind_of(value)}")
    return {
        check_text(endpoint, "an endpoint in hits", MAX_ENDPOINT_LENGTH): check_count(count, f"hits of {endpoint!a}")
        for endpoint, count in value.items()
    }


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidInputError(f"disabled must be true or false, not {kind_of(value)}")
    return value
