"""The engine and a server return equal pages for any request, or refuse it alike."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.engine import Engine
from maas_cli.errors import MaasError
from maas_cli.models.search import SearchPage, SearchRequest, SortOrder
from maas_cli.packaged import starter_catalog
from maas_cli.remote import Remote
from tests.web.face import NOW

WORDS = (
    "cat", "cats", "becky", "grumpy", "good", "morning", "parot", "philosoraptor", "кот", "kot", "the", "e", "um",
    "don't", "100%", "&", "-dog", "lang:en", "template:cat", '"good morning"', "xyzzyqq", "no",
)  # fmt: skip


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    is_placed = draw(st.booleans())
    return SearchRequest(
        " ".join(draw(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), min_size=1, max_size=4))),
        fuzzy=draw(st.booleans()),
        limit=draw(st.integers(1, 60) | st.integers(1, 10_000)),
        offset=draw(st.integers(0, 40) | st.integers(0, 2**31 - 1)),
        lat=draw(st.floats(-90, 90)) if is_placed else None,
        lon=draw(st.floats(-180, 180)) if is_placed else None,
        radius_km=draw(st.none() | st.floats(0.001, 20_100)) if is_placed else None,
        sort=draw(st.sampled_from(SortOrder)) if is_placed else SortOrder.RELEVANCE,
        template=draw(st.none() | st.sampled_from(("Grumpy Cat", "cat", "No Such Meme"))),
        lang=draw(st.none() | st.sampled_from(("en", "ru", "xx"))),
        unique=draw(st.booleans()),
        safe=draw(st.booleans()),
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Engine]:
    def open_accounts(_: object) -> None:
        raise AssertionError("a free search opens no users")

    data = tmp_path_factory.mktemp("data")
    made = Engine(
        data_dir=data,
        cache_dir=cache,
        starter=starter_catalog(),
        open_accounts=open_accounts,  # type: ignore[arg-type]  # it opens none
        now=lambda: NOW,
    )
    yield made
    made.close()


def outcome(answering: Engine | Remote, request: SearchRequest, token: str | None) -> SearchPage | str:
    """Return a page, the balance left out, or the beginning of a refusal: what comes then may be a hint."""
    try:
        return replace(answering.search(request, token=token), balance=None)
    except MaasError as error:
        refusal = str(error).partition(";")[0]
        return "the query is empty" if refusal == "query is a mandatory parameter" else refusal


MISTAKES = st.one_of(
    st.builds(SearchRequest, st.text(max_size=300)),
    st.builds(SearchRequest, st.just("cat"), limit=st.integers(-(10**18), 10**18)),
    st.builds(SearchRequest, st.just("cat"), offset=st.integers(-(10**18), 10**18)),
    st.builds(SearchRequest, st.just("cat"), lat=st.floats(-1e9, 1e9), lon=st.just(0.0)),
    st.builds(SearchRequest, st.just("cat"), lat=st.just(0.0), lon=st.none() | st.floats(-1e9, 1e9)),
    st.builds(SearchRequest, st.just("cat"), lat=st.just(0.0), lon=st.just(0.0), radius_km=st.floats(allow_nan=False)),
    st.builds(SearchRequest, st.just("cat"), radius_km=st.floats(1, 100)),
)
"""Requests with one thing in them that may not be usable: of several, each end may name another first."""


@given(request=requests() | MISTAKES)
def test_any_request_gets_the_same_page_or_the_same_refusal(
    engine: Engine, server: str, request: SearchRequest
) -> None:
    here, there = outcome(engine, request, None), outcome(Remote(server), request, "secret1")
    assert there == here
