"""Distances as people write and read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.distances import format_km, parse_radius_km
from maas_cli.errors import InvalidPositionError


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


@pytest.mark.parametrize(
    ("km", "shown"), [(0, "0.0 km"), (9.94, "9.9 km"), (9.96, "10 km"), (340.4, "340 km"), (12345, "12,345 km")]
)
def test_near_distances_have_a_decimal(km: float, shown: str) -> None:
    assert format_km(km) == shown


@given(st.floats(0, 20_100))
def test_a_shown_distance_is_near_the_true_one(km: float) -> None:
    assert float(format_km(km).removesuffix(" km").replace(",", "")) == pytest.approx(km, abs=0.51)
