"""What a server's answers come to, and which are refused."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import NotFoundError, ServiceUnreachableError
from maas_cli.models.search import Hit, MatchKind, SearchPage, SearchRequest, SortOrder, WordMatch
from maas_cli.models.users import User, UserStats
from maas_cli.remote.address import parse_address
from maas_cli.remote.answers import page_of, stats_of
from maas_cli.remote.exchange import Response
from maas_cli.serialize import hit_to_json, stats_to_dict, to_json
from maas_cli.stats import user_stats
from tests.factories import meme
from tests.unit.remote.test_refusals import response_of

SERVER = parse_address("https://memes.example.org")
TODAY = date(2026, 7, 14)
ANNA = User(10, "Anna", 7, hits={"/api/memes": 3})


def hit(number: int = 1) -> Hit:
    return Hit(meme(number, text="big owl"), 1 / 3, (WordMatch("owl", "owl", MatchKind.WORD, 0),), text_spans=((4, 7),))


def answer(body: bytes = b"", **headers: str) -> Response:
    return response_of(200, "OK", body, **({"Content_Type": "application/json", "X_Total_Count": "0"} | headers))


def lines(*hits: Hit) -> bytes:
    return b"".join(hit_to_json(one, explain=True) for one in hits)


def page(response: Response, request: SearchRequest | None = None) -> SearchPage:
    return page_of(request or SearchRequest("owl"), response, SERVER)


def refusal_of(response: Response, request: SearchRequest | None = None) -> str:
    with pytest.raises(ServiceUnreachableError) as caught:
        page(response, request)
    return str(caught.value).removeprefix(f"{SERVER} ")


def test_a_page_is_what_the_lines_and_headers_say() -> None:
    response = answer(lines(hit(1), hit(2)), X_Total_Count="7", X_Token_Balance="41")
    assert page(response, SearchRequest("owl", limit=2, offset=3)) == SearchPage(
        "owl", (hit(1), hit(2)), total=7, offset=3, limit=2, balance=41
    )


def test_a_page_without_hits_is_one_too() -> None:
    assert page(answer()) == SearchPage("owl", (), 0, 0, 10)
    assert page(answer(X_Total_Count="3"), SearchRequest("owl", offset=3)).total == 3


def test_a_page_says_what_its_hits_are_sorted_by() -> None:
    request = SearchRequest("owl", lat=43.25, lon=76.91, sort=SortOrder.DISTANCE)
    found = page(answer(lines(hit()), X_Total_Count="1"), request)
    assert (found.sort, "kk" in found.languages) == (SortOrder.DISTANCE, True)
    assert page(answer()).languages == ()


def test_what_may_have_been_meant_comes_percent_encoded_and_only_where_nothing_is_found() -> None:
    assert page(answer(X_Suggestion="%D1%81%D0%BE%D0%B2%D0%B0%20owl")).suggestion == "сова owl"
    assert page(answer(lines(hit()), X_Total_Count="1", X_Suggestion="owl")).suggestion is None


@pytest.mark.parametrize("content_type", ["text/html", "application/x-ndjson", "", "application/json-seq"])
def test_what_does_not_say_that_it_is_json_is_refused(content_type: str) -> None:
    assert refusal_of(answer(Content_Type=content_type)) == "answered with something that is no JSON"
    assert page(answer(Content_Type="Application/JSON; charset=utf-8")).total == 0


@pytest.mark.parametrize("total", ["", "-1", "1.0", "many", "٣", "9" * 20])
@pytest.mark.parametrize("header", ["X_Total_Count", "X_Token_Balance"])
def test_counts_must_be_whole_numbers(header: str, total: str) -> None:
    name = header.replace("_", "-")
    assert refusal_of(answer(b"", **{header: total.encode().decode("latin-1")})) == (
        f"answered with something else than maas does: {name} is missing or no number"
    )


def test_a_balance_may_be_left_out() -> None:
    assert page(answer()).balance is None


@pytest.mark.parametrize(
    "body",
    [
        lines(hit())[:-1],
        lines(hit())[:50] + b"\n",
        b"\n",
        b"{}\n",
        b"null\n",
        b'{"id":"1","url":"","name":"","page":"","md5":"","fileSize":"","text":"an owl of the original"}\n',
        lines(hit()).replace(b'"score":0.3333333333333333', b'"score":NaN'),
        lines(hit()).replace(b'"score":0.3333333333333333', b'"score":1e999'),
        lines(hit()).replace(b"owl", b"\xff\xfe\xfd"),
        "\ufeff".encode() + lines(hit()),
        b"[" * 100_000 + b"\n",
        b'{"id":"1","id":' + b"[" * 100_000 + b"\n",
        b"9" * 5000 + b"\n",
        b"<html>\n",
    ],
)
def test_lines_that_are_no_hits_are_refused_and_not_repeated(body: bytes) -> None:
    message = refusal_of(answer(body, X_Total_Count="1"))
    assert message.startswith("answered with something else than maas does: ")
    assert not any(word in message for word in ("owl", "html", "999"))


@pytest.mark.parametrize(("total", "sent"), [(2, 1), (1, 2), (5000, 9), (0, 1)])
def test_a_page_must_be_whole(total: int, sent: int) -> None:
    response = answer(lines(*map(hit, range(1, sent + 1))), X_Total_Count=str(total))
    assert refusal_of(response) == f"told of {min(total, 10)} memes and sent {sent}"


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=40).map(lambda noise: lines(hit())[:60] + noise + b"\n")))
def test_whatever_comes_is_a_page_or_refused(body: bytes) -> None:
    response = answer(body, X_Total_Count="1")
    try:
        assert len(page(response).hits) == 1
    except ServiceUnreachableError as error:
        assert str(error).isprintable()  # noqa: PT017  # any bytes may be either


def stats(calls: dict[date, int]) -> UserStats:
    return user_stats(ANNA, calls, TODAY)


def test_statistics_are_in_full_though_the_wire_has_them_rounded() -> None:
    told = stats({TODAY: 2, date(2026, 7, 8): 1, date(2026, 6, 20): 9})
    assert stats_of(answer(to_json(stats_to_dict(told))), SERVER) == told
    assert told.per_day != round(told.per_day, 3)
    nothing = stats({})
    assert stats_of(answer(to_json(stats_to_dict(nothing))), SERVER) == nothing


def test_a_server_that_says_nothing_of_calls_a_day_leaves_the_user_alone() -> None:
    body = b'{"id":10,"name":"Anna","authToken":"x","tokenCount":7,"hits":{"/api/memes":3}}\n'
    assert stats_of(answer(body), SERVER) == ANNA


def test_an_empty_answer_means_that_there_is_no_such_user() -> None:
    with pytest.raises(NotFoundError, match="knows no such user"):
        stats_of(answer(b"", Content_Type="text/plain"), SERVER)


GOOD: dict[str, Any] = stats_to_dict(stats({TODAY: 1}))


@pytest.mark.parametrize(
    "fields",
    [
        [], None, {}, GOOD | {"id": "10"}, GOOD | {"name": None}, GOOD | {"tokenCount": 1.5}, GOOD | {"hits": []},
        GOOD | {"hits": {"x": -1}}, GOOD | {"hits": "x"}, GOOD | {"disabled": "no"}, GOOD | {"daily": []},
        GOOD | {"daily": None}, GOOD | {"daily": [{"day": "today", "calls": 1}]},
        GOOD | {"daily": [{"day": "2026-07-14", "calls": True}]}, GOOD | {"daily": [GOOD["daily"][0]] * 2},
    ],
)  # fmt: skip
def test_what_is_no_user_is_refused(fields: object) -> None:
    with pytest.raises(ServiceUnreachableError, match="answered with something else than maas does"):
        stats_of(answer(json.dumps(fields).encode()), SERVER)


@pytest.mark.parametrize("body", [b"<html>", b"\xff", b"[" * 100_000])
def test_statistics_that_are_no_json_are_refused(body: bytes) -> None:
    with pytest.raises(ServiceUnreachableError):
        stats_of(answer(body), SERVER)
    with pytest.raises(ServiceUnreachableError, match="no JSON"):
        stats_of(answer(body, Content_Type="text/html"), SERVER)


def test_how_many_hits_were_hidden_is_said_to_who_asks_for_safe_ones() -> None:
    safe = SearchRequest("owl", safe=True)
    response = answer(lines(hit()), X_Total_Count="1", X_Hidden_Count="3")
    assert page(response, safe).hidden == 3
    assert page(response).hidden == 0
    assert page(answer(X_Hidden_Count="2", X_Suggestion="owls"), safe).suggestion is None


def test_a_server_that_cannot_leave_out_unsafe_memes_is_not_believed_to_have_done_so() -> None:
    safe = SearchRequest("owl", safe=True)
    assert refusal_of(answer(), safe) == "cannot leave out unsafe memes"
    assert "X-Hidden-Count is missing or no number" in refusal_of(answer(X_Hidden_Count="many"), safe)
