"""Bars and sparklines."""

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.charts import bar, sparkline

AMOUNTS = st.integers(0, 10**12)


def test_a_bar_counts_in_eighths() -> None:
    assert [bar(value, 8, 1) for value in range(9)] == ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    assert bar(3, 4, 10) == "███████▌"


@given(AMOUNTS, AMOUNTS, st.integers(1, 60))
def test_a_bar_fits_and_shows_anything_above_nothing(value: int, most: int, width: int) -> None:
    drawn = bar(value, most, width)
    assert len(drawn) <= width
    assert bool(drawn) is (value > 0 and most > 0)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_greater_value_never_has_a_shorter_bar(first: int, second: int, most: int) -> None:
    low, high = sorted((first, second))
    drawn_low, drawn_high = bar(low, most, 30), bar(high, most, 30)
    assert (len(drawn_low), drawn_low[-1:] == "█") <= (len(drawn_high), True)


def test_a_sparkline_has_a_character_a_value() -> None:
    assert sparkline([0, 1, 4, 8]) == " ▂▅█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "  "


@given(st.lists(AMOUNTS, max_size=40))
def test_the_greatest_value_reaches_the_top(values: list[int]) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    assert ("█" in line) is any(values)
