"""Requests that are refused before it is known what they ask."""

import json
from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from maas_cli.web.log_lines import LogLines
from maas_cli.web.metrics import Counts, SharedCounts, exposition
from maas_cli.web.refusals import closing, recorder

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_a_refusal_has_the_shape_of_the_others_and_ends_the_connection() -> None:
    answer, reason = closing(408, "request timeout", "too slow", (b"retry-after", b"1"))
    assert answer.body == b'{"code":408,"message":"request timeout","error":"too slow"}\n'
    assert answer.headers[-2:] == [(b"retry-after", b"1"), (b"connection", b"close")]
    assert (answer.status, reason) == (408, "too slow")


def test_what_is_refused_has_its_line_and_is_counted() -> None:
    shared, written = SharedCounts(1), list[bytes]()
    record = recorder(Counts(shared, 0), LogLines("info", now=lambda: NOW, write=written.append))
    for status in (400, 408, 413, 414, 431, 503):
        record("192.0.2.1", status, f"because of {status}")
    lines = [json.loads(line) for line in b"".join(written).splitlines()]
    assert lines[0] == {
        "time": "2026-05-04T12:00:00.000Z", "level": "warning", "event": "request refused", "client": "192.0.2.1",
        "status": 400, "reason": "because of 400",
    }  # fmt: skip
    assert [line["level"] for line in lines] == ["warning"] * 5 + ["error"]
    families = {one.name: one for one in text_string_to_metric_families(exposition(shared, lambda: 0)().decode())}
    requests = {
        (sample.labels["route"], sample.labels["status"]): sample.value
        for sample in families["maas_http_requests"].samples
    }
    assert requests == {("other", str(status)): 1.0 for status in (400, 408, 413, 414, 431, 503)}
    refused = {sample.labels["reason"]: sample.value for sample in families["maas_refusals"].samples}
    assert {reason: count for reason, count in refused.items() if count} == {
        "input": 1.0, "timeout": 1.0, "size": 3.0, "unavailable": 1.0,
    }  # fmt: skip
