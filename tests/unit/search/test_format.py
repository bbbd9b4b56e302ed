import re
import struct
from array import array
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import numpy as np
import pytest

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search import format as index_format
from maas_cli.search.format import (
    MAGIC,
    SECTION_TYPES,
    VERSION,
    WIDER_TYPES,
    SectionContent,
    read_section_table,
    write_index,
)
from tests.factories import FINGERPRINT, INDEX_PATH

CONTENTS: Mapping[str, SectionContent] = {
    name: f"{name}!".encode() if type_code == "B" else np.arange(len(name), dtype=np.int64)
    for name, type_code in SECTION_TYPES.items()
} | {name: np.array([7, largest]) for name, (largest, _) in WIDER_TYPES.items()}
"""A text in every section of bytes, a few numbers in the others; where there is a wider type, they just do without."""

TABLE_END = 48 + 40 * len(SECTION_TYPES)


def written(**others: SectionContent) -> bytes:
    """Return the bytes of an index, with some sections of other contents."""
    file = BytesIO()
    write_index(file, FINGERPRINT, {**CONTENTS, **others})
    return file.getvalue()


def read(content: bytes, fingerprint: bytes = FINGERPRINT) -> dict[str, index_format.Section]:
    return read_section_table(memoryview(content), INDEX_PATH, fingerprint)


def values(content: bytes, name: str) -> list[Any]:
    """Return what a section holds, read as the type that the table says."""
    section = read(content)[name]
    return array(section.type_code, content[section.offset : section.offset + section.length]).tolist()


def test_every_section_is_read_where_it_was_written_as_it_was_meant() -> None:
    content = written()
    assert {name: section.type_code for name, section in read(content).items()} == SECTION_TYPES
    assert {name: values(content, name) for name in SECTION_TYPES} == {name: list(CONTENTS[name]) for name in CONTENTS}


@pytest.mark.parametrize(("name", "largest", "wider"), [(name, *more) for name, more in WIDER_TYPES.items()])
def test_one_number_too_large_makes_a_section_wider_and_no_other(name: str, largest: int, wider: str) -> None:
    numbers = np.array([1, largest + 1, 2])
    content = written(**{name: [np.array([3]), numbers]})
    assert {name: section.type_code for name, section in read(content).items()} == {**SECTION_TYPES, name: wider}
    assert values(content, name) == [3, *numbers.tolist()]


def test_parts_are_written_one_after_the_other() -> None:
    content = written(meta=[b"one", b"", b"two"], terms=[b"", b""], copies=[np.array([1]), np.array([2, 3])])
    assert bytes(values(content, "meta")) == b"onetwo"
    assert values(content, "terms") == []
    assert values(content, "copies") == [1, 2, 3]


def test_a_section_in_parts_has_the_checksum_of_the_whole() -> None:
    assert written(records=[b"some", b"thing"]) == written(records=b"something")


def test_sections_lie_next_to_each_other_at_multiples_of_eight_bytes() -> None:
    content = written()
    sections = list(read(content).values())
    assert [section.offset for section in sections] == [TABLE_END, *(section.padded_end for section in sections[:-1])]
    assert all(section.offset % 8 == 0 for section in sections)
    assert sections[-1].padded_end == len(content)


def test_empty_sections_can_be_written() -> None:
    nothing = np.array([], np.int64)
    content = written(
        **{name: content[:0] if isinstance(content, bytes) else nothing for name, content in CONTENTS.items()}
    )
    assert {section.length for section in read(content).values()} == {0}
    assert len(content) == TABLE_END


def test_the_documentation_names_every_section_with_its_types_in_the_order_of_the_file() -> None:
    documented = re.findall(r"^(\w+) +([BHIQd](?:/[HIQ])?)  ", index_format.__doc__ or "", flags=re.MULTILINE)
    wider = {name: f"/{wider}" for name, (_, wider) in WIDER_TYPES.items()}
    assert documented == [(name, type_code + wider.get(name, "")) for name, type_code in SECTION_TYPES.items()]


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
