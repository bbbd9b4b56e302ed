"""The same question to this machine and to a server gets the same answer, in every format, to the byte."""

import json
import re
from urllib.parse import urlencode

import httpx2
import pytest

from tests.agreement.questions import FORMS, QUESTIONS, REFUSED
from tests.cli.driver import Driver, Outcome

TOKEN = ("--token", "secret1")


def without_balance(result: Outcome) -> Outcome:
    """Return an outcome with the tokens left out; how many there are depends on what was asked before."""
    err = re.sub(r"(?m)^[\d,]+ tokens? left\n", "", result.err)
    assert err != result.err
    return Outcome(result.code, re.sub(r'"balance":\d+,', "", result.out), err)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("extra", [(), ("--explain",)], ids=["plain", "explained"])
def test_every_format_is_the_same(maas: Driver, server: str, question: tuple[str, ...], extra: tuple[str, ...]) -> None:
    for form in FORMS:
        here = maas("search", *question, *extra, "-o", form, *TOKEN)
        there = maas("search", *question, *extra, "-o", form, *TOKEN, "--server", server)
        assert without_balance(there) == without_balance(here)
        assert here.code in {0, 1}


def test_a_terminal_shows_the_same(maas: Driver, server: str) -> None:
    question = ("search", "grumpy", "cat", "--lat", "45.2", "--lon", "70.225", "--explain", *TOKEN)
    here, there = maas.on_terminal(*question), maas.on_terminal(*question, "--server", server)
    assert here.out.partition(" left\n")[2] == there.out.partition(" left\n")[2]


@pytest.mark.parametrize("question", REFUSED, ids=" ".join)
def test_what_is_refused_here_is_refused_there_with_the_same_reason(
    maas: Driver, server: str, question: tuple[str, ...]
) -> None:
    here = maas("search", "--token", "secret1", "--", *question) if question[0].startswith("-") else None
    here = here or maas("search", *question, *TOKEN)
    arguments = ("--server", server, "--token", "secret1")
    there = maas("search", *arguments, "--", *question) if question[0].startswith("-") else None
    there = there or maas("search", *question, *arguments)
    assert (here.code, here.out, there.code, there.out) == (2, "", 2, "")
    assert reason(there) == reason(here)


def reason(result: Outcome) -> str:
    """Return the error without its hint, which stands behind a semicolon or on a line of its own."""
    (error, *_) = result.err.split("\nhint: ")
    return error.partition(";")[0].rstrip()


def test_who_may_not_ask_here_may_not_ask_there(maas: Driver, server: str) -> None:
    for token, code in (("canary", 3), ("", 3), ("secret2", 4)):
        results = [maas("search", "cat", "--token", token, *more) for more in ((), ("--server", server))]
        assert [(result.code, result.out) for result in results] == [(code, ""), (code, "")]
        assert not any("canary" in result.err for result in results)


def test_both_charge_one_for_each_answer_and_nothing_for_a_refusal(maas: Driver, server: str) -> None:
    for more in ((), ("--server", server)):
        before = stats(maas, *more)
        assert maas("search", "cat", *TOKEN, *more).code == 0
        assert maas("search", "xyzzyqq", *TOKEN, *more).code == 1
        assert maas("search", "cat", "-n", "0", *TOKEN, *more).code == 2
        after = stats(maas, *more)
        assert (calls(after) - calls(before), before["tokenCount"] - after["tokenCount"]) == (2, 2)
        assert after["today"] - before["today"] == 2


def stats(maas: Driver, *more: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(maas("stats", "--uid", "10", "--json", *more).out)
    return found


def calls(found: object) -> int:
    assert isinstance(found, dict)
    return sum((found["hits"] or {}).values())


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "tsv"])
@pytest.mark.parametrize("whose", [("--uid", "20"), ("--token", "secret2")])
def test_statistics_are_shown_the_same(maas: Driver, server: str, form: str, whose: tuple[str, str]) -> None:
    here = maas("stats", *whose, "-o", form)
    there = maas("stats", *whose, "-o", form, "--server", server)
    today = re.compile(r'"day":"[-\d]+"|\d+ days, .*')  # the server's clock is a fixed one
    assert (there.code, today.sub("", there.out), there.err) == (here.code, today.sub("", here.out), here.err)


@pytest.mark.parametrize("more", [(), ("--exact",), ("--all-copies",)])
@pytest.mark.parametrize("query", ["becky", "grumpy cat", "cat", "xyzzyqq"])
def test_the_original_s_lines_are_those_that_the_command_line_finds(
    maas: Driver, server: str, query: str, more: tuple[str, ...]
) -> None:
    parameters = {"query": query, "fuzzy": "--exact" not in more, "unique": "--all-copies" not in more, "limit": "50"}
    asked = urlencode({name: str(value).lower() for name, value in parameters.items()})
    answer = httpx2.get(f"{server}/api/memes?{asked}", headers={"X-Token": "secret1"})
    page = json.loads(maas("search", query, *more, "-n", "50", "--json").out)
    lines = [json.loads(line) for line in answer.content.splitlines()]
    assert lines == [dict(list(hit.items())[:7]) for hit in page["hits"]]
    assert int(answer.headers["X-Total-Count"]) == page["total"]
