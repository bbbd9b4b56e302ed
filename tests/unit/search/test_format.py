import re
import struct
from io import BytesIO

import numpy as np
import pytest

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search import format as index_format
from maas_cli.search.format import MAGIC, SECTION_TYPES, VERSION, WIDER_TYPES, read_section_table, write_index
from tests.factories import FINGERPRINT, INDEX_PATH

CONTENTS: dict[str, index_format.SectionContent] = {
    name: np.array([1, 2, 3]) if name in WIDER_TYPES else name.encode() * 8 for name in SECTION_TYPES
}
AS_BYTES = {
    name: content if isinstance(content, bytes) else np.array([1, 2, 3], SECTION_TYPES[name]).tobytes()
    for name, content in CONTENTS.items()
}
TABLE_END = 48 + 40 * len(SECTION_TYPES)


def written(**others: index_format.SectionContent) -> bytes:
    file = BytesIO()
    write_index(file, FINGERPRINT, CONTENTS | others)
    return file.getvalue()


def read(content: bytes, fingerprint: bytes = FINGERPRINT) -> dict[str, index_format.Section]:
    return read_section_table(memoryview(content), INDEX_PATH, fingerprint)


def test_every_section_is_read_where_it_was_written() -> None:
    content = written()
    table = read(content)
    assert {name: content[s.offset : s.offset + s.length] for name, s in table.items()} == AS_BYTES
    assert {name: s.type_code for name, s in table.items()} == SECTION_TYPES


def test_sections_lie_next_to_each_other_at_multiples_of_eight_bytes() -> None:
    content = written()
    sections = list(read(content).values())
    assert [section.offset for section in sections] == [TABLE_END, *(section.padded_end for section in sections[:-1])]
    assert all(section.offset % 8 == 0 for section in sections)
    assert sections[-1].padded_end == len(content)


def test_empty_sections_can_be_written() -> None:
    empty = dict.fromkeys(WIDER_TYPES, np.empty(0, np.int64))
    content = written(**dict.fromkeys(SECTION_TYPES, b"") | empty)
    assert {section.length for section in read(content).values()} == {0}


def test_a_section_may_be_written_in_parts() -> None:
    whole, parts = (
        written(records=b"abcd", doc_langs=np.array([1, 2, 3])),
        written(records=[b"ab", b"", b"cd"], doc_langs=[np.array([1]), np.array([2, 3])]),
    )
    assert whole == parts


@pytest.mark.parametrize("name", WIDER_TYPES)
def test_numbers_that_do_not_fit_make_a_section_wider(name: str) -> None:
    largest, wider = WIDER_TYPES[name]
    assert read(written(**{name: np.array([0, largest])}))[name].type_code == SECTION_TYPES[name]
    content = written(**{name: [np.array([0]), np.array([largest + 1])]})
    section = read(content)[name]
    assert section.type_code == wider
    numbers = memoryview(content)[section.offset : section.offset + section.length].cast("B").cast(wider)  # type: ignore[call-overload]  # a type code
    assert list(numbers) == [0, largest + 1]


def test_the_documentation_names_every_section_with_its_type_in_the_order_of_the_file() -> None:
    documented = re.findall(r"^(\w+) +([BHIQd])(?:/([BHIQd]))? +", index_format.__doc__ or "", flags=re.MULTILINE)
    assert [(name, kind) for name, kind, _ in documented] == list(SECTION_TYPES.items())
    assert {name: wider for name, _, wider in documented if wider} == {
        name: wider for name, (_, wider) in WIDER_TYPES.items()
    }


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_any_flipped_byte_of_header_and_table_is_noticed(flip: int) -> None:
    content = bytearray(written())
    for position in range(TABLE_END):
        content[position] ^= flip
        with pytest.raises(IndexUnusableError):
            read(bytes(content))
        content[position] ^= flip


def test_a_file_truncated_at_any_byte_is_damaged() -> None:
    content = written()
    for length in range(len(content)):
        with pytest.raises(IndexDamagedError):
            read(content[:length])


def test_a_file_with_something_after_its_end_is_damaged() -> None:
    with pytest.raises(IndexDamagedError, match="no whole search index"):
        read(written() + b"\0")


def test_another_file_is_said_to_be_no_index() -> None:
    with pytest.raises(IndexDamagedError, match="no whole search index"):
        read(b"id,url,name,page,md5,fileSize,text\n" * 10)


def test_another_version_is_stale_and_not_damaged() -> None:
    content = bytearray(written())
    struct.pack_into("=I", content, len(MAGIC), VERSION + 1)
    with pytest.raises(IndexUnusableError, match=f"has format {VERSION + 1}") as caught:
        read(bytes(content))
    assert not isinstance(caught.value, IndexDamagedError)


def test_an_index_of_another_state_of_the_catalogue_is_stale_and_not_damaged() -> None:
    with pytest.raises(IndexUnusableError, match="another state of the catalogue") as caught:
        read(written(), b"another's fprint")
    assert not isinstance(caught.value, IndexDamagedError)
