"""A radius as people write it."""

import pytest

from maas_cli.errors import InvalidPositionError
from maas_cli.radius import parse_radius_km


@pytest.mark.parametrize(
    ("text", "km"),
    [("50", 50.0), ("50km", 50.0), (" 50 KM ", 50.0), ("30mi", 48.28032), ("0.5 mi", 0.804672), ("1e3", 1000.0)],
)
def test_a_radius_is_in_kilometres_unless_it_says_miles(text: str, km: float) -> None:
    assert parse_radius_km(text) == pytest.approx(km)


@pytest.mark.parametrize("text", ["", "km", "far", "5 m", "5 km km", "5kmi", "1,5"])
def test_anything_else_is_refused_by_value(text: str) -> None:
    with pytest.raises(InvalidPositionError) as caught:
        parse_radius_km(text)
    assert str(caught.value) == f"radius {text!r} is not a distance; allowed are 50, 50km and 30mi"
