from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.typo_sections import typo_sections
from maas_cli.search.typos import (
    ENTRIES_PER_BUCKET,
    LONGEST_TERM,
    SHORTEST_TERM,
    bucket_and_tag,
    form_hash,
    forms,
    letter_mask,
    takes_typos,
)
from tests.unit.search.build.contents import numbers_of

vocabularies = st.sets(st.text("abcд猫3", min_size=1, max_size=10), max_size=30)


@given(vocabularies)
def test_terms_of_3_to_8_letters_without_digits_are_in_the_bucket_of_each_of_their_forms(vocabulary: set[str]) -> None:
    terms = sorted(vocabulary)
    sections = typo_sections(terms)
    chosen = [
        (number, term)
        for number, term in enumerate(terms)
        if SHORTEST_TERM <= len(term) <= LONGEST_TERM and takes_typos(term)
    ]
    offsets = numbers_of(sections["deletion_buckets"])
    bits = (len(offsets) - 1).bit_length() - 1
    assert len(offsets) == 2**bits + 1
    assert 2**bits <= max(sum(len(term) + 1 for _, term in chosen) // ENTRIES_PER_BUCKET, 1) < 2 ** (bits + 1)
    entries = list(zip(numbers_of(sections["deletion_tags"]), numbers_of(sections["deletion_terms"]), strict=True))
    found = [(bucket, *entry) for bucket, (start, end) in enumerate(pairwise(offsets)) for entry in entries[start:end]]
    expected = {(*bucket_and_tag(form_hash(form), bits), number) for number, term in chosen for form in forms(term)}
    assert found == sorted(expected)


@given(vocabularies)
def test_every_term_has_its_letter_mask(vocabulary: set[str]) -> None:
    terms = sorted(vocabulary)
    assert numbers_of(typo_sections(terms)["term_masks"]) == [letter_mask(term) for term in terms]
