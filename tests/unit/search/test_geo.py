from collections import Counter

import pytest
from geopy.distance import geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError
from maas_cli.search.geo import CELLS_PER_DEGREE, Distances, cell_of, cells_around, lambert_km, uncertainty
from tests.factories import index_of, meme

SPECIAL = ((0.0, 0.0), (90.0, 0.0), (-90.0, 135.0), (0.0, 180.0), (0.0, -180.0), (52.0, 179.999), (-52.0, -0.001))
anywhere = st.one_of(st.sampled_from(SPECIAL), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


def distances(here: tuple[float, float], *there: tuple[float | None, float | None]) -> Distances:
    memes = [meme(number, text="x", lat=lat, lon=lon) for number, (lat, lon) in enumerate(there)]
    return Distances(index_of(memes), *here)


@given(anywhere, anywhere)
def test_the_quick_formula_errs_by_no_more_than_it_says(here: tuple[float, float], there: tuple[float, float]) -> None:
    exact, quick = geodesic(here, there).km, lambert_km(*here, *there)
    assert quick == pytest.approx(exact, rel=uncertainty(quick), abs=1e-6)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((0, 0), (0, 0), 0.0),
        ((0, 179.5), (0, -179.5), 111.3),
        ((90, 0), (90, 120), 0.0),
        ((90, 0), (-90, 0), 20_037.5),
        ((89.5, 0), (89.5, 180), 111.7),
    ],
)
def test_the_earth_has_no_edges(here: tuple[float, float], there: tuple[float, float], km: float) -> None:
    assert lambert_km(*here, *there) == pytest.approx(km, abs=0.1)


@given(anywhere, anywhere, st.floats(0.1, 20_100))
def test_the_cells_around_a_place_hold_all_that_is_within_the_radius(
    here: tuple[float, float], there: tuple[float, float], radius_km: float
) -> None:
    if geodesic(here, there).km <= radius_km:
        assert any(cell_of(*there) in cells for cells in cells_around(*here, radius_km))


@given(anywhere, st.floats(0, 360), st.floats(0.1, 2_000))
def test_they_do_so_in_every_direction(here: tuple[float, float], bearing: float, radius_km: float) -> None:
    there = geodesic(kilometers=radius_km * 0.9999).destination(here, bearing)
    assert any(cell_of(there.latitude, there.longitude) in cells for cells in cells_around(*here, radius_km))


@given(anywhere, st.floats(0.1, 100))
def test_a_small_circle_away_from_the_poles_needs_few_cells(here: tuple[float, float], radius_km: float) -> None:
    assume(abs(here[0]) < 60)
    cells = [cell for part in cells_around(*here, radius_km) for cell in part]
    side = radius_km * 2 / 110 * 2.1 * CELLS_PER_DEGREE + 3
    assert len(cells) == len(set(cells)) <= side * side


