"""The description of the API is true."""

import re
from typing import Any

import pytest

from maas_cli.web.metrics import ROUTES
from maas_cli.web.openapi import EVERYWHERE, document
from maas_cli.web.parameters import USER_STATS_TABLE, memes_table
from maas_cli.web.settings import WebSettings
from tests.web.face import Face

DOCUMENT = document(WebSettings(max_results=77))


def references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for inner in value.values() for found in references(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in references(inner)]
    return []


def test_every_path_is_described_and_there_are_no_others(face: Face) -> None:
    assert set(DOCUMENT["paths"]) == set(ROUTES) - {"other"}
    for path in DOCUMENT["paths"]:
        assert face.ask(path).status_code != 404


def test_every_reference_leads_somewhere() -> None:
    found = references(DOCUMENT)
    assert found
    for reference in found:
        _, *steps = reference.split("/")
        target: Any = DOCUMENT
        for step in steps:
            target = target[step]
        assert isinstance(target, dict)


@pytest.mark.parametrize(("path", "table"), [("/api/memes", memes_table(77)), ("/api/userstats", USER_STATS_TABLE)])
def test_the_parameters_described_are_those_that_are_read(path: str, table: tuple[Any, ...]) -> None:
    described = DOCUMENT["paths"][path]["get"]["parameters"]
    assert [parameter["name"] for parameter in described] == [parameter.name for parameter in table]
    assert all(parameter["description"].endswith(".") for parameter in described)


def test_the_operator_s_cap_is_the_limit_s_maximum() -> None:
    limit = next(one for one in DOCUMENT["paths"]["/api/memes"]["get"]["parameters"] if one["name"] == "limit")
    assert limit["schema"]["maximum"] == 77


def test_the_document_is_served_as_it_is_made(face: Face) -> None:
    answer = face.ask("/openapi.json", token=None)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == document(WebSettings())
    assert re.fullmatch(r"3\.1\.\d", answer.json()["openapi"])


def test_the_errors_of_connections_are_described_for_every_path() -> None:
    for methods in DOCUMENT["paths"].values():
        assert set(EVERYWHERE) <= set(methods["get"]["responses"])
    assert {"408", "503"} <= set(EVERYWHERE)


def test_the_examples_are_calls_of_their_path() -> None:
    for path in ("/api/memes", "/api/userstats"):
        (call,) = DOCUMENT["paths"][path]["get"]["x-codeSamples"]
        assert path in call["source"]
        assert 'X-Token: $MAAS_TOKEN"' in call["source"]
    (call,) = DOCUMENT["paths"]["/memes/{id}.png"]["get"]["x-codeSamples"]
    assert "/memes/1001.png" in call["source"]


def test_every_status_that_a_path_can_have_is_described(face: Face) -> None:
    asked = {
        "/api/memes": ["?query=becky", "", "?query=becky&template=no such", "?query=becky&limit=0"],
        "/api/userstats": ["?uid=10", "?uid=11", ""],
        "/api/health": [""], "/": [""], "/docs": [""], "/openapi.json": [""], "/metrics": [""], "/api/ready": [""],
    }  # fmt: skip
    for path, endings in asked.items():
        described = set(DOCUMENT["paths"][path]["get"]["responses"])
        for ending in endings:
            for token in ("secret1", "wrong"):
                assert str(face.ask(path + ending, token=token).status_code) in described
        assert str(face.ask(path, method="POST").status_code) in described


@pytest.mark.parametrize("path", ["/memes/{id}", "/memes/{id}.png"])
def test_every_status_that_a_meme_can_have_is_described(face: Face, path: str) -> None:
    described = DOCUMENT["paths"][path]["get"]["responses"]
    tag = face.ask(path.format(id=1001)).headers["etag"]
    for number in (1001, 99, "x"):
        for known in ("*", "", tag):
            answer = face.ask(path.format(id=number), headers={"If-None-Match": known})
            assert str(answer.status_code) in described


def test_an_address_of_a_meme_s_picture_may_be_relative() -> None:
    assert "relative" in DOCUMENT["components"]["schemas"]["Meme"]["properties"]["url"]["description"]
