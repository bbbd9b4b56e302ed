"""Distances as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.distances import format_km


@pytest.mark.parametrize(
    ("km", "shown"), [(0, "0.0 km"), (9.94, "9.9 km"), (9.96, "10 km"), (340.4, "340 km"), (12345, "12,345 km")]
)
def test_near_distances_have_a_decimal(km: float, shown: str) -> None:
    assert format_km(km) == shown


@given(st.floats(0, 20_100))
def test_a_shown_distance_is_near_the_true_one(km: float) -> None:
    assert float(format_km(km).removesuffix(" km").replace(",", "")) == pytest.approx(km, abs=0.51)
