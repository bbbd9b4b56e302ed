"""The original's wire contract, row by row. Names begin with the row."""

import asyncio
import json
from pathlib import Path

import pytest

from maas_cli.serialize import MASKED_TOKEN
from tests.web.face import Face, make_face, make_parts, write_users

SEVEN = ["id", "url", "name", "page", "md5", "fileSize", "text"]
PATHS = ("/", "/api/health", "/api/ready", "/api/memes?query=becky", "/api/userstats?uid=10", "/metrics",
         "/openapi.json", "/docs", "/memes/1001", "/memes/1001.png")  # fmt: skip


def test_row_1_the_root_leads_to_health(face: Face) -> None:
    answer = face.ask("/", token=None)
    assert (answer.status_code, answer.headers["location"], answer.content) == (301, "/api/health", b"")


def test_row_2_health_is_ok(face: Face) -> None:
    answer = face.ask("/api/health", token=None)
    assert (answer.status_code, answer.content) == (200, b"OK")
    assert answer.headers["content-type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize("path", ["/nope", "/api", "/api/memes/", "/api/health/", "/API/health", "/api/memes%0A"])
def test_row_3_an_unknown_path_is_not_found(face: Face, path: str) -> None:
    answer = face.ask(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
    assert answer.content.startswith(b'{"message":"Not Found","code":404,"error":"')


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_row_4_another_method_is_not_allowed(face: Face, path: str, method: str) -> None:
    answer = face.ask(path, method=method)
    assert (answer.status_code, answer.json()) == (405, {"message": "Method Not Allowed"})
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", PATHS)
def test_row_4_head_works_and_is_free(face: Face, path: str) -> None:
    got, head = face.ask(path), face.ask(path, method="HEAD")
    left = face.balance()
    head = face.ask(path, method="HEAD")
    assert (head.status_code, head.headers.get("content-type")) == (got.status_code, got.headers.get("content-type"))
    assert face.balance() == left


def test_row_4_head_refuses_what_get_refuses(face: Face) -> None:
    assert face.ask("/api/memes", method="HEAD").status_code == 400
    assert face.ask("/api/memes?query=becky", method="HEAD", token="wrong").status_code == 401
    assert "x-total-count" not in face.ask("/api/memes?query=becky", method="HEAD").headers


@pytest.mark.parametrize("path", ["/api/memes", "/api/memes?query=", "/api/memes?fuzzy=true&lat=1&lon=1"])
@pytest.mark.parametrize("token", [None, "", "wrong", "secret1"])
def test_row_5_a_query_is_mandatory_whatever_the_token(face: Face, path: str, token: str | None) -> None:
    answer = face.ask(path, token=token)
    expected = '{"code":400,"message":"query parameter is missing","error":"query is a mandatory parameter"}'
    assert (answer.status_code, answer.text.rstrip("\n")) == (400, expected)
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ("lat=abc", "lat"), ("lon=abc", "lon"), ("lat=abc&lon=1", "lat"), ("lat=1", "lon"), ("lon=1", "lat"),
        ("lat=1&lon=", "lon"), ("lat=NaN&lon=1", "lat"), ("lat=1&lon=inf", "lon"), ("lat=-Infinity&lon=1", "lat"),
        ("lat=90.1&lon=1", "lat"), ("lat=1&lon=-180.5", "lon"), ("lat=1e999&lon=1", "lat"), ("lat=1_0&lon=1", "lat"),
        ("lat=%20%201&lon=1", "lat"), ("lat=٣&lon=1", "lat"), ("lat=0x1p3&lon=1", "lat"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("token", [None, "secret1"])
def test_row_6_a_position_that_cannot_be_used_is_refused_by_name(
    face: Face, parameters: str, named: str, token: str | None
) -> None:
    answer = face.ask(f"/api/memes?query=becky&{parameters}", token=token)
    assert (answer.status_code, answer.json()["message"]) == (400, "bind: bad request data")
    assert list(answer.json()) == ["code", "message", "error"]
    assert answer.json()["error"].startswith(named)
    assert face.balance() == 1000


def test_row_6_a_bad_position_is_said_before_a_missing_query(face: Face) -> None:
    assert face.ask("/api/memes?lat=abc").json()["message"] == "bind: bad request data"


@pytest.mark.parametrize("position", ["lat=0&lon=0", "lat=-90&lon=180", "lat=%2B1.5e1&lon=.5", "lat=&lon="])
def test_row_6_a_position_that_can_be_used_is(face: Face, position: str) -> None:
    assert face.ask(f"/api/memes?query=becky&{position}").status_code == 200


@pytest.mark.parametrize("switch", ["yes", "tRUE", "2", "on", "null", " true"])
def test_row_7_fuzzy_takes_nothing_but_switches(face: Face, switch: str) -> None:
    answer = face.ask(f"/api/memes?query=becky&fuzzy={switch}")
    assert (answer.status_code, answer.json()["message"]) == (400, "bind: bad request data")
    assert "fuzzy" in answer.json()["error"]


def test_row_7_fuzzy_is_on_off_or_empty(face: Face) -> None:
    def found(switch: str) -> int:
        return int(face.ask(f"/api/memes?query=beck&fuzzy={switch}").headers["x-total-count"])

    assert {found(switch) for switch in ("1", "t", "T", "true", "TRUE", "True")} == {found("true")}
    assert {found(switch) for switch in ("0", "f", "F", "false", "FALSE", "False", "")} == {0}
    assert found("true") > 0


@pytest.mark.parametrize("token", [None, "", "wrong", "SECRET1", "secret1 x", "sécret"])
def test_row_8_without_a_known_token_nobody_is_let_in(face: Face, token: str | None) -> None:
    answer = face.ask("/api/memes?query=becky", token=token)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (401, 401, "invalid user token")
    assert list(answer.json()) == ["code", "message", "error"]
    assert not token or token not in answer.text


def test_row_9_hits_are_lines_of_seven_strings_in_order(face: Face) -> None:
    answer = face.ask("/api/memes?query=becky")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    lines = answer.content.splitlines(keepends=True)
    assert len(lines) == int(answer.headers["x-total-count"]) > 0
    for line in lines:
        assert line.endswith(b"\n")
        meme = json.loads(line)
        assert list(meme) == SEVEN
        assert all(isinstance(value, str) for value in meme.values())
        assert line == json.dumps(meme, ensure_ascii=False, separators=(",", ":")).translate(
            {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
        ).encode() + b"\n"  # fmt: skip


def test_row_9_further_keys_come_only_when_asked_for_and_after_the_seven(face: Face) -> None:
    for line in face.ask("/api/memes?query=becky&explain=true").content.splitlines():
        keys = list(json.loads(line))
        assert keys[:7] == SEVEN
        assert {"score", "copies", "matches", "positions"} <= set(keys[7:])


def test_row_10_nothing_found_is_empty_and_charged(face: Face) -> None:
    answer = face.ask("/api/memes?query=zxqjzxqj")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "application/json", b"")
    assert (answer.headers["x-total-count"], face.balance()) == ("0", 999)


def test_row_11_fuzzy_finds_parts_of_words_and_no_patterns(face: Face) -> None:
    exact, fuzzy = face.ask("/api/memes?query=becky"), face.ask("/api/memes?query=becky&fuzzy=true")
    assert fuzzy.content.startswith(exact.content)
    assert "secky" not in face.ask("/api/memes?query=eck&fuzzy=true").text
    assert b"becky" in face.ask("/api/memes?query=eck&fuzzy=true").content.lower()
    assert face.ask("/api/memes?query=.*&fuzzy=true").content == b""
    everything = int(face.ask("/api/memes?query=b.*y&fuzzy=true").headers["x-total-count"])
    assert everything < face.parts.service.meme_count()


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("?uid=10", None),
        ("?token=secret1", None),
        ("", "secret1"),
        ("?uid=", "secret1"),
        ("?uid=10", "secret1"),
        ("?UID=10&uid=20", None),
    ],
)
def test_row_12_a_user_s_five_keys_with_the_token_masked(face: Face, path: str, token: str | None) -> None:
    face.ask("/api/memes?query=becky")
    answer = face.ask(f"/api/userstats{path}", token=token)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    expected = f'{{"id":10,"name":"Alice","authToken":"{MASKED_TOKEN}","tokenCount":999,"hits":{{"/api/memes":1}}}}'
    assert answer.text.rstrip("\n") == expected


def test_row_12_hits_are_null_where_there_are_none(face: Face) -> None:
    assert face.ask("/api/userstats?uid=20").json()["hits"] is None


def test_row_13_of_both_a_positive_id_wins(face: Face) -> None:
    assert face.ask("/api/userstats?uid=10&token=secret2", token=None).json()["id"] == 10
    assert face.ask("/api/userstats?uid=0&token=secret2", token=None).json()["id"] == 20
    assert face.ask("/api/userstats?uid=-5&token=secret2", token=None).json()["id"] == 20


@pytest.mark.parametrize("parameters", ["", "?uid=0", "?uid=-1", "?uid=", "?token=", "?uid=0&token="])
def test_row_13_neither_is_refused(face: Face, parameters: str) -> None:
    answer = face.ask(f"/api/userstats{parameters}", token=None)
    assert (answer.status_code, answer.json()["message"]) == (400, "bad request data, no id or token provided")


@pytest.mark.parametrize("uid", ["abc", "1.5", "1_0", "99999999999999999999", "%2010"])
def test_row_13_an_id_that_is_no_number_is_refused(face: Face, uid: str) -> None:
    answer = face.ask(f"/api/userstats?uid={uid}", token=None)
    assert (answer.status_code, answer.json()["message"]) == (400, "bind: bad request data")
    assert "uid" in answer.json()["error"]


def test_row_14_an_unknown_user_is_not_found(face: Face) -> None:
    answer = face.ask("/api/userstats?uid=11", token=None)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (404, 404, "Not Found")
    assert face.ask("/api/userstats?token=wrong", token=None).status_code == 404


def test_empty_fields_of_a_form_are_as_if_they_were_not_sent(face: Face) -> None:
    empty = "".join(f"&{name}=" for name in ("fuzzy", "lat", "lon", "limit", "offset", "radius", "sort", "template",
                                             "lang", "unique", "explain"))  # fmt: skip
    assert face.ask(f"/api/memes?query=becky{empty}").content == face.ask("/api/memes?query=becky").content


def test_parameter_names_match_in_any_case_and_the_first_of_several_wins(face: Face) -> None:
    answer = face.ask("/api/memes?QUERY=becky&query=zxqjzxqj&Fuzzy=false")
    assert int(answer.headers["x-total-count"]) > 0
    assert face.ask("/api/memes?query=zxqjzxqj&QUERY=becky").headers["x-total-count"] == "0"


def test_an_empty_balance_is_refused_before_any_work(tmp_path: Path, cache_dir: Path) -> None:
    face = make_face(make_parts(write_users(tmp_path / "users.json", Alice=1), cache_dir))
    assert face.ask("/api/memes?query=becky").headers["x-token-balance"] == "0"
    for path in ("/api/memes?query=becky", "/api/memes?query=becky&template=no such template"):
        answer = face.ask(path)
        assert (answer.status_code, answer.json()["code"]) == (402, 402)
        assert answer.json()["message"] == "token balance exhausted"
        assert list(answer.json()) == ["code", "message", "error"]
    assert face.balance() == 0
    face.parts.accounts.close()


def test_accounting_only_answers_cost_and_count(face: Face) -> None:
    for path in ("/api/memes", "/api/memes?query=becky&lat=x", "/api/memes?query=becky&template=no such template",
                 "/api/userstats?uid=10", "/api/health", "/nope"):  # fmt: skip
        face.ask(path)
    face.ask("/api/memes?query=becky", token="wrong")
    assert face.balance() == 1000
    answer = face.ask("/api/memes?query=becky")
    assert (answer.headers["x-token-balance"], answer.headers["x-token-cost"]) == ("999", "1")
    assert face.ask("/api/userstats?uid=10").json()["hits"] == {"/api/memes": 1}


def test_a_call_is_charged_though_the_client_hangs_up_before_the_first_byte(face: Face) -> None:
    async def hang_up(_: object) -> None:
        raise ConnectionResetError

    async def no_request() -> dict[str, str]:
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": "/api/memes", "query_string": b"query=becky",
        "headers": [(b"host", b"x"), (b"x-token", b"secret1")], "client": ("127.0.0.1", 1),
    }  # fmt: skip
    asyncio.run(face.app(scope, no_request, hang_up))
    assert face.balance() == 999
