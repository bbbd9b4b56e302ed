import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.accounts.checks import MAX_ENDPOINT_LENGTH
from maas_cli.accounts.leases.journal_format import (
    CELL,
    CELLS_WORD,
    MOST_CELLS_OF_A_TALLY,
    JournalError,
    Recorded,
    decode,
    encode_header,
    encode_lease,
    encode_name,
    encode_tally,
)
from maas_cli.accounts.leases.protocol import Slot

MEMES = Slot("/api/memes", 1)


def journal(*records: bytes, spare: int = 2) -> bytearray:
    """Put records into a journal as its writer would."""
    content = bytearray(encode_header(7) + b"".join(records))
    struct.pack_into("=Q", content, CELLS_WORD * 8, len(content) // CELL)
    return content + bytearray(spare * CELL)


def one_lease() -> bytearray:
    return journal(encode_lease(10, 1000), encode_name("/api/memes"), encode_tally(MEMES, 1, 2, 41))


def test_a_journal_says_what_each_lease_charged() -> None:
    content = decode(memoryview(one_lease()))

    assert (content.incarnation, content.torn) == (7, "")
    assert content.leases == {10: Recorded(10, 1000, {MEMES: 41})}


def test_a_journal_without_leases_is_whole() -> None:
    assert decode(memoryview(journal())).leases == {}


def test_of_two_leases_of_a_user_the_one_born_later_counts() -> None:
    content = decode(memoryview(journal(encode_lease(10, 2000), encode_lease(10, 1000), encode_lease(20, 5))))

    assert {uid: lease.born for uid, lease in content.leases.items()} == {10: 2000, 20: 5}


@given(
    endpoint=st.text(min_size=1, max_size=MAX_ENDPOINT_LENGTH).filter(lambda text: text.isprintable()),
    cost=st.integers(1, 2**63 - 1),
    calls=st.integers(0, 2**63 - 1),
)
def test_any_endpoint_cost_and_count_is_read_as_it_was_written(endpoint: str, cost: int, calls: int) -> None:
    slot = Slot(endpoint, cost)
    name = encode_name(endpoint)
    assert 1 + len(name) // CELL <= MOST_CELLS_OF_A_TALLY
    content = journal(encode_lease(10, 1), name, encode_tally(slot, 1, 2, calls))

    assert decode(memoryview(content)).leases[10].calls == {slot: calls}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is not a journal of maas"),
        (b"maas", "it is not a journal of maas"),
        (b"x" * 200, "it is not a journal of maas"),
        (encode_header(7)[:40], "it is not a journal of maas"),
        (encode_header(7)[:8] + b"\x09" + encode_header(7)[9:], "it is of version 9; this maas reads version 1"),
        (encode_header(7)[:20] + b"\x09" + encode_header(7)[21:], "its header is garbled"),
    ],
)
def test_what_is_no_journal_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(JournalError, match=message):
        decode(memoryview(content))


@pytest.mark.parametrize("at", [CELL + 8, CELL + 12, CELL + 16, CELL + 63])
def test_a_garbled_record_is_told_with_what_stands_before_it(at: int) -> None:
    content = journal(encode_lease(10, 1000)) + bytearray(0)
    content[at] ^= 0xFF

    assert decode(memoryview(content)).torn == "its cell 1 is garbled"


def test_what_stands_before_a_garbled_record_is_read() -> None:
    content = one_lease()
    content[2 * CELL + 17] ^= 0xFF
    found = decode(memoryview(content))

    assert (found.torn, found.leases) == ("its cell 2 is garbled", {10: Recorded(10, 1000)})


@pytest.mark.parametrize(
    "records", [(encode_tally(MEMES, 1, 1, 5),), (encode_lease(1, 1), encode_tally(MEMES, 1, 9, 5))]
)
def test_a_tally_of_no_lease_or_name_is_garbled(records: tuple[bytes, ...]) -> None:
    assert decode(memoryview(journal(*records))).torn == f"its cell {len(records)} is garbled"


def test_a_journal_cut_short_is_told() -> None:
    content = decode(memoryview(one_lease()[: 3 * CELL]))

    assert (content.torn, content.leases) == ("it ends before its cell 3", {10: Recorded(10, 1000)})
    assert decode(memoryview(one_lease()[: 3 * CELL + 5])).torn == "it ends before its cell 3"


def test_a_name_that_reaches_beyond_the_last_cell_is_garbled() -> None:
    content = journal(encode_name("/" * 200))
    struct.pack_into("=Q", content, CELLS_WORD * 8, 3)

    assert decode(memoryview(content)).torn == "its cell 1 is garbled"


@given(data=st.data())
def test_whatever_a_power_cut_leaves_behind_is_read_or_refused_and_never_misread(data: st.DataObject) -> None:
    content = one_lease()
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    counter_bytes = range(3 * CELL, 3 * CELL + 8)
    try:
        found = decode(memoryview(content))
    except JournalError:
        return
    if not found.torn and at not in counter_bytes:
        assert found.leases in ({}, {10: Recorded(10, 1000)}, {10: Recorded(10, 1000, {MEMES: 41})})
