import math
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from maas_cli.errors import StorageError
from maas_cli.packaged import city_positions
from maas_cli.places import nearest
from maas_cli.places.nearest import EARTH_RADIUS_KM, FARTHEST_KM, languages_near, nearest_row
from maas_cli.places.positions import Positions, decode_positions, encode_positions

SHIPPED = decode_positions(city_positions().read_bytes())
DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ON_A_GRID = st.tuples(
    st.integers(-9000, 9000).map(lambda hundredths: hundredths / 100),
    st.integers(-18000, 18000).map(lambda hundredths: hundredths / 100),
)
NEAR_THE_EDGES = st.tuples(
    st.sampled_from([-90.0, -89.99, -89.5, -88, 0.0, 52, 88, 89.5, 89.99, 90.0]),
    st.sampled_from([-180.0, -179.99, -179, -90, 0.0, 90, 179, 179.99, 180.0]),
)
A_MILLIMETRE_KM = 1e-6

Vectors: TypeAlias = NDArray[np.float64]


def unit_vectors(lats: object, lons: object) -> Vectors:
    phi, lam = np.radians(np.asarray(lats, float)), np.radians(np.asarray(lons, float))
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)


def vectors_of(positions: Positions) -> Vectors:
    return unit_vectors(np.asarray(positions.lats) / 100, np.asarray(positions.lons) / 100)


def distances_km(cities: Vectors, lat: float, lon: float) -> Vectors:
    """The reference: the angles between unit vectors, by their sines and cosines."""
    here = unit_vectors(lat, lon)
    angles: Vectors = np.arctan2(np.linalg.norm(np.cross(cities, here), axis=-1), cities @ here)
    return EARTH_RADIUS_KM * angles


SHIPPED_VECTORS = vectors_of(SHIPPED)


def assert_nearest(positions: Positions, lat: float, lon: float) -> None:
    row = nearest_row(positions, lat, lon)
    all_km = distances_km(SHIPPED_VECTORS if positions is SHIPPED else vectors_of(positions), lat, lon)
    least = all_km.min(initial=math.inf)
    if row is None:
        assert least > FARTHEST_KM - A_MILLIMETRE_KM
    else:
        assert all_km[row] <= least + A_MILLIMETRE_KM
        assert least <= FARTHEST_KM + A_MILLIMETRE_KM


@given(st.lists(ON_A_GRID | NEAR_THE_EDGES, max_size=12), DEGREES | ON_A_GRID | NEAR_THE_EDGES)
def test_the_nearest_of_a_few_cities_is_found(cities: list[tuple[float, float]], position: tuple[float, float]) -> None:
    assert_nearest(decode_positions(encode_positions((lat, lon, "KZ") for lat, lon in cities)), *position)


@given(NEAR_THE_EDGES, st.floats(-9.5, 9.5), st.floats(-12, 12) | st.floats(-180, 180))
def test_the_only_city_is_found_across_the_poles_and_the_antimeridian(
    city: tuple[float, float], north: float, east: float
) -> None:
    lat = min(max(city[0] + north, -90), 90)
    lon = math.remainder(city[1] + east, 360)
    assert_nearest(decode_positions(encode_positions([(*city, "FJ")])), lat, lon)


@pytest.mark.parametrize("lat", [-60, 0, 52])
@pytest.mark.parametrize("lon", [179.5, 180, -180, -179.5])
@pytest.mark.parametrize("city_lon", [179.7, 180, -180, -179.7])
def test_the_antimeridian_is_no_border(lat: float, lon: float, city_lon: float) -> None:
    positions = decode_positions(encode_positions([(lat, city_lon, "FJ")]))
    assert nearest_row(positions, lat, lon) == 0


@pytest.mark.parametrize("position", [(90, 0), (-90, 180), (0, 0), (-16.8, 180), (-16.8, -180), (51.88, -179.9)])
def test_the_nearest_of_all_cities_is_found_at_the_edges_of_the_map(position: tuple[float, float]) -> None:
    assert_nearest(SHIPPED, *position)


def test_the_nearest_of_all_cities_is_found_anywhere() -> None:
    golden_turn = 180 * (3 - math.sqrt(5))
    for step in range(400):  # a spiral from pole to pole, with equal areas between its points
        lat = math.degrees(math.asin(1 - (step + 0.5) / 200))
        assert_nearest(SHIPPED, lat, math.remainder(step * golden_turn, 360))


@given(st.integers(0, len(SHIPPED.lats) - 1), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_the_nearest_of_all_cities_is_found_where_there_are_many(start: int, north: float, east: float) -> None:
    lat, lon = SHIPPED.lats[start] / 100 + north, SHIPPED.lons[start] / 100 + east
    assert_nearest(SHIPPED, lat, math.remainder(lon, 360))


@pytest.mark.parametrize(
    ("lat", "lon", "languages"),
    [
        (43.25, 76.95, ("kk", "ru")),
        (47.37, 8.54, ("de", "fr", "it", "rm")),
        (-23.5, -46.6, ("pt", "es", "en", "fr")),
        (35.7, 139.7, ("ja",)),
        (-16.5, 180.0, ("en", "fj")),
        (-16.5, -180.0, ("en", "fj")),
    ],
)
def test_from_a_position_the_languages_spoken_there_are_known(
    lat: float, lon: float, languages: tuple[str, ...]
) -> None:
    assert languages_near(lat, lon) == languages


@pytest.mark.parametrize(("lat", "lon"), [(40, -40), (-30, -120), (90, 0), (-90, 0)])
def test_far_from_every_city_no_language_is_known(lat: float, lon: float) -> None:
    assert languages_near(lat, lon) == ()


@pytest.mark.parametrize("content", [None, b"", b"maaspos1"])
def test_a_missing_or_damaged_table_is_said(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "positions.bin"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(nearest, "city_positions", lambda: file)
    nearest._positions.cache_clear()  # noqa: SLF001  # the table is read once in a process
    languages_near.cache_clear()
    with pytest.raises(StorageError, match=r"cannot read .*positions\.bin"):
        languages_near(43.25, 76.95)
