"""What it changes to know where the caller is and which languages he reads."""

from collections.abc import Iterator

import pytest
from geopy.distance import geodesic

from maas_cli.models.meme import Meme
from maas_cli.models.search import SortOrder
from tests.factories import meme, memes_of
from tests.unit.search.asked import find, hits_of
from tests.unit.search.backends import WAYS, searching
from tests.unit.search.reference import km


def cats_at(*places: tuple[float, float] | None) -> list[Meme]:
    """Return memes that match alike, numbered from 1, at some places; None is no place."""
    return [
        meme(number, text=f"cat {letter}", lat=place and place[0], lon=place and place[1])
        for number, (letter, place) in enumerate(zip("abcdefghi", places, strict=False), start=1)
    ]


@pytest.fixture(autouse=True, params=WAYS)
def _every_way_of_searching(request: pytest.FixtureRequest) -> Iterator[None]:
    with searching(WAYS[request.param]):
        yield


def test_how_near_decides_only_between_equals() -> None:
    memes = [
        meme(1, text="cat one", lat=0.0, lon=90.0),
        meme(2, text="cat two", lat=0.0, lon=0.1),
        meme(3, text="cat cat", lat=0.0, lon=90.0),
    ]
    assert find(memes, "cat", lat=0.0, lon=0.0) == [3, 2, 1]


def test_equals_come_by_steps_of_25_100_500_and_2000_km_and_memes_without_a_place_last() -> None:
    km_of_a_degree = km((0.0, 0.0), (0.0, 1.0))
    kilometres = (2100, 1900, 510, 490, 110, 90, 26, 24)
    memes = cats_at(None, *((0.0, far / km_of_a_degree) for far in kilometres))
    assert find(memes, "cat", lat=0.0, lon=0.0) == [9, 7, 8, 5, 6, 3, 4, 2, 1]


def test_within_a_step_the_earlier_meme_comes_first_however_near() -> None:
    assert find(cats_at((0.0, 0.2), (0.0, 0.01)), "cat", lat=0.0, lon=0.0) == [1, 2]


def test_languages_the_caller_reads_win_ties_and_unknown_ones_come_before_others() -> None:
    memes = [meme(number, text=f"cat {number}", lang=lang) for number, lang in enumerate(("de", "", "ru", "en"), 1)]
    assert find(memes, "cat", languages=("ru", "en")) == [3, 4, 2, 1]
    assert find(memes, "cat", languages=("fr",)) == [2, 1, 3, 4]
    assert find([*memes, meme(9, text="cat cat")], "cat", languages=("ru",))[0] == 9


def test_how_near_comes_before_the_language() -> None:
    memes = [meme(1, text="cat a", lang="ru", lat=0.0, lon=9.0), meme(2, text="cat b", lang="en", lat=0.0, lon=0.0)]
    assert find(memes, "cat", lat=0.0, lon=0.0, languages=("ru",)) == [2, 1]


def test_nearest_first_looks_across_the_antimeridian_and_puts_unplaced_memes_last() -> None:
    memes = cats_at(None, (0.0, 170.0), (0.0, -179.5), (0.0, 0.0))
    assert find(memes, "cat", lat=0.0, lon=179.5, sort=SortOrder.DISTANCE) == [3, 2, 4, 1]


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_at_a_pole_the_longitude_does_not_matter(pole: float) -> None:
    side = pole / 90
    memes = cats_at((side * 89.0, 0.0), (side * 89.5, 180.0), (side * 89.9, -90.0), (0.0, 0.0), (pole, 33.0))
    assert find(memes, "cat", lat=pole, lon=77.0, sort=SortOrder.DISTANCE) == [5, 3, 2, 1, 4]
    assert sorted(find(memes, "cat", lat=pole, lon=77.0, radius_km=60.0)) == [2, 3, 5]


