"""Sparklines."""

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.charts import sparkline

AMOUNTS = st.integers(0, 10**12)


def test_a_sparkline_has_a_character_a_value() -> None:
    assert sparkline([0, 1, 4, 8]) == " ▂▅█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "  "


@given(st.lists(AMOUNTS, max_size=40))
def test_the_greatest_value_reaches_the_top(values: list[int]) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    assert ("█" in line) is any(values)
