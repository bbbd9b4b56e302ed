import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.ids import id_sections
from tests.unit.search.build.contents import numbers_of

LARGEST_ID = 2**63 - 1


def order_of(ids: list[int]) -> list[int]:
    sections = id_sections(np.array(ids, np.int64))
    assert list(sections) == ["id_docs"]
    return numbers_of(sections["id_docs"])


@given(st.lists(st.integers(0, 9) | st.integers(0, LARGEST_ID), unique=True, max_size=12))
def test_memes_are_in_the_order_of_their_ids_or_none_is_kept_where_they_are_in_it_already(ids: list[int]) -> None:
    expected = sorted(range(len(ids)), key=ids.__getitem__)
    assert order_of(ids) == ([] if ids == sorted(ids) else expected)


@pytest.mark.parametrize("ids", [[], [7], [0, 1, LARGEST_ID]])
def test_a_catalogue_in_the_order_of_its_ids_takes_no_room_for_it(ids: list[int]) -> None:
    assert order_of(ids) == []