def test_where_the_meridian_meets_the_equator_is_a_place() -> None:
    memes = cats_at((0.0, 0.0), None)
    assert find(memes, "cat", lat=0.0, lon=0.0, radius_km=1.0) == [1]
    assert [hit.distance_km for hit in hits_of(memes, "cat", lat=0.0, lon=0.0)] == [0.0, None]


def test_nearest_first_goes_by_the_ellipsoid_where_the_sphere_would_mistake_the_order() -> None:
    memes = cats_at((0.0, 9.95), (10.0, 0.0))
    assert find(memes, "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_nearest_first_tells_places_apart_that_differ_by_a_metre() -> None:
    memes = cats_at(*((0.0, 50.0 + metres * 0.00001) for metres in (5, 2, 4, 1, 3)))
    assert find(memes, "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [4, 2, 5, 3, 1]


def test_nearest_first_is_right_at_the_other_end_of_the_world_too() -> None:
    places = [(0.3, 179.7), (0.0, -179.9), (0.5, 179.4), (-0.1, 179.2), (0.0, 178.0)]
    nearest = sorted(range(5), key=lambda number: float(geodesic((0.0, 0.0), places[number]).km))
    found = find(cats_at(*places), "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE)
    assert found == [number + 1 for number in nearest]


def test_nearest_first_puts_memes_with_more_words_first_however_far() -> None:
    memes = [meme(1, text="cat", lat=0.0, lon=0.0), meme(2, text="cat dog", lat=0.0, lon=90.0)]
    assert find(memes, "cat dog", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_at_one_place_the_meme_with_more_words_comes_first_even_with_typos() -> None:
    memes = [meme(1, text="cat owl", lat=0.0, lon=1.0), meme(2, text="parots cat owl", lat=0.0, lon=1.0)]
    assert find(memes, "parrots cat owl fox", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_at_one_place_the_more_relevant_meme_comes_first() -> None:
    memes = [meme(1, text="cat and dog", lat=0.0, lon=1.0), meme(2, text="cat cat", lat=0.0, lon=1.0)]
    assert find(memes, "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_nearest_first_needs_no_words() -> None:
    memes = [meme(1, "Owl", "a"), meme(2, "Owl", "b", lat=0.0, lon=9.0), meme(3, "Owl", "c", lat=0.0, lon=3.0)]
    assert find(memes, "template:owl", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [3, 2, 1]


def test_the_distance_shown_is_the_geodesic_one() -> None:
    memes = cats_at((45.2, 70.225))
    assert hits_of(memes, "cat", lat=43.25, lon=76.95)[0].distance_km == km((43.25, 76.95), (45.2, 70.225))
    assert hits_of(memes, "cat")[0].distance_km is None


def test_a_radius_keeps_what_lies_within_it_and_nothing_without_a_place() -> None:
    assert find(cats_at(None, (0.0, 0.0), (1.0, 0.0)), "cat", lat=0.0, lon=0.0, radius_km=50.0) == [2]


@pytest.mark.parametrize("shift_km", [-0.0001, 0.0, 0.0001])
def test_the_border_of_a_radius_is_drawn_by_the_ellipsoid_and_belongs_to_it(shift_km: float) -> None:
    radius = km((43.25, 76.95), (45.2, 70.225)) + shift_km
    assert find(cats_at((45.2, 70.225)), "cat", lat=43.25, lon=76.95, radius_km=radius) == [1] * (shift_km >= 0)


def test_a_radius_reaches_across_the_antimeridian() -> None:
    memes = cats_at((0.0, -179.9), (0.0, 180.0), (0.0, -180.0), (0.0, 179.0))
    assert find(memes, "cat", lat=0.0, lon=179.9, radius_km=30.0) == [1, 2, 3]


def test_without_a_radius_no_meme_is_dropped_for_having_no_place() -> None:
    memes = [*memes_of("cat", "cat x"), meme(3, text="cat y", lat=0.0, lon=0.0)]
    for sort in SortOrder:
        assert len(find(memes, "cat", lat=0.0, lon=0.0, sort=sort)) == 3
