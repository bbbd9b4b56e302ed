import zlib

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.term_sections import term_sections
from maas_cli.search.format import TERMS_PER_KEY
from maas_cli.search.transliteration import latin_key
from tests.unit.search.build.contents import numbers_of

vocabularies = st.sets(st.text("aé猫кот", min_size=1, max_size=6), max_size=40)


@given(vocabularies)
def test_terms_are_lines_found_by_offset_and_some_by_their_first_eight_bytes(vocabulary: set[str]) -> None:
    terms = sorted(vocabulary)
    sections = term_sections(terms)
    encoded = [term.encode() for term in terms]
    assert sections["terms"] == b"".join(term + b"\n" for term in encoded)
    assert numbers_of(sections["term_offsets"]) == [
        sum(len(term) + 1 for term in encoded[:n]) for n in range(len(terms) + 1)
    ]
    assert numbers_of(sections["term_keys"]) == [
        int.from_bytes((term + bytes(8))[:8]) for term in encoded[::TERMS_PER_KEY]
    ]


@given(vocabularies)
def test_cyrillic_terms_are_found_by_their_latin_key(vocabulary: set[str]) -> None:
    terms = sorted(vocabulary)
    sections = term_sections(terms)
    keys = [(number, latin_key(term)) for number, term in enumerate(terms)]
    expected = sorted((zlib.crc32(key.encode()), number) for number, key in keys if key is not None)
    hashes, numbers = numbers_of(sections["latin_hashes"]), numbers_of(sections["latin_terms"])
    assert list(zip(hashes, numbers, strict=True)) == expected


def test_every_cyrillic_letter_with_a_latin_key_is_looked_for() -> None:
    terms = [letter for letter in map(chr, range(0x10000)) if latin_key(letter) is not None]
    assert len(terms) > 32
    assert len(numbers_of(term_sections(terms)["latin_terms"])) == len(terms)
