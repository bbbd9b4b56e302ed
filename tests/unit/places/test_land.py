from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import StorageError
from maas_cli.places import land
from maas_cli.places.land import COLUMNS, ROWS, decode_land, encode_land, land_rows


@given(st.sets(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1)), max_size=40))
def test_every_square_comes_back_where_it_was(squares: set[tuple[int, int]]) -> None:
    content = encode_land([[(row, column) in squares for column in range(COLUMNS)] for row in range(ROWS)])
    rows = decode_land(content)
    assert {(row, column) for row in range(ROWS) for column in range(COLUMNS) if rows[row][column]} == squares


def test_the_highest_bit_is_the_farthest_west() -> None:
    assert list(decode_land(b"\x82" + bytes(8099))[0][:8]) == [1, 0, 0, 0, 0, 0, 1, 0]


@pytest.mark.parametrize("content", [b"", bytes(8099), bytes(8101)])
def test_a_file_of_another_size_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        decode_land(content)


@pytest.mark.parametrize("content", [None, b"land"])
def test_a_missing_or_damaged_file_is_said(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "land.bin").write_bytes(content)
    monkeypatch.setattr(land, "land_mask", lambda: tmp_path / "land.bin")
    with pytest.raises(StorageError, match=r"cannot read .*land\.bin"):
        land_rows.__wrapped__()  # without what is kept for the whole process
