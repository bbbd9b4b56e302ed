"""Headers that several answers have, as ASGI wants them: names in lower case, all in bytes."""

from typing import Final, TypeAlias

HeaderList: TypeAlias = list[tuple[bytes, bytes]]

JSON: Final = (b"content-type", b"application/json")
NO_STORE: Final = (b"cache-control", b"no-store")
"""What is metered or about a user is never kept by anyone between."""

BLANKS: Final = b" \t"
"""What may stand around the value of a header without being part of it (RFC 9110, OWS)."""

NOSNIFF: Final = (b"x-content-type-options", b"nosniff")
"""An answer is what it says it is."""
