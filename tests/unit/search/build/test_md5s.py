import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.md5s import md5_bytes


@given(st.lists(st.binary(min_size=16, max_size=16), max_size=5))
def test_an_md5_comes_back_as_its_bytes(digests: list[bytes]) -> None:
    rows, is_md5 = md5_bytes([digest.hex() for digest in digests])
    assert [row.tobytes() for row in rows] == digests
    assert is_md5.all()


@pytest.mark.parametrize("other", ["", "ab", "g" * 32, "A" * 32, "0" * 31, "0" * 33, "٠" * 32, "\ud800" * 32, "-" * 32])
def test_what_is_no_md5_is_told_and_leaves_its_row_empty(other: str) -> None:
    rows, is_md5 = md5_bytes(["f" * 32, other, "0123456789abcdef" * 2])
    assert is_md5.tolist() == [True, False, True]
    assert rows[1].tobytes() == bytes(16)
    assert rows[2].tobytes() == bytes.fromhex("0123456789abcdef" * 2)
