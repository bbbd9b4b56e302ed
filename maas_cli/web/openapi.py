"""The description of the API in OpenAPI 3.1, made of the same tables that requests are read with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maas_cli import __version__
from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web.openapi_parts import EXAMPLE_MEME, EXAMPLE_USER, HEADERS, SCHEMAS, header_references, refusals
from maas_cli.web.parameters import ID, PICTURE_TABLE, USER_STATS_TABLE, memes_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maas_cli.web.parameters import Parameter
    from maas_cli.web.settings import WebSettings

_ABOUT = """Memes as a Service: search a catalogue of memes.

A search is metered: each answer, hits or not, costs its user one token, and what is refused costs nothing. HEAD works
wherever GET does and is free. Parameter names may be in any case; of a repeated parameter the first counts, and one
without a value counts as left out."""

_EXAMPLE_CALLS = {
    "/api/memes": "curl -H \"X-Token: $MAAS_TOKEN\" 'http://localhost:8080/api/memes?query=becky&limit=3'",
    "/api/userstats": 'curl -H "X-Token: $MAAS_TOKEN" http://localhost:8080/api/userstats',
    "/memes/{id}.png": "curl -o 1001.png 'http://localhost:8080/memes/1001.png?size=600'",
}

EVERYWHERE = ("400", "405", "408", "413", "414", "429", "431", "500", "503")
"""The errors that every path can answer with."""


def document(settings: WebSettings) -> dict[str, Any]:
    """Return the description of a service with these settings, as a JSON object."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "maas",
            "version": __version__,
            "summary": "Memes as a Service",
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": "memes"}, {"name": "users"}, {"name": "service"}],
        "paths": _paths(settings.max_results),
        "components": {
            "schemas": SCHEMAS,
            "headers": HEADERS,
            "responses": refusals(),
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Token",
                    "description": "The user's token, as a header of the request.",
                }
            },
        },
    }


def _paths(max_results: int) -> dict[str, Any]:
    return {
        "/api/memes": {"get": _memes(max_results)},
        "/api/userstats": {"get": _user_stats()},
        "/memes/{id}": {"get": _single_meme("A meme as a page for people; free", "memePage", "text/html")},
        "/memes/{id}.png": {"get": _picture()},
        "/api/health": {"get": _plain("service", "Whether the service is alive", "health")},
        "/api/ready": {"get": _plain("service", "Whether the service takes requests; 503 if not", "ready")},
        "/metrics": {"get": _plain("service", "What was counted, for Prometheus", "metrics")},
        "/openapi.json": {"get": _made_of("The description of this API", "describe", "application/json")},
        "/docs": {"get": _made_of("This API for people", "docs", "text/html; charset=utf-8")},
        "/": {"get": _home()},
    }


def _memes(max_results: int) -> dict[str, Any]:
    return {
        "tags": ["memes"],
        "operationId": "searchMemes",
        "summary": "Search memes; costs 1 token",
        "description": "Lines of JSON, one for each meme, best first. Nothing found is an empty answer.",
        "security": [{"token": []}],
        "x-codeSamples": _example_call("/api/memes"),
        "parameters": [_parameter(parameter, required=("query",)) for parameter in memes_table(max_results)],
        "responses": {
            "200": {
                "description": "Memes, each as one line of JSON: the schema Meme.",
                "headers": header_references(
                    "X-Total-Count", "X-Hidden-Count", "X-Token-Balance", "X-Token-Cost", "X-Suggestion"
                ),
                # a schema here would be of the body as one JSON value, which lines are not
                "content": {"application/json": {"examples": {"becky": {"value": EXAMPLE_MEME}},
                                                 "x-item-schema": {"$ref": "#/components/schemas/Meme"}}},
            },
            **_refusals("401", "402"),
        },
    }  # fmt: skip


def _user_stats() -> dict[str, Any]:
    return {
        "tags": ["users"],
        "operationId": "userStats",
        "summary": "What a user has spent and has left; free",
        "description": f"The token is always {MASKED_TOKEN}. Give uid, token, or the header X-Token; uid wins.",
        "security": [{}, {"token": []}],
        "x-codeSamples": _example_call("/api/userstats"),
        "parameters": [_parameter(parameter) for parameter in USER_STATS_TABLE],
        "responses": {
            "200": {
                "description": "The user.",
                "headers": header_references(),
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"},
                                                 "examples": {"alice": {"value": EXAMPLE_USER}}}},
            },
            **_refusals("401", "404"),
        },
    }  # fmt: skip


def _single_meme(summary: str, name: str, media_type: str) -> dict[str, Any]:
    headers = header_references("ETag", "Cache-Control")
    return {
        "tags": ["memes"],
        "operationId": name,
        "summary": summary,
        "parameters": [_parameter(ID, required=("id",)) | {"in": "path"}],
        "responses": {
            "200": {"description": "As asked for.", "headers": headers, "content": {media_type: {}}},
            "304": {"description": "It still is what If-None-Match says.", "headers": headers},
            **_refusals("404"),
        },
    }


def _picture() -> dict[str, Any]:
    described = _single_meme("The picture of a meme; free", "memePicture", "image/png")
    parameters = [*described["parameters"], *map(_parameter, PICTURE_TABLE)]
    return described | {"parameters": parameters, "x-codeSamples": _example_call("/memes/{id}.png")}


def _plain(tag: str, summary: str, name: str) -> dict[str, Any]:
    content = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "tags": [tag],
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": {"description": "As asked for.", "headers": header_references(), "content": content},
            **_refusals(),
        },
    }


def _made_of(summary: str, name: str, media_type: str) -> dict[str, Any]:
    schema = {"type": "object"} if media_type == "application/json" else {"type": "string"}
    return {
        "tags": ["service"],
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": {
                "description": "As asked for.",
                "headers": header_references(),
                "content": {media_type: {"schema": schema}},
            },
            **_refusals(),
        },
    }


def _home() -> dict[str, Any]:
    return {
        "tags": ["service"],
        "operationId": "home",
        "summary": "Leads to /api/health",
        "responses": {"301": {"description": "Leads on.", "headers": header_references("Location")}, **_refusals()},
    }


def _parameter(parameter: Parameter, required: Iterable[str] = ()) -> dict[str, Any]:
    described = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.name in required,
        "schema": dict(parameter.schema),
    }
    return described if parameter.example is None else described | {"example": parameter.example}


def _example_call(path: str) -> list[dict[str, str]]:
    return [{"lang": "shell", "source": _EXAMPLE_CALLS[path]}]


def _refusals(*statuses: str) -> dict[str, Any]:
    """Return the refusals of a path, those that every path has among them."""
    return {status: {"$ref": f"#/components/responses/{status}"} for status in sorted({*statuses, *EVERYWHERE})}
