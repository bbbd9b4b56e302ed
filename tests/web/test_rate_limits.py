"""So many requests a second, for each token and each address."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.web.rate_limits import WAYS, RateLimits, RateTable, network_of
from tests.web.face import Face, Parts, make_face

SECOND = 10**9


class Clock:
    def __init__(self) -> None:
        self.ns = 5 * SECOND

    def __call__(self) -> int:
        return self.ns


def limits(rate: float, burst: int) -> tuple[RateLimits, Clock]:
    clock = Clock()
    return RateLimits(RateTable(), rate, burst, clock), clock


@given(
    st.sampled_from([0.5, 1, 3, 100]),
    st.integers(1, 5),
    st.lists(st.integers(0, 3 * SECOND), max_size=30),
)
def test_requests_pass_as_from_a_bucket_that_fills_at_the_rate(rate: float, burst: int, waits: list[int]) -> None:
    limiting, clock = limits(rate, burst)
    step = max(1, round(SECOND / rate))
    level, filled_at = burst * step, clock.ns  # in nanoseconds of filling, so that nothing is rounded
    for wait in waits:
        clock.ns += wait
        level, filled_at = min(burst * step, level + clock.ns - filled_at), clock.ns
        verdict = limiting.verdict("token", 10)
        assert verdict.is_allowed == (level >= step)
        if verdict.is_allowed:
            level -= step
            assert verdict.remaining == level // step
        else:
            assert verdict.seconds == max(1, -(-(step - level) // SECOND))


def test_each_token_and_address_has_its_own_limit() -> None:
    limiting, _ = limits(1, 1)
    for kind, name in (("token", 10), ("token", 20), ("address", "10"), ("address", "::1")):
        assert [limiting.verdict(kind, name).is_allowed for _ in range(2)] == [True, False]


def test_a_full_bucket_gives_up_the_key_that_is_due_first() -> None:
    table = RateTable()
    keys = [1 + number * 2**14 for number in range(WAYS + 1)]  # all in one bucket
    for key in keys[:-1]:
        assert table.take(key, 10 * key, 10**9, 0) == (True, 10 * key)
    assert table.take(keys[-1], 5, 10**9, 0) == (True, 5)
    assert table.take(keys[0], 7, 10**9, 0) == (True, 7)
    assert table.take(keys[2], 1, 10**9, 0) == (True, 10 * keys[2] + 1)


def test_a_key_of_zero_is_a_key() -> None:
    table = RateTable()
    assert [table.take(0, 1, 1, 0) for _ in range(2)] == [(True, 1), (False, 2)]


def test_forked_workers_share_one_limit() -> None:
    limiting, _ = limits(1, 10)
    passed = sum(limiting.verdict("token", 10).is_allowed for _ in range(4))
    for _ in range(2):
        child = os.fork()
        if child == 0:
            os._exit(sum(limiting.verdict("token", 10).is_allowed for _ in range(4)))
        passed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert passed == 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_an_ipv6_client_counts_by_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.fixture
def limited(parts: Parts) -> Face:
    return make_face(parts, rate=0.001, burst=3)


def test_one_request_too_many_is_refused_free_of_charge(limited: Face) -> None:
    statuses = [limited.ask("/api/memes?query=becky").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = limited.ask("/api/memes?query=becky")
    assert (answer.json()["code"], answer.json()["message"]) == (429, "too many requests")
    assert int(answer.headers["retry-after"]) in range(999, 1001)
    assert answer.headers["ratelimit-policy"] == '"address";q=3;w=3000'
    assert answer.headers["ratelimit"].startswith('"address";r=0;t=')
    assert limited.balance() == 997


def test_an_answer_says_how_many_more_may_come(limited: Face) -> None:
    answer = limited.ask("/api/memes?query=becky")
    assert answer.headers.get_list("ratelimit") == ['"address";r=2;t=1000', '"token";r=2;t=1000']


def test_a_token_is_limited_wherever_it_comes_from(limited: Face) -> None:
    headers = [(b"host", b"x"), (b"x-token", b"secret1")]
    statuses = [limited.ask_raw("/api/memes?query=becky", headers, address=f"192.0.2.{n}") for n in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_guessing_tokens_is_limited_by_address(limited: Face) -> None:
    assert [limited.ask("/api/memes?query=a", token=f"guess{n}").status_code for n in range(4)] == [401] * 3 + [429]


def test_health_readiness_and_metrics_are_never_limited(limited: Face) -> None:
    for path in ("/api/health", "/api/ready", "/metrics"):
        assert [limited.ask(path).status_code for _ in range(5)] == [200] * 5
