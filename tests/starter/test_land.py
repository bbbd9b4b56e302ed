"""The mask of land agrees with what is known of the world, and with where the cities are."""

import math
from pathlib import Path

import pytest

from maas_cli.places.land import COLUMNS, ROWS, decode_land
from maas_cli.places.positions import decode_positions

DATA = Path(__file__).parents[2] / "data"
LAND = decode_land((DATA / "land.bin").read_bytes())

ON_LAND = {
    "Almaty": (43.25, 76.9), "Paris": (48.85, 2.35), "Moscow": (55.7, 37.6), "Delhi": (28.6, 77.2),
    "Beijing": (39.9, 116.4), "Nagano": (36.2, 138.5), "Taiwan": (23.8, 121.0), "Sri Lanka": (7.3, 80.6),
    "Java": (-7.3, 110.0), "Caucasus": (42.5, 44.0), "Cairo": (29.5, 31.2), "Nairobi": (-1.3, 36.8),
    "Madagascar": (-18.9, 47.5), "Johannesburg": (-26.2, 28.0), "Chicago": (41.5, -88.5), "Mexico City": (19.4, -99.1),
    "Panama": (8.5, -80.2), "Manaus": (-3.1, -60.0), "Santiago": (-33.45, -70.6), "Alice Springs": (-23.7, 133.9),
    "Tasmania": (-42.0, 146.5), "Canterbury": (-43.5, 171.5), "Iceland": (64.8, -18.5), "Ireland": (53.2, -7.7),
    "Greenland": (72.0, -40.0), "Svalbard": (79.0, 16.0), "Anadyr": (66.0, 178.0), "Chukotka": (67.0, -175.0),
    "Vostok": (-78.5, 106.8), "South Pole": (-90.0, 0.0),
}  # fmt: skip
AT_SEA = {
    "North Pole": (90.0, 0.0), "Atlantic": (30.0, -40.0), "Pacific": (0.0, -150.0), "180th meridian": (0.0, 179.5),
    "Indian Ocean": (-20.0, 80.0), "Mediterranean": (35.0, 18.0), "Black Sea": (43.0, 34.0), "Caspian": (41.0, 51.0),
    "Red Sea": (20.0, 38.5), "Baltic": (57.5, 19.5), "North Sea": (56.0, 3.0), "Hudson Bay": (60.0, -85.0),
    "Gulf of Mexico": (25.0, -90.0), "Caribbean": (15.0, -75.0), "Bay of Bengal": (15.0, 88.0),
    "Sea of Japan": (40.0, 135.0), "Okhotsk": (54.0, 148.0), "Bering Sea": (58.0, -178.0), "Tasman": (-38.0, 160.0),
    "Drake": (-59.0, -65.0), "Gulf": (27.0, 51.5), "Null Island": (0.0, 0.0), "Barents Sea": (74.0, 40.0),
    "Norwegian Sea": (70.5, 2.0), "Mozambique Channel": (-18.0, 41.0), "Ross Sea": (-75.0, -175.0),
}  # fmt: skip


def is_land(lat: float, lon: float) -> bool:
    return LAND[min(math.floor(90 - lat), ROWS - 1)][math.floor(lon + 180) % COLUMNS] == 1


@pytest.mark.parametrize("name", ON_LAND)
def test_what_is_known_as_land_is_land(name: str) -> None:
    assert is_land(*ON_LAND[name])


@pytest.mark.parametrize("name", AT_SEA)
def test_what_is_known_as_sea_is_sea(name: str) -> None:
    assert not is_land(*AT_SEA[name])


def test_twenty_nine_hundredths_of_the_earth_are_land() -> None:
    sizes = [math.cos(math.radians(89.5 - row)) for row in range(ROWS)]
    land = sum(size * sum(row) for size, row in zip(sizes, LAND, strict=True))
    assert land / (COLUMNS * sum(sizes)) == pytest.approx(0.29, abs=0.01)


def test_cities_stand_on_land_or_beside_it() -> None:
    positions = decode_positions((DATA / "positions.bin").read_bytes())
    cities = [(lat / 100, lon / 100) for lat, lon in zip(positions.lats, positions.lons, strict=True)]
    assert sum(is_land(lat, lon) for lat, lon in cities) > 0.9 * len(cities)
    around = [(up, across) for up in (-1, 0, 1) for across in (-1, 0, 1)]
    near = sum(any(is_land(lat + up, lon + across) for up, across in around) for lat, lon in cities)
    assert near > 0.99 * len(cities)
