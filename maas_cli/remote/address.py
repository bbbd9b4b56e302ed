"""Where a server is: an address of http or https as the user gives it, taken apart and checked."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from maas_cli.errors import InvalidSettingError

_SCHEMES = ("http", "https")
_UNRESERVED_IN_PATHS = "/%:@!$&'()*+,;=~"
_LONGEST_SHOWN = 100
_HINT = "give it as https://memes.example.org, or http://localhost:8080"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A server: its scheme, host and port (None where it is the scheme's own), and the path its own paths follow.

    ``prefix`` is empty or begins with a slash, and never ends with one. ``str`` gives it as it may stand in messages.
    """

    scheme: str
    host: str
    port: int | None
    prefix: str

    def __str__(self) -> str:
        """Return the address without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.prefix}"

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether the server is named as one on this machine, so that nothing sent leaves it."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def parse_address(text: str) -> ServerAddress:
    """Return the server that an address names. The path may end with slashes; they say nothing.

    Raises:
        InvalidSettingError: it is not one of http or https, or holds more than scheme, host, port and path.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refusal(text, "is no address") from None
    fault = _fault(text, parts, port)
    if fault:
        raise _refusal(text, fault)
    return ServerAddress(parts.scheme, host, port, quote(parts.path.rstrip("/"), safe=_UNRESERVED_IN_PATHS))


def _fault(text: str, parts: SplitResult, port: int | None) -> str:
    """Return why an address cannot be used, empty if it can."""
    if parts.scheme not in _SCHEMES or not parts.hostname:
        return "is no address of http or https"
    if not text.isprintable() or " " in text or port == 0 or not _is_host(parts.hostname):
        return "is no address"
    if "@" in parts.netloc:
        return "holds a login, which is not sent: a token says who asks"
    if parts.query or parts.fragment:
        return "holds more than a path"
    return ""


def _is_host(host: str) -> bool:
    """Whether a name can be asked for: one with an empty or too long part cannot."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _refusal(text: str, fault: str) -> InvalidSettingError:
    """Refuse an address; what stands before an @ in it, or behind a question mark, may be secret and is left out."""
    scheme, separator, rest = text.rpartition("://") if "://" in text else ("", "", text)
    shown = f"{scheme}{separator}{rest.rpartition('@')[2].split('?')[0]}"[:_LONGEST_SHOWN]
    return InvalidSettingError(f"the server {shown!r} {fault}", hint=_HINT)
