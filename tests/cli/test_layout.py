"""Widths, wrapping and styles."""

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.layout import BOLD, marked, styled, unstyled, width, wrapped

HARMLESS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [width(text) for text in ("cat", "猫", "e\u0301", "🙂", "")] == [3, 2, 1, 2, 0]


@given(HARMLESS, st.integers(2, 30))
def test_every_line_fits_and_only_blanks_are_dropped(text: str, columns: int) -> None:
    lines = [text[start:end] for start, end in wrapped(text, columns)]
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1), st.integers(8, 30))
def test_words_that_fit_are_never_broken(words: list[str], columns: int) -> None:
    text = " ".join(words)
    assert [word for start, end in wrapped(text, columns) for word in text[start:end].split()] == words


def test_an_empty_text_is_one_empty_line() -> None:
    assert list(wrapped("", 10)) == [(0, 0)]


@given(HARMLESS, HARMLESS)
def test_styles_can_be_taken_off_again(first: str, second: str) -> None:
    assert unstyled(f"{styled(first, BOLD)}{second}") == first + second


def test_spans_are_marked() -> None:
    assert marked("a cat sat", ((2, 5), (6, 9))) == "a \x1b[1;33mcat\x1b[0m \x1b[1;33msat\x1b[0m"
    assert marked("plain", ()) == "plain"
