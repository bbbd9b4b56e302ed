from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.render.breaking import Piece, joined, pieces
from maas_cli.render.fitting import Block, Extent, Room, fit

ROOM = Room(width=300, height=110, largest=50, smallest=10, breaking=14)


def measure(text: str) -> Extent:
    """Half an em a character; q and the like reach down."""
    return Extent(0.5 * len(text), 0.7, 0.2 if "q" in text else 0.0)


def best_size(text: str, room: Room) -> float:
    """Try every way to divide the text into lines."""
    return max((size_of(lines, text, room) for lines in all_divisions(pieces(text))), default=room.largest)


def all_divisions(whole: list[Piece]) -> Iterator[list[str]]:
    for count in range(len(whole)):
        for ends in combinations(range(1, len(whole)), count):
            cuts = [0, *ends, len(whole)]
            yield [joined(whole[start:end]) for start, end in pairwise(cuts)]


def size_of(lines: list[str], text: str, room: Room) -> float:
    height = Block(tuple(lines), 1, 0.7, measure(text).below).height
    return min(room.largest, room.height / height, *(room.width / measure(line).width for line in lines))


WORDS = st.lists(st.text(st.sampled_from("abcq終-"), min_size=1, max_size=9), max_size=8)


@given(WORDS.map(" ".join).filter(lambda text: len(pieces(text)) <= 10))
def test_letters_are_as_large_as_any_division_into_lines_allows(text: str) -> None:
    best = best_size(text, ROOM)
    block = fit(text, measure, ROOM)
    assert block.size == pytest.approx(best, rel=0.003)
    assert "".join(block.lines).replace(" ", "") == text.replace(" ", "")


@settings(deadline=None)
@given(st.text(st.sampled_from("aq 終「」-—?"), max_size=900))
def test_whatever_is_written_fits_its_room(text: str) -> None:
    block = fit(" ".join(text.split()), measure, ROOM)
    assert ROOM.smallest <= block.size <= ROOM.largest
    assert all(measure(line).width * block.size <= ROOM.width * 1.001 for line in block.lines)
    assert block.height * block.size <= ROOM.height * 1.001


def test_nothing_is_no_line() -> None:
    assert fit("", measure, ROOM).lines == ()
    assert fit("", measure, ROOM).height == 0


def test_a_short_text_is_one_line_of_the_largest_letters() -> None:
    block = fit("why not", measure, ROOM)
    assert (block.lines, block.size) == (("why not",), ROOM.largest)


def test_lines_are_even() -> None:
    assert fit("aaaa bbbb cccc dd", measure, ROOM).lines == ("aaaa bbbb", "cccc dd")


def test_a_word_too_long_for_a_line_is_broken_and_a_long_one_made_smaller() -> None:
    assert len(fit("a" * 40, measure, ROOM).lines) == 1
    broken = fit("a" * 50, measure, ROOM)
    assert len(broken.lines) > 1
    assert "".join(broken.lines) == "a" * 50


def test_what_does_not_fit_at_the_smallest_size_ends_in_an_ellipsis() -> None:
    block = fit("many words " * 200, measure, ROOM)
    assert block.size == ROOM.smallest
    assert block.lines[-1].endswith("…")
    assert "many words many".startswith(block.lines[0][:15])
    assert not any("…" in line for line in block.lines[:-1])


def test_what_is_hardly_drawn_has_a_size_too() -> None:
    assert fit("\u200d", lambda _: Extent(0, 0, 0), ROOM).size == ROOM.largest
