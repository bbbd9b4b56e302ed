import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.render.reading_order import runs_leftward, stretches


def as_seen(line: str, *, is_leftward: bool) -> str:
    """Return the characters of a line from left to right."""
    return "".join(
        stretch.text if stretch.is_rightward else stretch.text[::-1]
        for stretch in stretches(line, is_leftward=is_leftward)
    )


@settings(max_examples=500)
@given(st.text(st.sampled_from("abאבجد 123٤٥,.:-%$!?\u0301"), min_size=1, max_size=16).map(str.strip), st.booleans())
def test_characters_stand_where_the_bidirectional_algorithm_puts_them(line: str, is_leftward: bool) -> None:
    expected = get_display(line, base_dir="R" if is_leftward else "L") if line else ""
    assert as_seen(line, is_leftward=is_leftward).replace("\u0301", "") == str(expected).replace("\u0301", "")


@pytest.mark.parametrize(
    ("text", "is_leftward"),
    [("", False), ("why", False), ("123", False), ("«שלום» abc", True), ("5 שלום", True), ("abc שלום", False)],
)
def test_a_text_runs_as_its_first_letter_does(text: str, is_leftward: bool) -> None:
    assert runs_leftward(text) is is_leftward


def test_a_word_in_other_letters_keeps_its_own_way() -> None:
    parts = stretches("מול WiFi 5 שלנו", is_leftward=True)
    assert [(part.text, part.is_rightward) for part in parts] == [(" שלנו", False), ("WiFi 5", True), ("מול ", False)]


def test_nothing_has_no_parts() -> None:
    assert stretches("", is_leftward=False) == []
