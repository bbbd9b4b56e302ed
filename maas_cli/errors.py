"""The errors maas raises on purpose; nothing here knows how they are shown.

::

    MaasError
    ├── InvalidInputError          a value the caller gave cannot be used
    │   ├── InvalidQueryError      the words searched for
    │   │   └── WordlessQueryError there are none, but something was typed
    │   ├── InvalidPositionError   latitude, longitude or radius
    │   └── InvalidSettingError    a setting, from a flag, the environment or the settings file
    ├── NotFoundError              what was asked for by its key does not exist
    ├── AuthenticationError        no user has this token, or the user is disabled
    ├── BalanceExhaustedError      the user has no tokens left to spend
    ├── StorageError               a file or folder cannot be read or written
    │   ├── UsersFileError         the users file is missing, unreadable or malformed
    │   ├── LedgerError            the users database is damaged or locked
    │   ├── CatalogError           a catalogue holds nothing that can be used
    │   ├── PictureError           a meme's picture may not be fetched, or is none
    │   └── IndexUnusableError     the search index is missing, or of another catalogue or format
    │       └── IndexDamagedError  the search index is truncated or its content makes no sense
    └── ServiceUnreachableError    a server did not answer, or answered with something else

Every class has a stable snake_case ``code`` for programs; the message is one line for people, names the value
and what is allowed, and never holds a token. ``hint``, where not empty, says what to do next.
"""

from typing import ClassVar


class MaasError(Exception):
    """Any failure maas foresees; ``str(error)`` is one line for people."""

    code: ClassVar[str] = "maas_error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InvalidInputError(MaasError):
    """A value the caller gave is of the wrong type, out of range or contradicts another."""

    code = "invalid_input"


class InvalidQueryError(InvalidInputError):
    """The query is empty after folding, or longer than is allowed."""

    code = "invalid_query"


class WordlessQueryError(InvalidQueryError):
    """The query holds no letter or digit, so that nothing can be found."""

    code = "wordless_query"


class InvalidPositionError(InvalidInputError):
    """A latitude, longitude or radius is half given, not a number or out of range."""

    code = "invalid_position"


class InvalidSettingError(InvalidInputError):
    """A setting is unknown or its value cannot be used."""

    code = "invalid_setting"


class NotFoundError(MaasError):
    """What was asked for by its key does not exist."""

    code = "not_found"


class AuthenticationError(MaasError):
    """No user has this token, or the user is disabled. The message never repeats the token."""

    code = "invalid_token"


class BalanceExhaustedError(MaasError):
    """The user has fewer tokens left than the call costs; nothing was charged."""

    code = "balance_exhausted"


class StorageError(MaasError):
    """A file or folder cannot be read or written."""

    code = "storage_error"


class UsersFileError(StorageError):
    """The users file is missing, unreadable or malformed; what was stored before is untouched."""

    code = "users_file_error"


class LedgerError(StorageError):
    """The users database is damaged, locked for too long, or not one of maas."""

    code = "ledger_error"


class CatalogError(StorageError):
    """A catalogue cannot be read or holds no usable meme; the one in use is untouched."""

    code = "catalog_error"


class PictureError(StorageError):
    """A meme's picture may not be fetched from where its catalogue says, or what is there cannot be used."""

    code = "picture_error"


class IndexUnusableError(StorageError):
    """The search index is missing, or of another catalogue or format: build it again."""

    code = "index_unusable"


class IndexDamagedError(IndexUnusableError):
    """The search index is truncated or its content makes no sense: build it again, and say so."""

    code = "index_damaged"


class ServiceUnreachableError(MaasError):
    """A server did not answer, or answered with something that cannot be used."""

    code = "service_unreachable"
