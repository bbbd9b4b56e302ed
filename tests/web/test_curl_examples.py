"""The calls that the original's users make, by the command they make them with."""

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.web.face import Face
from tests.web.serving import serving

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")

MEME_KEYS = ["id", "url", "name", "page", "md5", "fileSize", "text"]


@pytest.fixture
def server(face: Face) -> Iterator[str]:
    with serving(face.app) as address:
        yield address


def curl(*arguments: str) -> tuple[dict[str, str], str, int]:
    """Return the headers, the body and the status that curl gets."""
    command = ["curl", "--silent", "--include", "--max-time", "10", *arguments]
    head, _, body = subprocess.run(command, check=True, capture_output=True, text=True).stdout.partition("\n\n")
    status, *lines = head.splitlines()
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return headers, body, int(status.split()[1])


def test_a_search(server: str) -> None:
    headers, body, status = curl(f"{server}/api/memes?lat=45.2&lon=70.225&query=becky", "-H", "X-Token: secret1")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert [list(json.loads(line)) for line in body.splitlines()] == [MEME_KEYS] * int(headers["x-total-count"])
    assert headers["x-token-balance"] == "999"


def test_a_fuzzy_search_of_words_in_the_url(server: str) -> None:
    _, body, status = curl(
        "--get", f"{server}/api/memes", "--data-urlencode", "query=grumpy kat", "--data", "fuzzy=true",
        "--header", "X-Token: secret2",
    )  # fmt: skip
    assert status == 200
    assert "Grumpy Cat" in body.splitlines()[0]


def test_statistics_by_id_and_by_token(server: str) -> None:
    for who, uid in (("uid=10", 10), ("token=secret2", 20)):
        _, body, status = curl(f"{server}/api/userstats?{who}")
        assert (status, json.loads(body)["id"]) == (200, uid)


def test_health_also_from_the_root(server: str) -> None:
    assert curl(f"{server}/api/health")[1:] == ("OK", 200)
    assert curl(server)[2] == 301
    assert curl("--location", server)[1].endswith("OK")
    assert curl("--head", f"{server}/api/health")[2] == 200


def test_a_body_that_nobody_asked_for_is_ignored(server: str) -> None:
    arguments = ("-X", "GET", "--data", "x" * 1000, f"{server}/api/memes?query=becky", "-H", "X-Token: secret1")
    assert curl(*arguments)[2] == 200
    _, body, status = curl("-X", "GET", "--data", "x" * 70_000, f"{server}/api/health", "-H", "Expect:")
    assert (status, json.loads(body)["code"]) == (413, 413)
