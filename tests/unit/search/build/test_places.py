from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.places import place_sections
from maas_cli.search.format import NOTHING
from maas_cli.search.geo import cell_of
from tests.unit.search.build.contents import numbers_of

Position = tuple[float, float]
latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, -0.0, 0.0, 0.25, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, -0.0, 0.0, 0.25, 180.0])
positions = st.lists(st.none() | st.tuples(latitudes, longitudes), max_size=10)


def sections_of(places: list[Position | None]) -> dict[str, list[float]]:
    columns = np.array([place or (np.nan, np.nan) for place in places], np.float64).reshape(-1, 2)
    return {name: numbers_of(content) for name, content in place_sections(columns[:, 0], columns[:, 1]).items()}


@given(positions)
def test_memes_with_a_place_are_numbered_by_cell_and_position(places: list[Position | None]) -> None:
    sections = sections_of(places)
    placed = sorted((cell_of(*place), *place, doc) for doc, place in enumerate(places) if place)
    assert sections["place_docs"] == [doc for *_, doc in placed]
    assert sections["latitudes"] == [lat for _, lat, *_ in placed]
    assert sections["longitudes"] == [lon for *_, lon, _ in placed]
    numbers = {doc: number for number, (*_, doc) in enumerate(placed)}
    assert sections["doc_places"] == [numbers.get(doc, NOTHING) for doc in range(len(places))]
    ranges = zip(sections["cells"], pairwise(sections["cell_offsets"]), strict=True)
    assert [cell for cell, (first, end) in ranges for _ in range(int(end - first))] == [cell for cell, *_ in placed]


@pytest.mark.parametrize("lon", [180.0, -180.0])
def test_the_antimeridian_is_one_column(lon: float) -> None:
    assert sections_of([(0.0, lon)])["cells"] == [cell_of(0.0, -180.0)]
