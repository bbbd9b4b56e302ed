"""The vocabulary: terms, keys to find them by, their endings, and the Latin spelling of Cyrillic ones."""

import zlib
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from maas_cli.search.build.suffixes import suffix_section
from maas_cli.search.format import TERMS_PER_KEY, SectionContent
from maas_cli.search.transliteration import latin_keys

_KEY_BYTES = 8
_FIRST_CYRILLIC, _AFTER_CYRILLIC = "\u0400", "\u0530"


def term_sections(terms: Sequence[str]) -> dict[str, SectionContent]:
    """Return the sections of the terms, which are sorted."""
    encoded = [term.encode() for term in terms]
    blob = b"".join(term + b"\n" for term in encoded)
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    keys = [int.from_bytes(term[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0")) for term in encoded[::TERMS_PER_KEY]]
    return {
        "term_offsets": offsets,
        "terms": blob,
        "term_keys": np.array(keys, np.uint64),
        "suffixes": suffix_section(terms, np.frombuffer(blob, np.uint8), offsets),
        **_latin_sections(terms),
    }


def _latin_sections(terms: Sequence[str]) -> dict[str, SectionContent]:
    cyrillic = range(bisect_left(terms, _FIRST_CYRILLIC), bisect_left(terms, _AFTER_CYRILLIC))
    keys = zip(latin_keys(terms[number] for number in cyrillic), cyrillic, strict=True)
    pairs = sorted((zlib.crc32(key.encode()), number) for key, number in keys if key is not None)
    columns = np.array(pairs, np.uint32).reshape(-1, 2)
    return {"latin_hashes": columns[:, 0].copy(), "latin_terms": columns[:, 1].copy()}
