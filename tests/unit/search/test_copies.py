from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import fold
from maas_cli.search.copies import CopyGroups
from tests.factories import meme
from tests.unit.search.reference import copy_groups

rows = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(("", "", "m1", "M1", "m2", "m3"))), max_size=20)


def groups_of(texts_and_md5s: list[tuple[str, str]]) -> list[int]:
    groups = CopyGroups()
    for text, md5 in texts_and_md5s:
        groups.add(meme(text=text, md5=md5), fold(text))
    return groups.groups().tolist()


@given(rows)
def test_groups_are_those_of_merging_until_nothing_changes(texts_and_md5s: list[tuple[str, str]]) -> None:
    memes = [meme(text=text, md5=md5) for text, md5 in texts_and_md5s]
    assert groups_of(texts_and_md5s) == copy_groups(memes)


def test_a_meme_that_is_a_copy_of_two_makes_them_one_group() -> None:
    assert groups_of([("one", "m1"), ("two", "m2"), ("three", ""), ("two", "m1")]) == [0, 0, 2, 0]


def test_memes_without_an_md5_are_not_copies_for_that() -> None:
    assert groups_of([("one", ""), ("two", "")]) == [0, 1]


def test_no_memes_are_no_groups() -> None:
    assert groups_of([]) == []
