from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search.documents import further_keys, meme, meme_line
from maas_cli.serialize import meme_extra_to_dict, meme_to_json
from tests.factories import index_of
from tests.factories import meme as meme_with

texts = st.text(st.sampled_from('ab %<>&\u2028"\\\n\0é猫') | st.characters(exclude_categories=["Cs"]), max_size=12)
addresses = texts | st.sampled_from(["http://a/7.jpg", "http://b/7/7%20x.png", "7", "%(id)d"])
md5s = st.sampled_from(["", "a" * 32, "A" * 32, "0123456789abcdef" * 2, "x"])
places = st.sampled_from([(None, None), (0.0, 0.0), (-90.0, 180.0), (43.25, 76.9)])


@st.composite
def memes(draw: st.DrawFn) -> Meme:
    lat, lon = draw(places)
    upper, lower = draw(texts), draw(texts)
    text = draw(st.sampled_from([f"{upper} {lower}", upper]) | texts)
    return Meme(
        id=draw(st.sampled_from([0, 7, 2**32 - 1, 2**32, 2**63 - 1])),
        name=draw(texts),
        text=text,
        url=draw(addresses),
        page=draw(addresses),
        md5=draw(md5s),
        file_size=draw(st.none() | st.sampled_from([0, 7, 2**32, 12_345])),
        upper=upper,
        lower=lower,
        lang=draw(st.sampled_from(["", "en", "und"])),
        place=draw(texts),
        lat=lat,
        lon=lon,
        tags=tuple(draw(st.lists(st.text("ab", min_size=1), max_size=2))),
    )


@given(st.lists(memes(), min_size=1, max_size=5))
def test_memes_come_out_as_they_went_in(stored: list[Meme]) -> None:
    index = index_of(stored)
    for doc, one in enumerate(stored):
        assert meme_line(index, doc) == meme_to_json(one)
        assert meme(index, doc) == one
        keys = further_keys(index, doc, one.text)
        assert list(keys.items()) == list(meme_extra_to_dict(one).items())


def test_memes_that_are_much_alike_share_what_they_have_in_common() -> None:
    likes = [
        meme_with(number, "Owl", "x", url=f"http://a/{number}.jpg", md5=f"{number:032x}", file_size=number)
        for number in range(100, 200)
    ]
    index = index_of(likes)
    assert len(index.skeleton_offsets) - 1 == 2
    assert len(index.records) == 100 * (28 + 1)


@pytest.mark.parametrize("damage", [b"%(id)s", b"%(what)d", b"%", b"%(id)d %(id)d %q"])
def test_a_damaged_skeleton_is_said_to_be_unreadable(damage: bytes) -> None:
    index = index_of([meme_with(1, "Owl", "x", url="http://a/1.jpg")])
    vars(index)["skeletons"] = memoryview(damage.ljust(len(index.skeletons), b"%"))
    with pytest.raises(ValueError, match="meme 0 cannot be read"):
        meme_line(index, 0)


def test_a_record_that_is_cut_is_said_to_be_unreadable() -> None:
    index = index_of([meme_with(1, "Owl", "x")])
    vars(index)["record_offsets"] = memoryview(bytes([0, 0, 0, 0, 5, 0, 0, 0])).cast("I")
    with pytest.raises(ValueError, match="meme 0 cannot be read"):
        meme_line(index, 0)


def test_a_line_that_is_no_meme_is_refused() -> None:
    index = index_of([replace(meme_with(2**40, "Owl", "x"), url="http://a")])
    position = index.records.tobytes().index(b'"text"')
    damaged = bytearray(index.records)
    damaged[position : position + 6] = b'"tixt"'
    vars(index)["records"] = memoryview(bytes(damaged))
    with pytest.raises(ValueError, match="no meme"):
        meme(index, 0)


@pytest.mark.parametrize("damage", [b"[1]", b"3", b'"x"'])
def test_further_keys_that_are_no_keys_are_said_to_be_unreadable(damage: bytes) -> None:
    index = index_of([meme_with(1, "Owl", "x", tags=("a",))])
    kept = b'{"tags":["a"]}'
    vars(index)["records"] = memoryview(index.records.tobytes().replace(kept, damage.ljust(len(kept))))
    with pytest.raises(ValueError, match="meme 0 cannot be read"):
        meme(index, 0)


def test_further_keys_of_a_record_that_is_cut_are_said_to_be_unreadable() -> None:
    index = index_of([meme_with(1, "Owl", "x")])
    vars(index)["record_offsets"] = memoryview(bytes([0, 0, 0, 0, 5, 0, 0, 0])).cast("I")
    with pytest.raises(ValueError, match="meme 0 cannot be read"):
        further_keys(index, 0, "x")
