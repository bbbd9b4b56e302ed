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
from maas_cli.web.openapi import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TRIED = ("query", "fuzzy", "limit", "lat", "lon", "radius", "sort", "explain")
"""The parameters that the page offers to try."""

_SUCCESSES = frozenset(("200", "301"))
_THIRD = {
    "Parameter": "Allowed, or an example",
    "Status": "Example",
    "Header of the answer": "Type",
    "Header of an error": "Type",
    "Key of the answer": "Type",
}
"""What the third column of each kind of table holds."""


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
        errors="\n".join(_errors(document)),
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
        yield from (f"<pre>{escape(call['source'])}</pre>" for call in described.get("x-codeSamples", ()))
        sent = [*_headers_to_send(document, described), *map(_parameter_row, described.get("parameters", []))]
        yield from _table("Parameter", sent)
        responses = {status: one for status, one in described["responses"].items() if status not in EVERYWHERE}
        yield from _table("Status", [_response_row(document, *item) for item in responses.items()])
        yield from _answer(document, described["responses"])
        yield "</section>"


def _errors(document: Mapping[str, Any]) -> Iterable[str]:
    """Return the section of the errors that every path can answer with."""
    responses = document["components"]["responses"]
    yield "<section><h2>Errors of every path</h2>"
    yield from _table("Status", [_response_row(document, status, responses[status]) for status in EVERYWHERE])
    names = dict.fromkeys(name for status in EVERYWHERE for name in responses[status]["headers"])
    yield from _table("Header of an error", [_header_row(document, name) for name in names])
    yield "</section>"


def _headers_to_send(document: Mapping[str, Any], described: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Return a row for each header that lets a caller in."""
    ways = described.get("security", [])
    for scheme in dict.fromkeys(name for way in ways for name in way):
        known = document["components"]["securitySchemes"][scheme]
        needed = " (needed)" if all(scheme in way for way in ways) else ""
        example = f"<code>{escape(known['name'])}: $MAAS_TOKEN</code>"
        yield f"<code>{escape(known['name'])}</code>{needed}", escape(known["description"]), example


def _answer(document: Mapping[str, Any], responses: Mapping[str, Any]) -> Iterable[str]:
    """Return what a successful answer holds: its headers, and the keys of its JSON."""
    for status in responses.keys() & _SUCCESSES:
        response = responses[status]
        names = response["headers"] if len(response["headers"]) > 1 else ()  # one is the same everywhere
        yield from _table("Header of the answer", [_header_row(document, name) for name in names])
        for media in response.get("content", {}).values():
            schema = media.get("x-item-schema") or media.get("schema", {})
            if "$ref" in schema:
                known = document["components"]["schemas"][_last_step(schema)]
                rows = [_key_row(known["required"], *item) for item in known["properties"].items()]
                yield from _table("Key of the answer", rows)


def _header_row(document: Mapping[str, Any], name: str) -> tuple[str, str, str]:
    known = document["components"]["headers"][name]
    return f"<code>{escape(name)}</code>", escape(known["description"]), escape(_allowed(known["schema"]))


def _key_row(always: Iterable[str], name: str, schema: Mapping[str, Any]) -> tuple[str, str, str]:
    kind = schema.get("type", "string")
    shown = kind if isinstance(kind, str) else " or ".join(kind)
    when = "" if name in always else " (with explain)"
    return f"<code>{escape(name)}</code>{when}", escape(schema.get("description", "")), escape(shown)


def _last_step(reference: Mapping[str, str]) -> str:
    return reference["$ref"].rpartition("/")[2]


def _table(title: str, rows: Sequence[tuple[str, str, str]]) -> Iterable[str]:
    if rows:
        yield f"<table><thead><tr><th>{title}</th><th>Meaning</th><th>{_THIRD[title]}</th></tr></thead><tbody>"
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
    if "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return str(schema["type"])


def _response_row(document: Mapping[str, Any], status: str, response: Mapping[str, Any]) -> tuple[str, str, str]:
    if "$ref" in response:
        response = document["components"]["responses"][_last_step(response)]
    examples = [
        example
        for media in response.get("content", {}).values()
        for example in [media.get("example"), *(one["value"] for one in media.get("examples", {}).values())]
        if example is not None
    ]
    shown = "".join(f"<code>{escape(json.dumps(example, ensure_ascii=False))}</code>" for example in examples)
    return f"<code>{status}</code>", escape(response["description"]), shown
