from typing import Any

import pytest

from maas_cli.errors import InvalidSettingError
from maas_cli.web.settings import WebSettings


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"max_results": 0}, "max-results 0 is out of range: 1 to 1e+06"),
        ({"max_results": 1_000_001}, "max-results 1e+06 is out of range"),
        ({"rate": -1}, "rate -1 is out of range"),
        ({"rate": float("nan")}, "rate nan is out of range"),
        ({"burst": -1}, "burst -1 is out of range"),
        ({"cors": ("example.org",)}, "cors 'example.org' is no origin"),
        ({"cors": ("https://example.org/path",)}, "is no origin"),
        ({"cors": ("https://a\r\nx: y",)}, "is no origin"),
        ({"log_level": "loud"}, "log-level 'loud' is unknown; allowed are debug, info, warning, error"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettingError, match=message.replace("+", r"\+")):
        WebSettings(**given)


def test_origins_are_schemes_with_hosts_or_all() -> None:
    cors = ("https://example.org", "http://localhost:3000", "http://[::1]:80", "*")
    assert WebSettings(cors=cors).cors == cors


def test_without_a_burst_twice_the_rate_may_come_at_once() -> None:
    assert WebSettings(rate=10).requests_at_once == 20
    assert WebSettings(rate=0.1).requests_at_once == 1
    assert WebSettings(rate=10, burst=3).requests_at_once == 3
