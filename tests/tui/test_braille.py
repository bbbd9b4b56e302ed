from hypothesis import given
from hypothesis import strategies as st

from maas_cli.tui.braille import braille_lines

NUMBERS = {(0, 0): 1, (1, 0): 2, (2, 0): 3, (0, 1): 4, (1, 1): 5, (2, 1): 6, (3, 0): 7, (3, 1): 8}
"""The numbers that braille's dots have in Unicode, by row and column."""


def dots_of(char: str) -> set[tuple[int, int]]:
    pattern = 0 if char == " " else ord(char) - 0x2800
    return {place for place, number in NUMBERS.items() if pattern >> (number - 1) & 1}


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_every_dot_stands_in_its_cell(width: int, height: int, data: st.DataObject) -> None:
    row = st.binary(min_size=2 * width, max_size=2 * width).map(lambda dots: bytes(dot & 1 for dot in dots))
    rows = data.draw(st.lists(row, min_size=4 * height, max_size=4 * height))
    lines = braille_lines(rows)
    assert [len(line) for line in lines] == [width] * height
    for y, line in enumerate(lines):
        for x, char in enumerate(line):
            assert dots_of(char) == {(down, across) for down, across in NUMBERS if rows[4 * y + down][2 * x + across]}


def test_a_cell_without_dots_is_a_blank() -> None:
    assert braille_lines([bytes(4)] * 4) == ["  "]
    assert braille_lines([b"\1\1\0\0"] * 4) == ["⣿ "]
