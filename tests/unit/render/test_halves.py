import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.halves import caption_halves
from tests.factories import meme


def halves_of(text: str) -> tuple[str, str]:
    return caption_halves(meme(text=text))


def test_halves_that_the_source_tells_apart_stay() -> None:
    assert caption_halves(meme(text="a b", upper="a", lower="b")) == ("a", "b")
    assert caption_halves(meme(text="a", upper=" a  c\n")) == ("a c", "")
    assert caption_halves(meme(text="b", lower="b")) == ("", "b")


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("", ("", "")),
        ("why not both?", ("", "why not both?")),
        ("I asked for a raise. They raised an eyebrow", ("I asked for a raise.", "They raised an eyebrow")),
        ("no, one does not simply, without tea, begin", ("no, one does not simply,", "without tea, begin")),
        ("yes, but only if somebody else does all of it", ("yes, but only if somebody", "else does all of it")),
        ("all your base are belong to them - or so one says", ("all your base are belong to them -", "or so one says")),
        ("first line\nsecond", ("first line", "second")),
        (
            "終電に飛び乗って、ひと安心目が覚めたら高尾の山が出迎え",
            ("終電に飛び乗って、", "ひと安心目が覚めたら高尾の山が出迎え"),
        ),
        ("a" * 50, ("", "a" * 50)),
    ],
)
def test_a_caption_in_one_piece_is_divided_where_it_pauses_near_its_middle(text: str, halves: tuple[str, str]) -> None:
    assert halves_of(text) == halves


@given(st.text())
def test_nothing_of_a_caption_is_lost_but_controls_and_blanks(text: str) -> None:
    upper, lower = halves_of("".join(char for char in text if char.isprintable()).encode("utf-8", "ignore").decode())
    assert upper == " ".join(upper.split())
    assert lower == " ".join(lower.split())


def test_controls_and_half_characters_are_left_out() -> None:
    assert halves_of("a\0\x1b[31m\ud800b") == ("", "a[31mb")


def test_captions_without_end_are_looked_at_as_far_as_they_can_be_read() -> None:
    upper, lower = halves_of("word " * 100_000)
    assert 1000 < len(upper) <= 1200
    assert 1000 < len(lower) <= 1200
