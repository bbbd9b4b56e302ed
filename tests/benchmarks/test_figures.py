import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import mean, percentile, quality_of


def test_recall_counts_what_is_found_and_mrr_how_far_up() -> None:
    quality = quality_of([1, 2, None, 4])

    assert quality.queries == 4
    assert quality.recall == 0.75
    assert quality.mrr == (1 + 1 / 2 + 0 + 1 / 4) / 4


def test_the_standard_error_of_recall_is_that_of_a_share() -> None:
    quality = quality_of([1] * 30 + [None] * 70)
    assert quality.recall_error == pytest.approx(math.sqrt(0.3 * 0.7 / 100))


def test_results_that_are_all_alike_have_no_error() -> None:
    quality = quality_of([2, 2, 2])
    assert (quality.mrr, quality.mrr_error, quality.recall_error) == (0.5, 0, 0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sampled_from([0.5, 0.9, 0.99, 1]))
def test_a_percentile_is_the_least_value_that_covers_its_share(values: list[float], share: float) -> None:
    found = percentile(values, share)

    assert found in values
    assert mean([float(value <= found) for value in values]) >= share
    assert mean([float(value < found) for value in values]) < share
