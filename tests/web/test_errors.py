"""Errors as callers see them."""

import json
from typing import Any

import pytest

from maas_cli import errors as known
from maas_cli.web import errors
from maas_cli.web.answers import Answer
from maas_cli.web.errors import internal_error
from maas_cli.web.exchange import Exchange, RequestIds
from maas_cli.web.masking import Secrets


def refusal(error: known.MaasError, exchange: Exchange | None = None) -> Answer:
    return errors.refusal(error, exchange or an_exchange(), Secrets(authenticate))


def authenticate(token: str) -> None:
    if token != "secret1":
        raise known.AuthenticationError("no user has this token")


def an_exchange(query_string: bytes = b"") -> Exchange:
    scope: dict[str, Any] = {"headers": [], "path": "/", "query_string": query_string, "client": None}
    return Exchange(scope, RequestIds())


def told(answer: Answer) -> dict[str, object]:
    assert isinstance(answer.body, bytes)
    shown: dict[str, object] = json.loads(answer.body)
    return shown


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (known.InvalidQueryError("the query is empty"), 400, "bind: bad request data"),
        (known.InvalidPositionError("lat is missing"), 400, "bind: bad request data"),
        (known.AuthenticationError("no user has this token"), 401, "invalid user token"),
        (known.BalanceExhaustedError("user 10 has no tokens left"), 402, "token balance exhausted"),
        (known.NotFoundError("there is no user 11"), 404, "Not Found"),
    ],
)
def test_each_refusal_has_its_status_message_and_reason(error: known.MaasError, status: int, message: str) -> None:
    assert told(refusal(error)) == {"code": status, "message": message, "error": str(error)}
    assert refusal(error).status == status


def test_hints_are_for_callers_only_where_the_caller_can_follow_them() -> None:
    assert told(refusal(known.InvalidInputError("bad", hint="do this")))["error"] == "bad; do this"
    assert told(refusal(known.BalanceExhaustedError("none", hint="maas users topup 10 100")))["error"] == "none"
    assert told(refusal(known.InvalidInputError("bad", hint="`maas templates` lists them")))["error"] == "bad"


def test_a_value_that_is_somebody_s_token_is_not_repeated() -> None:
    exchange = an_exchange(b"template=secret1&lang=xx")
    error = known.InvalidInputError("no template is called 'secret1', no meme is in 'xx'")
    assert told(refusal(error, exchange))["error"] == "no template is called '********', no meme is in 'xx'"


@pytest.mark.parametrize("kind", [known.StorageError, known.LedgerError, known.CatalogError, known.IndexDamagedError])
def test_what_is_wrong_inside_is_told_to_the_log_alone(kind: type[known.MaasError]) -> None:
    exchange = an_exchange()
    answer = refusal(kind("/var/lib/maas/users.db is locked"), exchange)
    assert answer.status == 503
    assert "/var" not in str(answer.body)
    assert (b"retry-after", b"1") in answer.headers
    assert exchange.reason == "/var/lib/maas/users.db is locked"


def test_what_nobody_foresaw_is_named_by_the_request() -> None:
    assert told(internal_error(b"ab-1"))["error"] == "request ab-1 failed; its id is in the log"


def test_who_is_not_let_in_is_told_how() -> None:
    assert (b"www-authenticate", b'X-Token realm="maas"') in refusal(known.AuthenticationError("x")).headers
