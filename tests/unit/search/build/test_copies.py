from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.copies import CopiesBuilder
from maas_cli.search.build.md5s import md5_bytes
from tests.factories import meme
from tests.unit.search.build.contents import NamedLines, numbers_of
from tests.unit.search.reference import copy_groups

MD5 = "75f99dc01f14185a178736293a7bf316"
Row = tuple[str, str, str]
names = st.sampled_from(["", "a", "b"])
texts = st.sampled_from(["", "a", "b", "a b", "Don't", "don dont", "dont"])
some_md5s = st.sampled_from(["", "", "m1", "M1", "ſ\ud800", MD5, MD5.upper()])
rows = st.lists(st.tuples(names, texts, some_md5s), max_size=12)


def groups_of(batches: list[list[Row]]) -> list[int]:
    """Return of each meme the first of its group, after checking the groups' sizes."""
    lines, copies = NamedLines(), CopiesBuilder()
    for batch in batches:
        taken = lines.add([(name, text) for name, text, _ in batch])
        md5s = [md5 for _, _, md5 in batch]
        copies.add_pictures(md5s, md5_bytes(md5s))
        copies.add_lines(taken.terms, taken.ends)
    sections = copies.sections()
    groups = list(range(sum(map(len, batches))))
    for doc, first in zip(numbers_of(sections["copies"]), numbers_of(sections["copy_firsts"]), strict=True):
        groups[doc] = first
    sizes = zip(numbers_of(sections["group_firsts"]), numbers_of(sections["group_sizes"]), strict=True)
    assert dict(sizes) == {first: groups.count(first) for first in groups if groups.count(first) > 1}
    return groups


@given(st.lists(rows, max_size=3))
def test_groups_are_those_of_merging_until_nothing_changes(batches: list[list[Row]]) -> None:
    memes = [meme(name=name, text=text, md5=md5) for batch in batches for name, text, md5 in batch]
    assert groups_of(batches) == copy_groups(memes)


def test_a_meme_that_is_a_copy_of_two_makes_them_one_group() -> None:
    assert groups_of([[("", "one", "m1"), ("", "two", "m2"), ("", "three", "")], [("", "two", "m1")]]) == [0, 0, 2, 0]


def test_memes_without_words_or_md5_are_no_copies_for_that() -> None:
    assert groups_of([[("", "!", ""), ("", "?", ""), ("", "", "m1"), ("", "", "M1")]]) == [0, 1, 2, 2]


def test_the_same_words_in_another_field_are_no_copy() -> None:
    assert groups_of([[("a", "b", ""), ("", "a b", ""), ("a b", "", "")]]) == [0, 1, 2]


def test_no_memes_are_no_groups() -> None:
    assert groups_of([]) == []
