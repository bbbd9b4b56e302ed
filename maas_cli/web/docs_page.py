"""The API described for people: one page that needs nothing from anywhere else, made of the OpenAPI document."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from maas_cli.web.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TRIED = ("query", "fuzzy", "limit", "lat", "lon", "radius", "sort", "explain")
"""The parameters that the page offers to try."""


def docs_page(document: Mapping[str, Any]) -> Answer:
    """Return the page that describes an OpenAPI document. It may load nothing, and ask only its own server."""
    style, script = _part("css"), _part("js")
    page = Template(_part("html")).substitute(
        style=style,
        script=script,
        about=escape(document["info"]["description"]).replace("\n\n", "</p><p>"),
        version=escape(document["info"]["version"]),
        fields="\n".join(_fields(document["paths"]["/api/memes"]["get"]["parameters"])),
        operations="\n".join(_operations(document)),
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"cache-control", b"no-cache"),
    ]
    return Answer(200, headers, page.encode())


def _part(kind: str) -> str:
    return Path(__file__).with_name(f"docs_page.{kind}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _fields(parameters: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for parameter in parameters:
        name = parameter["name"]
        if name in _TRIED:
            value = "becky" if name == "query" else ""
            shown = escape(str(parameter.get("example", "")))
            field = f'<input id="{name}" name="{name}" value="{value}" placeholder="{shown}">'
            yield f'<label for="{name}">{name} {field}</label>'


def _operations(document: Mapping[str, Any]) -> Iterable[str]:
    for path, methods in document["paths"].items():
        described = methods["get"]
        yield f"<section><h2><code>GET {escape(path)}</code></h2><p>{escape(described['summary'])}.</p>"
        yield f"<p>{escape(described.get('description', ''))}</p>"
        yield from _table("Parameter", described.get("parameters", []), _parameter_row)
        yield from _table("Status", described["responses"].items(), lambda item: _response_row(document, *item))
        yield "</section>"


def _table(title: str, items: Iterable[Any], row: Any) -> Iterable[str]:  # noqa: ANN401  # a function of an item
    rows = [row(item) for item in items]
    if rows:
        yield f"<table><thead><tr><th>{title}</th><th>Meaning</th><th>Allowed, or an example</th></tr></thead><tbody>"
        yield from (f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
        yield "</tbody></table>"


def _parameter_row(parameter: Mapping[str, Any]) -> tuple[str, str, str]:
    name = f"<code>{escape(parameter['name'])}</code>{' (needed)' if parameter['required'] else ''}"
    allowed = parameter.get("example", "") if "pattern" in parameter["schema"] else _allowed(parameter["schema"])
    return name, escape(parameter["description"]), f"<code>{escape(str(allowed))}</code>"


def _allowed(schema: Mapping[str, Any]) -> str:
    """Return in a few words what a schema allows."""
    if "oneOf" in schema:
        return _allowed(schema["oneOf"][0])
    if "enum" in schema:
        return " ".join(value for value in schema["enum"] if value)
    if "minimum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return str(schema["type"])


def _response_row(document: Mapping[str, Any], status: str, response: Mapping[str, Any]) -> tuple[str, str, str]:
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    examples = [
        example
        for media in response.get("content", {}).values()
        for example in [media.get("example"), *(one["value"] for one in media.get("examples", {}).values())]
        if example is not None
    ]
    shown = "".join(f"<code>{escape(json.dumps(example, ensure_ascii=False))}</code>" for example in examples)
    return f"<code>{status}</code>", escape(response["description"]), shown
