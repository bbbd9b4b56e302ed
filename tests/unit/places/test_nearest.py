import math
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maas_cli.errors import StorageError
from maas_cli.packaged import city_positions
from maas_cli.places import languages_near, nearest
from maas_cli.places.nearest import EARTH_RADIUS_KM, FARTHEST_KM, nearest_row
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


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The reference: the angle between two unit vectors, by its sine and cosine."""
    a, b = unit_vector(lat, lon), unit_vector(other_lat, other_lon)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return EARTH_RADIUS_KM * math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def distances(positions: Positions, lat: float, lon: float) -> list[float]:
    return [
        great_circle_km(lat, lon, city_lat / 100, city_lon / 100)
        for city_lat, city_lon in zip(positions.lats, positions.lons, strict=True)
    ]


def assert_nearest(positions: Positions, lat: float, lon: float) -> None:
    row, all_km = nearest_row(positions, lat, lon), distances(positions, lat, lon)
    least = min(all_km, default=math.inf)
    if row is None:
        assert least > FARTHEST_KM - A_MILLIMETRE_KM
    else:
        assert all_km[row] <= least + A_MILLIMETRE_KM
        assert least <= FARTHEST_KM + A_MILLIMETRE_KM


@given(st.lists(ON_A_GRID | NEAR_THE_EDGES, max_size=12), DEGREES | ON_A_GRID | NEAR_THE_EDGES)
def test_the_nearest_of_a_few_cities_is_found(cities: list[tuple[float, float]], position: tuple[float, float]) -> None:
    assert_nearest(decode_positions(encode_positions((lat, lon, "KZ") for lat, lon in cities)), *position)


@given(NEAR_THE_EDGES, st.floats(-9.5, 9.5), st.floats(-360, 360))
def test_the_only_city_is_found_across_the_poles_and_the_antimeridian(
    city: tuple[float, float], north: float, east: float
) -> None:
    lat = min(max(city[0] + north, -90), 90)
    lon = math.remainder(city[1] + east, 360)
    assert_nearest(decode_positions(encode_positions([(*city, "FJ")])), lat, lon)


@pytest.mark.parametrize("position", [(90, 0), (-90, 180), (0, 0), (-16.8, 180), (-16.8, -180), (51.88, -179.9)])
def test_the_nearest_of_all_cities_is_found_at_the_edges_of_the_map(position: tuple[float, float]) -> None:
    assert_nearest(SHIPPED, *position)


def test_the_nearest_of_all_cities_is_found_anywhere() -> None:
    golden_turn = 180 * (3 - math.sqrt(5))
    for step in range(40):  # a spiral from pole to pole, with equal areas between its points
        assert_nearest(SHIPPED, math.degrees(math.asin(1 - (step + 0.5) / 20)), math.remainder(step * golden_turn, 360))


@given(st.integers(0, len(SHIPPED.lats) - 1), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
@example(0, 0.0, 0.0)
def test_a_city_nearby_is_never_farther_than_the_one_the_position_was_taken_from(
    start: int, north: float, east: float
) -> None:
    city = (SHIPPED.lats[start] / 100, SHIPPED.lons[start] / 100)
    lat, lon = city[0] + north, math.remainder(city[1] + east, 360)
    row = nearest_row(SHIPPED, lat, lon)
    assert row is not None
    found = great_circle_km(lat, lon, SHIPPED.lats[row] / 100, SHIPPED.lons[row] / 100)
    assert found <= great_circle_km(lat, lon, *city) + A_MILLIMETRE_KM


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
    with pytest.raises(StorageError, match=r"cannot read .*positions\.bin"):
        languages_near(43.25, 76.95)
