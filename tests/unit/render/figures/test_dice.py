import re

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.figures.dice import STRAY, Dice

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(st.text(), st.lists(st.integers(1, 100), max_size=9))
def test_the_same_name_rolls_the_same_numbers_within_their_range(name: str, counts: list[int]) -> None:
    one, two = Dice(name), Dice(name)
    rolls = [one.below(count) for count in counts]
    assert rolls == [two.below(count) for count in counts]
    assert all(0 <= roll < count for roll, count in zip(rolls, counts, strict=True))


def test_the_numbers_are_the_same_on_every_machine() -> None:
    dice = Dice("Insanity Wolf")
    assert [dice.below(1000) for _ in range(5)] == [655, 537, 826, 285, 268]


def test_all_choices_come_about_evenly() -> None:
    counts = [0] * 6
    for number in range(3000):
        counts[Dice(str(number)).pick(range(6))] += 1
    assert min(counts) > 400


@given(st.text(), COLOUR)
def test_a_varied_colour_is_a_colour_close_by(name: str, colour: str) -> None:
    varied = Dice(name).varied(colour)
    assert re.fullmatch("#[0-9a-f]{6}", varied)
    for i in (1, 3, 5):
        assert abs(int(varied[i : i + 2], 16) - int(colour[i : i + 2], 16)) <= STRAY


def test_half_a_surrogate_pair_is_as_good_as_any_name() -> None:
    assert Dice("\ud800").below(10) in range(10)
