from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.build.suffixes import suffix_section

vocabularies = st.sets(
    st.text("abé猫が", min_size=1, max_size=9) | st.text("ab", min_size=20, max_size=50), max_size=12
)


def suffixes_of(vocabulary: set[str]) -> list[int]:
    terms = sorted(vocabulary)
    blob = "".join(f"{term}\n" for term in terms).encode()
    offsets = np.array(list(accumulate((len(term.encode()) + 1 for term in terms), initial=0)))
    section: list[int] = suffix_section(terms, np.frombuffer(blob, np.uint8), offsets).tolist()
    return section


def expected(vocabulary: set[str]) -> list[int]:
    found, term_offset = [], 0
    for term in sorted(vocabulary):
        for position in range(1, len(term)):
            suffix = term[position:]
            if len(suffix) >= 3 or is_written_without_blanks(suffix):
                found.append((suffix.encode(), term_offset + len(term[:position].encode())))
        term_offset += len(term.encode()) + 1
    return [offset for _, offset in sorted(found)]


@given(vocabularies)
def test_the_endings_of_terms_are_in_the_order_of_their_text(vocabulary: set[str]) -> None:
    assert suffixes_of(vocabulary) == expected(vocabulary)


@pytest.mark.parametrize("repeated", ["a", "ab", "abcdefgh", "猫"])
def test_the_endings_of_long_words_that_repeat_themselves_are_in_order_too(repeated: str) -> None:
    vocabulary = {repeated * count for count in (1, 5, 40, 200, 201)} | {f"x{repeated * 200}", f"{repeated * 30}z"}
    assert suffixes_of(vocabulary) == expected(vocabulary)


def test_endings_of_the_longest_values_are_sorted_in_no_time() -> None:
    assert len(suffixes_of({"x" * 10_000, "x" * 9_999})) == 10_000 - 3 + 9_999 - 3
