import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.build import records
from maas_cli.search.documents import further_keys, meme_line
from maas_cli.search.documents import meme as meme_of
from maas_cli.serialize import meme_extra_to_dict, meme_to_json
from tests.factories import index_of, meme

MD5 = "75f99dc01f14185a178736293a7bf316"
USUAL = meme(67, "Owl", "who cares", url="http://a/67.jpg", page="http://b/67", md5=MD5, file_size=56_034)
ends = st.sampled_from(["", "1", "7", "/7.jpg", "%", "%(id)d", "%%(name)b", '"\\', "\0", "<\u2028", "\ud800"])
words = st.sampled_from(["", "a", "b b", "line\nfeed", "ä&", "😀"])
wild_memes = st.builds(
    Meme,
    id=st.sampled_from([0, 1, 7, 17, 2**32 - 1, 2**32, 2**63 - 1]),
    name=st.sampled_from(["", "Owl", "<&>\n", "%(text)b", "\ud800"]),
    text=st.one_of(words, st.tuples(words, words).map(" ".join)),
    url=st.tuples(ends, ends).map("http://7".join),
    page=ends,
    md5=st.sampled_from(["", MD5, MD5.upper(), "%(md5)b", "x"]),
    file_size=st.sampled_from([None, 0, 1, 2**32 - 1, 2**32]),
    upper=words,
    lower=words,
    lang=st.sampled_from(["", "en", "und", "pt-BR"]),
    place=st.sampled_from(["", "Null Island", 'a "quoted"\nplace']),
    lat=st.just(0.0),
    lon=st.just(-0.5),
    tags=st.sampled_from([(), ("a", "b,c")]),
)


def skeleton_count(index: IndexFile) -> int:
    return len(index.skeleton_offsets) - 1


@given(st.lists(wild_memes, max_size=6))
def test_a_meme_comes_out_as_it_went_in(memes: list[Meme]) -> None:
    index = index_of(memes)
    for doc, kept in enumerate(memes):
        assert meme_line(index, doc) == meme_to_json(kept)
        assert further_keys(index, doc, kept.text) == meme_extra_to_dict(kept)
        assert meme_of(index, doc) == kept


def test_memes_that_are_alike_share_a_skeleton_and_keep_only_what_differs() -> None:
    others = [replace(USUAL, id=5, url="http://a/5.jpg", page="http://b/5", name="Cat", text="meow", file_size=1)]
    index = index_of([USUAL, *others])
    assert skeleton_count(index) == 2
    assert len(index.records) == 2 * 28 + len("who cares") + len("meow")


@pytest.mark.parametrize(
    "odd", [replace(USUAL, id=2**32), replace(USUAL, file_size=2**32), replace(USUAL, page="%(x)d")]
)
def test_what_fits_no_skeleton_is_kept_as_a_whole_line(odd: Meme) -> None:
    index = index_of([odd, odd])
    assert skeleton_count(index) == 1
    assert [meme_line(index, doc) for doc in range(2)] == [meme_to_json(odd)] * 2


def test_memes_beyond_the_most_skeletons_are_kept_as_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_SKELETONS", 3)
    memes = [replace(USUAL, id=number, page=f"http://{'x' * number}") for number in range(5)]
    index = index_of([*memes, *memes])
    assert skeleton_count(index) == 3
    assert [meme_of(index, doc) for doc in range(10)] == [*memes, *memes]


def test_the_parts_of_a_text_are_kept_as_the_place_where_it_splits() -> None:
    split = replace(USUAL, text="who cares", upper="who", lower="cares")
    assert len(index_of([split]).records) == len(index_of([USUAL]).records)
    for whole in (replace(USUAL, upper="who cares"), replace(USUAL, lower="who cares")):
        assert len(index_of([whole]).records) == len(index_of([USUAL]).records)
        assert meme_of(index_of([whole]), 0) == whole


def test_an_upper_part_too_long_to_be_counted_is_kept_apart() -> None:
    counted, long = (replace(USUAL, text="x" * length, upper="x" * length) for length in (2**16 - 3, 2**16 - 2))
    assert meme_of(index_of([counted]), 0) == counted
    index = index_of([long])
    assert meme_of(index, 0) == long
    assert json.dumps({"upper": long.upper, "lower": ""}, separators=(",", ":")).encode() in bytes(index.records)
