import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.shuffle import shuffled

SEEDS = st.integers(0, 2**64 - 1)


@given(count=st.integers(0, 300), seed=SEEDS)
def test_every_number_comes_exactly_once(count: int, seed: int) -> None:
    assert sorted(shuffled(count, seed, place) for place in range(count)) == list(range(count))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 4095, 4096, 4097, 5000])
def test_around_powers_of_two_every_number_comes_exactly_once(count: int) -> None:
    for seed in (0, 2**64 - 1):
        assert sorted(shuffled(count, seed, place) for place in range(count)) == list(range(count))


@given(seed=SEEDS)
def test_the_same_seed_gives_the_same_order(seed: int) -> None:
    assert [shuffled(50, seed, place) for place in range(50)] == [shuffled(50, seed, place) for place in range(50)]


def test_other_seeds_give_other_orders() -> None:
    orders = {tuple(shuffled(20, seed, place) for place in range(20)) for seed in range(50)}
    assert len(orders) == 50


def test_every_number_may_come_first() -> None:
    assert {shuffled(10, seed, 0) for seed in range(300)} == set(range(10))


def test_of_ten_million_a_place_is_found_at_once_anywhere_among_them() -> None:
    found = {shuffled(10_000_000, 1, place) for place in range(1000)}
    assert len(found) == 1000
    assert min(found) < 100_000
    assert 9_900_000 < max(found) < 10_000_000