@pytest.mark.parametrize(
    ("here", "radius_km", "goes_round"),
    [((89.0, 10.0), 50.0, False), ((89.0, 10.0), 200.0, True), ((-90.0, 0.0), 1.0, True), ((0.0, 0.0), 9_000.0, False)],
)
def test_only_a_circle_that_holds_a_pole_goes_all_the_way_round(
    here: tuple[float, float], radius_km: float, *, goes_round: bool
) -> None:
    cells = [cell for part in cells_around(*here, radius_km) for cell in part]
    assert (max(Counter(cell // 1440 for cell in cells).values()) == 1440) is goes_round


def test_the_180th_meridian_is_in_the_same_cell_from_both_sides() -> None:
    assert cell_of(10, 180) == cell_of(10, -180)
    assert cell_of(90, 0) // 1440 == 719


@given(anywhere, anywhere)
def test_exact_distances_are_those_of_the_ellipsoid(here: tuple[float, float], there: tuple[float, float]) -> None:
    assert distances(here, there).exactly_km(0) == geodesic(here, there).km


@pytest.mark.parametrize(("known", "found"), [(0, 1), (1, 0)])
def test_two_memes_at_one_place_are_as_far_away(known: int, found: int) -> None:
    both = distances((51.5, -0.12), (43.25, 76.95), (43.25, 76.95))
    assert both.exactly_km(known) == both.exactly_km(found) == geodesic((51.5, -0.12), (43.25, 76.95)).km


@given(anywhere, st.lists(anywhere | st.just((None, None)), max_size=30), st.floats(0.1, 30_000))
def test_the_places_around_a_position_hold_every_meme_within_the_radius_once(
    here: tuple[float, float], places: list[tuple[float | None, float | None]], radius_km: float
) -> None:
    index = index_of(meme(number, text="x", lat=lat, lon=lon) for number, (lat, lon) in enumerate(places))
    found = Distances(index, *here)
    around = [index.place_docs[place] for part in found.places_around(radius_km) for place in part]
    assert len(set(around)) == len(around)
    assert set(around) >= {doc for doc in range(len(places)) if found.within(doc, radius_km)}
    assert all(places[doc] != (None, None) for doc in around)


@pytest.mark.parametrize("radius_km", [20_100.0, 1e9])
def test_everything_on_earth_is_within_half_its_girth(radius_km: float) -> None:
    places = [(-90.0, 0.0), (90.0, 10.0), (0.0, 180.0), (0.0, -180.0), (45.0, 5.0), (None, None)]
    found = distances((51.5, -0.12), *places)
    assert sum(map(len, found.places_around(radius_km))) == 5


def test_no_places_are_around_where_nothing_is() -> None:
    assert distances((51.5, -0.12), (-33.9, 151.2)).places_around(1000.0) == []
    assert distances((51.5, -0.12)).places_around(1000.0) == []


def test_a_meme_without_a_place_is_at_no_distance_within_no_radius_and_in_the_last_bucket() -> None:
    found = distances((0, 0), (None, None))
    assert (found.roughly_km(0), found.exactly_km(0)) == (None, None)
    assert not found.within(0, 20_100)
    assert found.bucket(0) == 5


def test_0_0_is_a_place() -> None:
    found = distances((0, 0), (0, 0))
    assert (found.roughly_km(0), found.exactly_km(0), found.bucket(0)) == (0, 0, 0)
    assert found.within(0, 0.001)


@given(anywhere, anywhere, st.one_of(st.sampled_from((1e-3, 25.0, 500.0, 20_100.0)), st.floats(0.1, 20_100)))
def test_within_a_radius_is_decided_by_the_ellipsoid(
    here: tuple[float, float], there: tuple[float, float], radius_km: float
) -> None:
    assert distances(here, there).within(0, radius_km) == (geodesic(here, there).km <= radius_km)


@given(anywhere, anywhere, st.floats(0.985, 1.015))
def test_near_the_border_too(here: tuple[float, float], there: tuple[float, float], share: float) -> None:
    exact = geodesic(here, there).km
    assume(exact > 0.001)
    assert distances(here, there).within(0, exact * share) == (exact <= exact * share)


def test_the_border_is_within() -> None:
    here, there = (45.2, 70.225), (43.25, 76.95)
    assert distances(here, there).within(0, geodesic(here, there).km)


@pytest.mark.parametrize(
    ("degrees", "bucket"), [(0.2, 0), (0.25, 1), (0.8, 1), (1, 2), (4, 2), (5, 3), (17, 3), (19, 4)]
)
def test_buckets_end_at_25_100_500_and_2000_km(degrees: float, bucket: int) -> None:
    assert distances((0, 0), (0, degrees)).bucket(0) == bucket


def test_a_place_off_the_earth_can_only_come_from_damage() -> None:
    with pytest.raises(IndexDamagedError, match="has a meme at 91, 0"):
        distances((0, 0), (91.0, 0.0)).exactly_km(0)
