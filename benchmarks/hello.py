"""The barest of ASGI applications: what a server can do that does nothing."""

from typing import Any

_HEADERS = [(b"content-type", b"text/plain"), (b"content-length", b"5")]


async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's callables
    """Answer every request with hello."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": b"hello"})
