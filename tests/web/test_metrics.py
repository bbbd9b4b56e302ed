"""What Prometheus is told."""

import os

import pytest
from prometheus_client.parser import text_string_to_metric_families

from maas_cli.web.metrics import ROUTES, STATUSES, Counts, SharedCounts, exposition, route_of
from maas_cli.web.shared import Shared
from tests.web.face import Face, Parts, make_face

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def told(face: Face) -> Samples:
    return samples(face.ask("/metrics").text)


def test_answers_refusals_searches_and_tokens_are_counted(face: Face) -> None:
    face.ask("/api/memes?query=becky")
    face.ask("/api/memes?query=becky&fuzzy=true")
    face.ask("/api/memes?query=becky", token="wrong")
    face.ask("/nope/secret1")
    face.ask("/api/userstats?uid=11")
    face.ask("/api/userstats?uid=12")
    got = told(face)
    assert got["maas_http_requests_total", (("route", "/api/memes"), ("status", "200"))] == 2
    assert got["maas_http_requests_total", (("route", "/api/memes"), ("status", "401"))] == 1
    assert got["maas_http_requests_total", (("route", "other"), ("status", "404"))] == 1
    assert got["maas_refusals_total", (("reason", "token"),)] == 1
    assert got["maas_refusals_total", (("reason", "path"),)] == 1
    assert got["maas_refusals_total", (("reason", "user"),)] == 2
    assert got["maas_refusals_total", (("reason", "balance"),)] == 0
    assert got["maas_searches_total", (("mode", "exact"),)] == 1
    assert got["maas_searches_total", (("mode", "fuzzy"),)] == 1
    assert got["maas_charged_tokens_total", ()] == 2
    assert got["maas_requests_in_flight", ()] == 1  # the one that asks
    assert got["maas_catalogue_memes", ()] == face.parts.service.meme_count()
    assert got["maas_response_bytes_total", ()] > 0


def test_latencies_are_cumulative_and_end_with_all(face: Face) -> None:
    for _ in range(3):
        face.ask("/api/health")
    got = told(face)
    counts = [
        value
        for (name, labels), value in got.items()
        if name == "maas_http_request_seconds_bucket" and ("route", "/api/health") in labels
    ]
    assert counts == sorted(counts)
    assert counts[-1] == got["maas_http_request_seconds_count", (("route", "/api/health"),)] == 3
    assert got["maas_http_request_seconds_sum", (("route", "/api/health"),)] > 0


def test_any_worker_tells_what_all_of_them_counted(parts: Parts) -> None:
    shared = Shared.for_workers(2)
    one, other = (make_face(parts, shared=shared, worker=number) for number in range(2))
    one.ask("/api/health")
    other.ask("/api/health")
    for face in (one, other):
        assert told(face)["maas_http_requests_total", (("route", "/api/health"), ("status", "200"))] == 2


def test_a_worker_that_takes_the_place_of_a_dead_one_goes_on_counting() -> None:
    shared = SharedCounts(1)
    child = os.fork()
    if child == 0:
        counts = Counts(shared, 0)
        counts.begin()
        counts.end("/", 301, 0.001, 0)
        counts.begin()  # and dies before it answers
        os._exit(0)
    os.waitpid(child, 0)
    counts = Counts(shared, 0)
    counts.begin()
    counts.end("/", 301, 20.0, 0)
    got = samples(exposition(shared, lambda: 0)().decode())
    assert got["maas_http_requests_total", (("route", "/"), ("status", "301"))] == 2
    assert got["maas_requests_in_flight", ()] == 0
    assert got["maas_http_request_seconds_bucket", (("le", "10.0"), ("route", "/"))] == 1
    assert got["maas_http_request_seconds_bucket", (("le", "+Inf"), ("route", "/"))] == 2


def test_every_route_and_status_has_a_place_of_its_own() -> None:
    shared = SharedCounts(1)
    counts = Counts(shared, 0)
    for route in ROUTES:
        for status in (*STATUSES, 0, 599):  # the last two are counted nowhere
            counts.end(route, status, 0.0, 1)
    got = samples(exposition(shared, lambda: 0)().decode())
    requests = [value for (name, _), value in got.items() if name == "maas_http_requests_total"]
    assert requests == [1.0] * len(ROUTES) * len(STATUSES)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/docs", "/docs"), ("/memes/1", "/memes/{id}"), ("/memes/x", "/memes/{id}"),
        ("/memes/1.png", "/memes/{id}.png"), ("/memes/", "other"), ("/memes", "other"), ("/memes/1/2.png", "other"),
        ("/api/memes/1", "other"), ("", "other"), ("other", "other"),
    ],
)  # fmt: skip
def test_however_many_memes_there_are_they_are_counted_under_two_routes(path: str, route: str) -> None:
    assert route_of(path) == route


def test_dropped_log_lines_are_counted() -> None:
    shared = SharedCounts(1)
    Counts(shared, 0).dropped(3)
    assert samples(exposition(shared, lambda: 0)().decode())["maas_log_lines_dropped_total", ()] == 3
