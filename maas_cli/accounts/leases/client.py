"""Whom a token belongs to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Client:
    """A user who was let in: the id, and the digest of the token, which is not kept itself."""

    uid: int
    digest: bytes = field(repr=False)
