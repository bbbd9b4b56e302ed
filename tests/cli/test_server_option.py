"""`maas search --server` and `maas stats --server`, as a user meets them."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from maas_cli.models.search import Hit
from tests.cli.driver import Driver, Outcome
from tests.cli.samples import CAT
from tests.factories import meme
from tests.unit.remote.scripted_server import answer_of, json_answer, page_answer, serving, trust_in

OWL = Hit(meme(7, "Owl", "a wise owl", url="https://example.org/7.jpg"), 0.5, (), copies=2)
BOB = b'{"id":20,"name":"Bob","authToken":"********","tokenCount":5,"hits":{"/api/memes":3}}\n'
TOKEN = ("--token", "canary")


def asked(maas: Driver, answer: bytes | Sequence[bytes], *arguments: str) -> Outcome:
    """Return what a command comes to that asks a server with this answer; no message may repeat the token."""
    with serving(answer) as server:
        result = maas(*arguments, "--server", server.url)
    assert "canary" not in result.out + result.err
    return Outcome(result.code, result.out, result.err.replace(server.url, "SERVER"))


def test_what_a_server_found_is_shown_as_ever(maas: Driver) -> None:
    result = asked(maas, page_answer(OWL, total=12), "search", "wise", "owl", "-n", "1", *TOKEN)
    assert result == (
        0,
        "7\ta wise owl\tOwl\t\t\t\thttps://example.org/7.jpg\n",
        "999 tokens left\n1 of 12 shown; --offset 1 shows more\n",
    )


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "md", "url"])
def test_every_format_is_there(maas: Driver, form: str) -> None:
    result = asked(maas, page_answer(CAT, OWL), "search", "cat", *TOKEN, "-o", form, "--explain")
    assert (result.code, result.out != "") == (0, True)


def test_nothing_found_is_exit_code_1_with_what_may_have_been_meant(maas: Driver) -> None:
    result = asked(maas, page_answer(X_Suggestion="wise%20owl"), "search", "wise", "olw", *TOKEN)
    assert result == (
        1,
        "",
        "999 tokens left\nno meme found for 'wise olw'\ndid you mean: maas search 'wise owl'\n",
    )


def test_the_server_and_the_token_may_come_from_the_environment(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(page_answer(OWL)) as server:
        monkeypatch.setenv("MAAS_SERVER", f"{server.url}/maas/")
        monkeypatch.setenv("MAAS_TOKEN", "canary")
        assert maas("search", "owl").code == 0
    assert server.target.startswith("/maas/api/memes?query=owl&")
    assert b"\r\nX-Token: canary\r\n" in server.asked[0]
    local = maas("search", "owl", "--server", "", "--token", "secret1")
    assert (local.code, local.err.startswith("999 tokens left\n")) == (0, True)


def test_the_server_may_come_from_the_settings_file(maas: Driver) -> None:
    with serving(page_answer(OWL)) as server:
        Path("mine.toml").write_text(f"server = '{server.url}'\ntoken = 'canary'\n", encoding="utf-8")
        assert maas("search", "owl", "--config", "mine.toml").code == 0
    assert "\tmine.toml\n" in maas("config", "show", "--config", "mine.toml").out


def test_a_password_in_the_address_is_shown_nowhere(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_SERVER", "https://me:canary@memes.example.org")
    assert "https://********@memes.example.org\tMAAS_SERVER\n" in maas("config", "show").out
    result = maas("search", "owl", *TOKEN)
    assert (result.code, "canary" in result.err) == (2, False)
    assert result.err.startswith("error: the server 'https://memes.example.org' holds a login")


def test_without_a_token_nothing_is_sent(maas: Driver) -> None:
    result = maas("search", "owl", "--server", "http://127.0.0.1:1")
    assert result == (
        3,
        "",
        "error: http://127.0.0.1:1 wants a token\nhint: give it in MAAS_TOKEN, or with --token\n",
    )


def test_mistakes_that_are_seen_here_are_not_sent(maas: Driver) -> None:
    for arguments in (("--radius", "far"), ("--near", "Almatty"), ("--lat", "north")):
        assert maas("search", "owl", *arguments, "--server", "http://127.0.0.1:1", *TOKEN).code == 2
    assert maas("search", "owl", "--server", "http://127.0.0.1:1", "--users", "u.json", *TOKEN).code == 2


def test_a_place_is_looked_up_here_and_sent_as_its_position(maas: Driver) -> None:
    with serving(page_answer(OWL)) as server:
        result = maas("search", "owl", "--near", "Almaty", "--server", server.url, *TOKEN)
    assert result.err.startswith("near Almaty, KZ (43.25, 76.91)\n")
    assert "&lat=43.25&lon=76.91&" in server.target


@pytest.mark.parametrize(
    ("answer", "code", "message"),
    [
        (json_answer("400 Bad Request", b'{"error":"limit 0 is out of range"}'), 2, "limit 0 is out of range"),
        (json_answer("401 Unauthorized", b'{"error":"no user has canary"}'), 3, "no user has ********"),
        (json_answer("402 Payment Required", b'{"error":"nothing left"}'), 4, "nothing left"),
        (json_answer("429 Wait", b'{"error":"slowly"}', Retry_After="7"), 6, "SERVER answered 429 Wait: slowly"),
        (answer_of("503 Away"), 6, "SERVER answered 503 Away"),
        (answer_of("404 Not Found", b"<html>", Content_Type="text/html"), 6, "SERVER answered 404 Not Found"),
        (answer_of("200 OK", b"<html>", Content_Type="text/html"), 6, "SERVER answered with something that is no JSON"),
        (answer_of("308 Moved", Location="https://canary.org"), 6, "SERVER answered 308: it points elsewhere"),
        (page_answer(OWL, Content_Length="9999"), 6, "the answer of SERVER was cut off"),
        (page_answer(OWL, total=2), 6, "SERVER told of 2 memes and sent 1"),
        (b"SSH-2.0\r\n", 6, "SERVER does not answer in HTTP"),
        (b"", 6, "SERVER closed the connection without an answer"),
    ],
)
@pytest.mark.parametrize("debug", ["0", "1"])
def test_every_failure_is_an_exit_code_and_a_line(
    maas: Driver, monkeypatch: pytest.MonkeyPatch, answer: bytes, code: int, message: str, debug: str
) -> None:
    monkeypatch.setenv("MAAS_DEBUG", debug)
    result = asked(maas, answer, "search", "owl", *TOKEN)
    assert (result.code, result.out) == (code, "")
    if debug == "0":
        error, *hints = result.err.splitlines()
        assert error.startswith(f"error: {message}")
        assert [hint[:6] for hint in hints] in ([], ["hint: "])


def test_nobody_there_is_exit_code_6(maas: Driver) -> None:
    assert maas("search", "owl", "--server", "http://127.0.0.1:1", *TOKEN) == (
        6,
        "",
        "error: cannot reach http://127.0.0.1:1: Connection refused\nhint: is maas serve running there?\n",
    )


def test_a_certificate_that_is_not_trusted_stops_the_token(maas: Driver) -> None:
    with serving(page_answer(OWL), is_tls=True) as server:
        result = maas("search", "owl", "--server", server.url, *TOKEN)
    assert (result.code, server.asked) == (6, [])
    assert result.err.startswith(f"error: cannot trust {server.url}: ")


def test_a_token_is_sent_over_tls_without_a_word(maas: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", trust_in(tmp_path))
    with serving(page_answer(OWL), is_tls=True) as server:
        assert maas("search", "owl", "--server", server.url, *TOKEN).err == "999 tokens left\n"


def test_statistics_of_the_one_who_asks(maas: Driver) -> None:
    full = {"disabled": False, "today": 3, "perDay": 3.0, "daysLeft": 1.7, "daily": [{"day": "2026-07-14", "calls": 3}]}
    answer = json_answer("200 OK", json.dumps(json.loads(BOB) | full).encode())
    result = asked(maas, answer, "stats", *TOKEN)
    assert result == (0, "20\tBob\t5\t3\t3\t3.000\t1.7\tfalse\n", "")
    assert json.loads(asked(maas, answer, "stats", *TOKEN, "--json").out) == json.loads(BOB) | full


def test_statistics_by_id_need_no_token(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_TOKEN", "canary")
    with serving(json_answer("200 OK", BOB)) as server:
        assert maas("stats", "--uid", "20", "--server", server.url).code == 0
    assert (server.target, b"canary" in server.asked[0]) == ("/api/userstats?uid=20&explain=true", False)


def test_what_a_server_does_not_say_is_not_made_up(maas: Driver) -> None:
    answer, arguments = json_answer("200 OK", BOB), ("stats", "--uid", "20")
    assert asked(maas, answer, *arguments).out == "20\tBob\t5\t3\t\t\t\t\n"
    assert asked(maas, answer, *arguments, "-o", "csv").out.splitlines()[1] == "20,Bob,5,3,,,,"
    unknown = dict.fromkeys(("disabled", "today", "perDay", "daysLeft", "daily"))
    for form in ("json", "ndjson"):
        assert json.loads(asked(maas, answer, *arguments, "-o", form).out) == json.loads(BOB) | unknown
    assert asked(maas, answer, *arguments, "-o", "table").out.splitlines() == [
        "Bob  user 20",
        "5 tokens left",
        "calls a day are not known",
        "",
        "calls by endpoint",
        f"  /api/memes  3  {'█' * 30}",
    ]


def test_an_unknown_user_is_exit_code_2(maas: Driver) -> None:
    result = asked(maas, json_answer("404 Not Found", b'{"error":"no user has id 99"}'), "stats", "--uid", "99")
    assert result == (2, "", "error: no user has id 99\nhint: SERVER has users of its own\n")


def test_a_server_shows_one_user_at_a_time(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (
        2,
        "",
        "error: a server shows one user at a time\nhint: give --uid or --token, or --server ''\n",
    )
    assert maas("stats", "--server", "http://127.0.0.1:1") == expected
    monkeypatch.setenv("MAAS_TOKEN", "canary")
    assert maas("stats", "--all", "--server", "http://127.0.0.1:1") == expected
    assert len(maas("stats", "--all", "--server", "").out.splitlines()) == 2


def loaded_by(maas: Driver, *arguments: str) -> set[str]:
    """Return the modules that a process of maas has loaded at its end, coverage not being measured."""
    code = f"import sys; sys.argv[1:] = {arguments!r}\n"
    code += "from maas_cli.__main__ import main\n"
    code += "assert main() == 0\nprint(*sys.modules, file=sys.stderr)"
    environment = {name: value for name, value in maas.environment.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=maas.folder, env=environment, capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


FOR_SERVERS = {"maas_cli.remote", "http.client", "ssl", "socket", "urllib.request", "email"}
FOR_THIS_MACHINE = {
    "maas_cli.engine", "maas_cli.search", "maas_cli.accounts", "maas_cli.catalog", "maas_cli.web", "sqlite3", "numpy",
}  # fmt: skip
DEAR = {"httpx2", "rich", "pydantic", "uvicorn", "starlette"}


def test_a_search_on_this_machine_loads_nothing_that_asks_servers(maas: Driver) -> None:
    assert loaded_by(maas, "search", "becky") & FOR_SERVERS == set()
    assert loaded_by(maas, "stats") & FOR_SERVERS == set()


def test_asking_a_server_loads_nothing_that_searches_here(maas: Driver) -> None:
    with serving(page_answer(OWL)) as server:
        loaded = loaded_by(maas, "search", "owl", "--json", "--server", server.url, *TOKEN)
    assert "maas_cli.remote" in loaded
    assert loaded & (FOR_THIS_MACHINE | DEAR) == set()
