import gc
import json
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.build import build_index, builder
from maas_cli.search.format import SECTION_TYPES
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of
from tests.unit.catalog.writers import catalogs


@given(catalogs(), st.integers(1, 3), st.integers(1, 4))
def test_the_same_memes_give_the_same_bytes_in_whatever_pieces(memes: list[Meme], piece: int, texts: int) -> None:
    whole = index_bytes(memes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "_PIECE", piece)
        patch.setattr(builder, "_TEXTS", texts)
        assert index_bytes(memes) == whole


def test_an_index_of_no_memes_has_every_section() -> None:
    index = index_of([])
    index.verify()
    assert all(len(getattr(index, name)) >= 0 for name in SECTION_TYPES)
    assert (index.doc_count, index.term_count, index.template_count()) == (0, 0, 0)
    assert index.facts() == {"memes": 0, "placed": 0, "languages": {}}


def test_an_unknown_language_is_und_and_languages_are_in_order_of_first_appearance() -> None:
    index = index_of([meme(1, text="x", lang="en"), meme(2, text="y", lat=0.0, lon=0.0), meme(3, text="z", lang="en")])
    assert index.facts() == {"memes": 3, "placed": 1, "languages": {"en": 2, "und": 1}}
    assert bytes(index.languages) == b"en\nund\n"
    assert index.doc_langs.tolist() == [0, 1, 0]


def test_templates_are_numbered_as_they_appear_and_named_as_in_json() -> None:
    index = index_of([meme(1, "B"), meme(2, 'A "<&>"\n'), meme(3, "B"), meme(4, "\ud800", "x"), meme(5, "", "y")])
    assert index.doc_templates.tolist() == [0, 1, 0, 2, 3]
    assert index.template_counts.tolist() == [2, 1, 1, 1]
    names = [bytes(index.templates[start:end]) for start, end in pairwise(index.template_offsets)]
    assert [json.loads(b'"%b"' % name) for name in names] == ["B", 'A "<&>"\n', "\ud800", ""]
    assert names[1] == rb"A \"\u003c\u0026\u003e\"\n"


def test_the_facts_are_asked_for_when_all_memes_are_taken_in() -> None:
    taken_in: list[Meme] = []

    def memes() -> Iterator[Meme]:
        for each in memes_of("a", "b"):
            taken_in.append(each)
            yield each

    file = BytesIO()
    build_index(memes(), file, FINGERPRINT, lambda: {"taken_in": len(taken_in)})
    assert IndexFile(file.getvalue(), INDEX_PATH, FINGERPRINT).facts()["taken_in"] == 2


@pytest.mark.parametrize("is_enabled", [True, False])
def test_garbage_is_collected_afterwards_only_if_it_was_before_also_after_an_error(*, is_enabled: bool) -> None:
    def memes() -> Iterator[Meme]:
        assert not gc.isenabled()
        yield meme(1, text="x")
        raise OSError("no more")

    try:
        if not is_enabled:
            gc.disable()
        with pytest.raises(OSError, match="no more"):
            build_index(memes(), BytesIO(), FINGERPRINT, dict)
        assert gc.isenabled() == is_enabled
    finally:
        gc.enable()
