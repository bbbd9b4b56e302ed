"""Tokens: the opaque secrets that users send. Only SHA-256 digests are stored; issued ones are too long to guess."""

_DIGEST_PREFIX = "sha256:"
_DIGEST_HEX_LENGTH = 64
_HEX_DIGITS = frozenset("0123456789abcdef")
_TOKEN_BYTES = 24


def issue() -> str:
    """Return a new random token of 32 URL-safe characters."""
    import secrets  # noqa: PLC0415  # most calls issue nothing

    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest(token: str) -> bytes:
    """Return the 32 bytes that are stored for a token; any text has them, also one that is no token."""
    import hashlib  # noqa: PLC0415  # free searches need no digest

    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def same_digest(one: bytes, other: bytes) -> bool:
    """Tell whether two digests are equal, in a time that does not depend on where they differ."""
    import hmac  # noqa: PLC0415  # free searches compare nothing

    return hmac.compare_digest(one, other)


def write_digest(token_digest: bytes) -> str:
    """Return a digest as a users file has it where the token is not known: ``sha256:`` and 64 hex digits."""
    return _DIGEST_PREFIX + token_digest.hex()


def is_written_digest(text: str) -> bool:
    """Tell whether a token of a users file means to be a digest; it may still be a bad one."""
    return text.startswith(_DIGEST_PREFIX)


def read_digest(text: str) -> bytes | None:
    """Return the digest that :func:`write_digest` wrote, None if this is not one."""
    digits = text.removeprefix(_DIGEST_PREFIX).lower()
    if len(digits) != _DIGEST_HEX_LENGTH or not _HEX_DIGITS.issuperset(digits):
        return None
    return bytes.fromhex(digits)
