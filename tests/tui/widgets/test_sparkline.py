import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.tui.widgets.sparkline import RateLine, rate_levels, rate_line, rate_words
from tests.tui.widgets.shown import shown, texts

RATES = st.lists(st.floats(0, 10_000), max_size=130)
HEIGHTS = st.integers(1, 6)


@given(RATES, st.integers(0, 100), HEIGHTS)
def test_the_newest_seconds_are_shown_a_greater_rate_never_lower(rates: list[float], width: int, height: int) -> None:
    levels = rate_levels(rates, width, height)
    shown_rates = rates[len(rates) - len(levels) :]
    assert len(levels) == min(width, len(rates))
    assert all(1 <= level <= 8 * height for level in levels)
    assert sorted(levels) == [level for _, level in sorted(zip(shown_rates, levels, strict=True))]
    assert all((level == 1) == (rate == 0) for rate, level in zip(shown_rates, levels, strict=True))


@given(RATES.filter(lambda rates: max(rates, default=0) >= 1), HEIGHTS)
def test_the_scale_goes_from_zero_to_the_greatest(rates: list[float], height: int) -> None:
    assert max(rate_levels(rates, len(rates), height)) == 8 * height
    assert rate_levels([5.0] * 9, 9, height) == [8 * height] * 9


def test_less_than_a_call_a_second_is_no_rush() -> None:
    assert rate_levels([0.0, 0.25], 2, 2) == [1, 5]


@given(st.lists(st.integers(1, 24), max_size=20))
def test_the_lines_of_the_chart_stand_on_each_other(levels: list[int]) -> None:
    lines = [rate_line(levels, line) for line in range(3)]
    heights = [sum(" ▁▂▃▄▅▆▇█".index(line[column]) for line in lines) for column in range(len(levels))]
    assert heights == levels


@pytest.mark.parametrize(
    ("rates", "width", "words"),
    [
        ([0.0, 12.0, 3.5], 30, "3.5 calls/s · peak 12"),
        ([0.0, 12.0, 3.5], 12, "3.5 calls/s"),
        ([0.0, 12.0, 3.5], 5, "3.5/s"),
        ([0.0, 12.0, 3.5], 4, ""),
        ([99.0, *[0.0] * 40], 30, "0 calls/s · peak 0"),
        ([1234.6], 30, "1,235 calls/s · peak 1,235"),
        ([], 30, "0 calls/s · peak 0"),
    ],
)
def test_the_newest_and_the_greatest_rate_are_said_as_far_as_there_is_room(
    rates: list[float], width: int, words: str
) -> None:
    assert rate_words(rates, width) == words


def test_the_newest_rate_is_at_the_right_edge() -> None:
    lines = texts(shown(RateLine, lambda line: setattr(line, "rates", (8.0, 0.0, 4.0)), (20, 2)))
    assert lines == [" " * 17 + "█ ▁", " " * 17 + "█▁█"]


def test_from_three_lines_on_the_first_one_is_words() -> None:
    lines = texts(shown(RateLine, lambda line: setattr(line, "rates", (8.0, 0.0)), (20, 3)))
    assert lines == ["0 calls/s · peak 8".ljust(20), " " * 18 + "█ ", " " * 18 + "█▁"]
    assert texts(shown(RateLine, lambda _: None, (20, 3))) == ["0 calls/s · peak 0".ljust(20), " " * 20, " " * 20]


def test_more_seconds_than_columns_lose_the_oldest() -> None:
    assert texts(shown(RateLine, lambda line: setattr(line, "rates", (9.0, 0.0, 1.0)), (2, 1))) == ["▁█"]


def test_without_colours_every_part_has_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shown(RateLine, lambda line: setattr(line, "rates", (8.0, 0.0)), (20, 3))
    assert all(segment.style is not None for line in lines for segment in line)
