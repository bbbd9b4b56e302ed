"""What the description refers to is true of the answers."""

import json
from typing import Any

import jsonschema_rs
import pytest

from maas_cli.web.openapi_parts import EXAMPLE_MEME, EXAMPLE_USER, HEADERS, SCHEMAS, refusals
from tests.web.face import Face


def assert_fits(name: str, value: object) -> None:
    jsonschema_rs.Draft202012Validator(SCHEMAS[name]).validate(value)


@pytest.mark.parametrize("ending", ["", "&explain=true", "&fuzzy=1&explain=1&lat=45&lon=70&sort=distance", "&unique=1"])
def test_memes_are_as_described(face: Face, ending: str) -> None:
    lines = face.ask(f"/api/memes?query=cat{ending}").content.splitlines()
    assert lines
    for line in lines:
        meme = json.loads(line)
        assert_fits("Meme", meme)
        assert set(meme) <= set(SCHEMAS["Meme"]["properties"])


@pytest.mark.parametrize("ending", ["", "&explain=true"])
def test_users_are_as_described(face: Face, ending: str) -> None:
    user = face.ask(f"/api/userstats?uid=10{ending}").json()
    assert_fits("User", user)
    assert set(user) <= set(SCHEMAS["User"]["properties"])


def test_examples_are_as_described() -> None:
    assert_fits("Meme", EXAMPLE_MEME)
    assert_fits("User", EXAMPLE_USER)
    for response in refusals().values():
        assert_fits("Error", response["content"]["application/json"]["example"])


def test_every_header_of_an_answer_is_described(face: Face) -> None:
    usual = {"content-type", "content-length", "cache-control", "x-content-type-options"}
    headers = {*face.ask("/api/memes?query=becky").headers, *face.ask("/api/memes?query=bekcy&explain=1").headers}
    assert headers - usual <= {name.lower() for name in HEADERS}


def test_only_json_is_in_the_examples() -> None:
    examples: Any = [response["content"]["application/json"]["example"] for response in refusals().values()]
    assert json.loads(json.dumps(examples)) == examples
