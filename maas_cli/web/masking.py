"""Keeping tokens out of what is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.errors import AuthenticationError, InvalidInputError
from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web.parameters import PICTURE_TABLE, USER_STATS_TABLE, memes_table, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SECRET_NAMES = frozenset(
    ("token", "authtoken", "auth_token", "access_token", "x-token", "x_token", "xtoken", "apikey", "api_key", "secret",
     "password", "authorization")
)  # fmt: skip
"""Parameters whose values are never written down."""

UNREADABLE = {"": "(cannot be read)"}

MOST_LOOKED_UP = 16
"""So many values of one request are looked up among the users' tokens; further ones are masked whatever they are."""

_AROUND = " \t\r\n\"'"
"""What people paste a token with."""

_KNOWN_NAMES = frozenset(parameter.name for parameter in (*memes_table(1), *USER_STATS_TABLE, *PICTURE_TABLE))
_USUAL = _KNOWN_NAMES | {"api", "memes", "userstats"}
"""What is in most URLs."""


class Secrets:
    """Finds the tokens that a request came with, also those that stand where none belongs. Safe for several threads.

    Looking values up reads the database now and then, so it is for requests that are refused or out of the ordinary.
    """

    def __init__(self, authenticate: Callable[[str], object]) -> None:
        """Take what raises AuthenticationError for a text that is nobody's token."""
        self._authenticate = authenticate

    def of(self, path: str, query_string: bytes, token: str | None) -> list[str]:
        """Return the tokens in a URL, whatever they are called there, and the one beside it; the longest first."""
        own = secrets_in(query_string, token)
        return self._sorted(own, _values(path, query_string))

    def masked(self, text: str, path: str, query_string: bytes, token: str | None) -> str:
        """Return a text about a request without the tokens that the request came with."""
        own = secrets_in(query_string, token)
        echoed = [value for value in _values(path, query_string) if value in text or _in_quotes(value) in text]
        return without(text, self._sorted(own, echoed))

    def _sorted(self, own: list[str], values: list[str]) -> list[str]:
        doubtful = [value for value in values if value not in own]
        found = [value for value in doubtful[:MOST_LOOKED_UP] if self._is_token(value)]
        return sorted([*own, *found, *doubtful[MOST_LOOKED_UP:]], key=len, reverse=True)

    def _is_token(self, text: str) -> bool:
        """Whether this is a user's token; where nobody can say, it may be."""
        try:
            self._authenticate(text)
        except AuthenticationError:
            return False
        except Exception:  # noqa: BLE001  # whatever it is, what is written down is safe
            return True
        return True


def _values(path: str, query_string: bytes) -> list[str]:
    """Return what may be tokens in a URL: segments of its path, names and values."""
    try:
        given = [text for pair in pairs(query_string).items() for text in pair]
    except InvalidInputError:
        given = []
    steps = path.split("/")
    without_ending = [step.removesuffix(".png") for step in steps]  # a token may have been taken for an id
    texts = dict.fromkeys(text.strip(_AROUND) for text in [*steps, *without_ending, *given])
    return [text for text in texts if text and text not in _USUAL]


def is_usual(query_string: bytes) -> bool:
    """Whether all parameters have names that this service knows."""
    try:
        return pairs(query_string).keys() <= _KNOWN_NAMES
    except InvalidInputError:
        return False


def masked_parameters(query_string: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """Return the parameters of a URL for the log, without the tokens among them.

    Of those that cannot be read only that they cannot.
    """
    try:
        given = pairs(query_string)
    except InvalidInputError:
        return UNREADABLE
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
        text = text.replace(secret, MASKED_TOKEN).replace(_in_quotes(secret), MASKED_TOKEN)
    return text


def _in_quotes(text: str) -> str:
    """Return a text as it stands between quotes in an error message."""
    return repr(text)[1:-1]
