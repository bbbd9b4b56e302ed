import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.places.positions import BANDS, Positions, band_of, decode_positions, encode_positions

LATS = st.integers(-9000, 9000).map(lambda hundredths: hundredths / 100)
LONS = st.integers(-18000, 18000).map(lambda hundredths: hundredths / 100)
CITIES = st.lists(st.tuples(LATS, LONS, st.sampled_from(["KZ", "FJ", "AQ"])), max_size=30)


def cities_of(positions: Positions) -> list[tuple[float, float, str]]:
    return [
        (lat / 100, lon / 100, positions.country(row))
        for row, (lat, lon) in enumerate(zip(positions.lats, positions.lons, strict=True))
    ]


@given(CITIES)
def test_every_city_comes_back(cities: list[tuple[float, float, str]]) -> None:
    assert sorted(cities_of(decode_positions(encode_positions(cities)))) == sorted(cities)


@given(CITIES)
def test_the_cities_of_a_band_stand_together_from_west_to_east(cities: list[tuple[float, float, str]]) -> None:
    positions = decode_positions(encode_positions(cities))
    for band in range(BANDS):
        rows = range(positions.starts[band], positions.starts[band + 1])
        lons = [positions.lons[row] for row in rows]
        assert all(band_of(positions.lats[row] / 100) == band for row in rows)
        assert lons == sorted(lons)
    assert (positions.starts[0], positions.starts[BANDS]) == (0, len(cities))


def test_positions_are_rounded_before_they_are_put_in_bands() -> None:
    assert decode_positions(encode_positions([(44.999, 7.006, "IT")])).starts[band_of(45)] == 0
    assert cities_of(decode_positions(encode_positions([(44.999, 7.006, "IT")]))) == [(45.0, 7.01, "IT")]


@pytest.mark.parametrize(("lat", "band"), [(-90, 0), (-89.01, 0), (-89, 1), (-0.01, 89), (0, 90), (90, 179)])
def test_bands_are_a_degree_wide_from_the_south_pole(lat: float, band: int) -> None:
    assert band_of(lat) == band
    assert (band_of(-99), band_of(99)) == (0, 179)


@given(CITIES, st.data())
def test_a_file_of_another_length_is_damaged(cities: list[tuple[float, float, str]], data: st.DataObject) -> None:
    content = encode_positions(cities)
    cut = data.draw(st.integers(0, len(content) - 1))
    for damaged in (content[:cut], content + b"x", b"x" + content[1:]):
        with pytest.raises(ValueError, match="damaged"):
            decode_positions(damaged)


def test_the_file_is_little_endian() -> None:
    content = encode_positions([(1.0, 2.58, "KZ")])
    assert content[-6:] == b"\x02\x01\x64\x00KZ"


def test_a_big_endian_machine_turns_the_columns_round(monkeypatch: pytest.MonkeyPatch) -> None:
    cities = [(1.0, 2.58, "KZ")]
    little = encode_positions(cities)
    monkeypatch.setattr(sys, "byteorder", "big")
    turned = encode_positions(cities)
    assert turned[-6:] == b"\x01\x02\x00\x64KZ"
    assert cities_of(decode_positions(turned)) == cities
    assert turned != little
