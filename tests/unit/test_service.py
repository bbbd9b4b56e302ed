"""One worker's search and accounts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli import service as service_module
from maas_cli.catalog import import_file
from maas_cli.engine import Engine
from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    IndexDamagedError,
    InvalidInputError,
    LedgerError,
    NotFoundError,
    StorageError,
)
from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.packaged import starter_catalog
from maas_cli.search import FoundLines, IndexFile, find_lines
from maas_cli.search.by_id import get_by_id
from maas_cli.serialize import meme_to_json
from maas_cli.service import Found, Service
from tests.web.face import NOW, Parts, make_parts, write_users

if TYPE_CHECKING:
    from maas_cli.accounts.leases import Meter
    from maas_cli.accounts.writability import Writability

QUERIES = [
    "becky",
    "cat",
    "grumpy cat",
    "you",
    "one does not simply",
    "кот",
    "beckie",
    '"good morning"',
    "cat -dog",
    "zzz",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="module")
def shared_parts(folder: Path) -> Iterator[Parts]:
    parts = make_parts(write_users(folder / "users.json"), folder / "cache")
    yield parts
    parts.accounts.close()


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    def open_accounts(_: object) -> None:
        raise AssertionError("a free search opens no users")

    return Engine(
        data_dir=folder / "data",
        cache_dir=folder / "cache",
        starter=starter_catalog(),
        open_accounts=open_accounts,  # type: ignore[arg-type]  # never returns
        now=lambda: NOW,
    )


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    made = make_parts(write_users(tmp_path / "users.json"), tmp_path / "cache", imported=tmp_path / "catalog.ndjson")
    yield made
    made.accounts.close()


def whole(found: Found) -> bytes:
    return found.lines if isinstance(found.lines, bytes) else b"".join(found.lines)


def import_memes(path: Path, count: int, text: str = "owl") -> None:
    """Write a catalogue as if it were imported."""
    source = path.with_suffix(".source.ndjson")
    source.write_text("".join(json.dumps({"id": n, "text": f"{text} {n}"}) + "\n" for n in range(1, count + 1)))
    import_file(source, path, now=lambda: NOW)


@given(
    st.tuples(
        st.sampled_from(QUERIES),
        st.booleans(),
        st.booleans(),
        st.sampled_from([1, 3, 10, 10_000]),
        st.sampled_from([0, 0, 1, 7, 400]),
    ),
    st.sampled_from([None, (45.2, 70.225, SortOrder.RELEVANCE, None), (48.85, 2.35, SortOrder.DISTANCE, 3000.0)]),
)
def test_the_service_finds_what_the_engine_finds_the_first_time_and_again(
    shared_parts: Parts,
    engine: Engine,
    asked: tuple[str, bool, bool, int, int],
    place: tuple[float, float, SortOrder, float | None] | None,
) -> None:
    query, fuzzy, unique, limit, offset = asked
    lat, lon, sort, radius_km = place or (None, None, SortOrder.RELEVANCE, None)
    request = SearchRequest(
        query, fuzzy=fuzzy, unique=unique, limit=limit, offset=offset, lat=lat, lon=lon, sort=sort, radius_km=radius_km
    )
    page = engine.search(request)
    expected = page.total, b"".join(meme_to_json(hit.meme) for hit in page.hits)
    for _ in range(3):
        found = shared_parts.service.find(request)
        assert (found.total, whole(found)) == expected
    assert shared_parts.service.explain(request) == page


@pytest.mark.parametrize("count", [3, 600])
def test_safe_answers_say_how_many_memes_they_hide_the_first_time_and_again(
    parts: Parts, tmp_path: Path, count: int
) -> None:
    source = tmp_path / "owls.ndjson"
    rows = [{"id": n, "text": f"owl {n}" if n % 3 else f"fuck owl {n}"} for n in range(1, count + 1)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    import_file(source, tmp_path / "catalog.ndjson", now=lambda: NOW)
    parts.service.reload()
    request = SearchRequest("owl", limit=10_000, unique=False, safe=True)
    for _ in range(3):
        found = parts.service.find(request)
        assert (found.total, found.hidden) == (count - count // 3, count // 3)
        assert whole(found).count(b"\n") == found.total
    assert parts.service.find(replace(request, safe=False)).hidden == 0


def test_many_memes_come_in_chunks_of_whole_lines(parts: Parts, tmp_path: Path) -> None:
    import_memes(tmp_path / "catalog.ndjson", 3000)
    parts.service.reload()
    request = SearchRequest("owl", fuzzy=False, limit=10_000, unique=False)
    found = parts.service.find(request)
    assert not isinstance(found.lines, bytes)
    chunks = list(found.lines)
    assert len(chunks) > 1
    assert all(chunk.endswith(b"\n") for chunk in chunks)
    assert found.total == b"".join(chunks).count(b"\n") == 3000
    expected = b"".join(meme_to_json(hit.meme) for hit in parts.service.explain(request).hits)
    assert b"".join(chunks) == expected == whole(parts.service.find(request))


def test_no_chunk_is_empty_wherever_the_last_one_ends(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_memes(tmp_path / "catalog.ndjson", 300)
    parts.service.reload()
    monkeypatch.setattr(service_module, "_LINES_AT_ONCE", 1)
    chunks = list(parts.service.find(SearchRequest("owl", fuzzy=False, limit=10_000, unique=False)).lines)
    assert len(chunks) == 300
    assert all(chunks)


def test_a_large_answer_is_kept_only_once_it_was_taken_to_its_end_and_if_it_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_memes(tmp_path / "catalog.ndjson", 600)
    request = SearchRequest("owl", fuzzy=False, limit=10_000, unique=False)
    monkeypatch.setattr(service_module, "_LINES_AT_ONCE", 12)
    for cache_bytes, is_kept in ((2**20, True), (2**16, False)):
        parts = make_parts(
            write_users(tmp_path / "users.json"), tmp_path / "cache", imported=tmp_path / "catalog.ndjson",
            cache_bytes=cache_bytes,
        )  # fmt: skip
        first = parts.service.find(request)
        assert not isinstance(first.lines, bytes)
        next(first.lines)
        second = parts.service.find(request)
        assert not isinstance(second.lines, bytes)
        content = b"".join(second.lines)
        third = parts.service.find(request)
        assert isinstance(third.lines, bytes) == is_kept
        assert whole(third) == content
        parts.accounts.close()


def test_a_new_catalogue_is_taken_at_the_reload_and_not_before(parts: Parts, tmp_path: Path) -> None:
    before = parts.service.find(SearchRequest("owl", unique=False))
    count = parts.service.meme_count()
    import_memes(tmp_path / "catalog.ndjson", 5)
    assert parts.service.find(SearchRequest("owl", unique=False)) == before
    parts.service.reload()
    assert (parts.service.meme_count(), parts.meter.refreshes) == (5, 1)
    assert parts.service.find(SearchRequest("owl", unique=False)).total == 5 != count
    index = parts.service._pinned  # noqa: SLF001  # whether the cache was kept
    parts.service.reload()
    assert parts.service._pinned is index  # noqa: SLF001


def test_a_pinned_index_is_used_whatever_became_of_the_catalogue_until_it_is_reloaded(
    parts: Parts, tmp_path: Path
) -> None:
    pinned = parts.index.get()
    import_memes(tmp_path / "catalog.ndjson", 5)
    made = Service(cast("Meter", parts.meter), parts.index, parts.accounts, now=lambda: NOW, pinned=pinned)
    assert made.meme_count() == pinned.doc_count != 5
    made.reload()
    assert made.meme_count() == 5


class Watch:
    """Stands in for the watch over the database; ``error`` is raised by looking."""

    def __init__(self, error: StorageError | None = None) -> None:
        self.error = error
        self.said: list[str] = []

    def look(self) -> None:
        self.said.append("look")
        if self.error is not None:
            raise self.error

    def doubt(self) -> None:
        self.said.append("doubt")

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.said.append("writing")
        yield

    def is_in_trouble(self) -> bool:
        return self.error is not None

    def close(self) -> None:
        self.said.append("close")


def watched(parts: Parts, watch: Watch) -> Service:
    return Service(
        cast("Meter", parts.meter), parts.index, parts.accounts, now=lambda: NOW, writability=cast("Writability", watch)
    )


def test_whether_calls_can_be_charged_is_looked_at_from_the_start_and_with_every_settling(parts: Parts) -> None:
    watch = Watch(LedgerError("locked"))
    service = watched(parts, watch)
    assert not service.can_charge()
    with pytest.raises(LedgerError, match="locked"):
        service.settle()
    service.settle(durable=True)
    watch.error = None
    service.settle()
    assert service.can_charge()
    service.close()
    assert watch.said == ["look", "look", "look", "writing", "close"]


def test_a_renewal_that_could_not_be_written_is_a_reason_for_doubt(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    service = watched(parts, watch)
    client = service.authenticate("secret1")
    service.renew(client, 1)

    def renew(*_: object) -> None:
        raise LedgerError("disk full")

    monkeypatch.setattr(parts.meter, "renew", renew)
    with pytest.raises(LedgerError):
        service.renew(client, 1)
    with pytest.raises(LedgerError):
        parts.service.renew(client, 1)
    assert watch.said == ["look", "doubt"]
    assert parts.service.can_charge()


def test_an_answer_on_its_way_goes_on_from_the_catalogue_it_began_with(parts: Parts, tmp_path: Path) -> None:
    import_memes(tmp_path / "catalog.ndjson", 3000, "owl")
    parts.service.reload()
    request = SearchRequest("owl", fuzzy=False, limit=10_000, unique=False)
    found = parts.service.find(request)
    assert not isinstance(found.lines, bytes)
    begun = next(found.lines)
    import_memes(tmp_path / "catalog.ndjson", 4, "owl eagle")
    parts.service.reload()
    assert (begun + b"".join(found.lines)).count(b"\n") == 3000
    assert parts.service.find(request).total == 4


def test_captions_in_the_languages_of_the_caller_s_place_win_ties(parts: Parts, tmp_path: Path) -> None:
    memes = [{"id": 1, "text": "cat", "lang": "en"}, {"id": 2, "text": "cat!", "lang": "ja"}]
    source = tmp_path / "memes.ndjson"
    source.write_text("".join(json.dumps(meme) + "\n" for meme in memes), encoding="utf-8")
    import_file(source, tmp_path / "catalog.ndjson", now=lambda: NOW)
    parts.service.reload()

    def first(lat: float | None, lon: float | None) -> tuple[str, int]:
        request = SearchRequest("cat", unique=False, lat=lat, lon=lon)
        found = json.loads(whole(parts.service.find(request)).splitlines()[0])
        return found["id"], parts.service.explain(request).hits[0].meme.id

    assert first(None, None) == ("1", 1)
    assert first(35.68, 139.69) == ("2", 2)


@pytest.mark.parametrize("ask", ["find", "explain"])
def test_an_index_found_damaged_is_built_again_and_answers(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, ask: str
) -> None:
    request = SearchRequest("becky")
    before = getattr(parts.service, ask)(request)
    damaged = parts.service._pinned  # noqa: SLF001  # what is replaced
    real = getattr(service_module, {"find": "find_lines", "explain": "search"}[ask])

    def answer(index: object, asked: SearchRequest) -> object:
        if index is damaged.index:
            raise IndexDamagedError("damaged")
        return real(index, asked)

    monkeypatch.setattr(service_module, real.__name__, answer)
    other = SearchRequest("becky", limit=11)
    assert getattr(parts.service, ask)(other).total == before.total
    assert parts.service._pinned is not damaged  # noqa: SLF001
    mended = parts.service._mended(damaged)  # noqa: SLF001  # another search that met the damage too
    assert mended is parts.service._pinned  # noqa: SLF001


def test_a_meme_is_found_by_its_id(shared_parts: Parts) -> None:
    found = shared_parts.service.explain(SearchRequest("becky")).hits[0].meme
    assert shared_parts.service.get_meme(found.id) == found
    with pytest.raises(NotFoundError, match="no meme 99"):
        shared_parts.service.get_meme(99)


def test_an_index_found_damaged_while_a_meme_is_looked_for_is_built_again(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = parts.service.explain(SearchRequest("becky")).hits[0].meme
    damaged = parts.service._pinned  # noqa: SLF001  # what is replaced

    def get(index: IndexFile, meme_id: int) -> Meme:
        if index is damaged.index:
            raise IndexDamagedError("damaged")
        return get_by_id(index, meme_id)

    monkeypatch.setattr(service_module, "get_by_id", get)
    assert parts.service.get_meme(found.id) == found
    assert parts.service._pinned is not damaged  # noqa: SLF001


def test_damage_met_halfway_cuts_that_answer_and_the_next_is_whole(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_memes(tmp_path / "catalog.ndjson", 600)
    parts.service.reload()
    damaged = parts.index.get()
    request = SearchRequest("owl", fuzzy=False, limit=10_000, unique=False)
    expected = b"".join(meme_to_json(hit.meme) for hit in parts.service.explain(request).hits)

    def find(index: IndexFile, asked: SearchRequest) -> FoundLines:
        found = find_lines(index, asked)
        return found._replace(lines=cut(found.lines)) if index is damaged else found

    def cut(lines: Iterator[bytes]) -> Iterator[bytes]:
        yield from islice(lines, 250)
        raise IndexDamagedError("damaged")

    monkeypatch.setattr(service_module, "find_lines", find)
    chunks = parts.service.find(request).lines
    assert not isinstance(chunks, bytes)
    assert expected.startswith(next(chunks))
    with pytest.raises(IndexDamagedError):
        list(chunks)
    assert whole(parts.service.find(request)) == expected


def test_a_damaged_index_that_somebody_else_mends_is_asked_for_once_and_used_once_it_is_there(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = SearchRequest("becky")
    damaged = parts.index.get()
    asked: list[bool] = []
    parts.service.leave_mending_to(lambda: asked.append(True))

    def find(index: IndexFile, asked_for: SearchRequest) -> FoundLines:
        if index is damaged:
            raise IndexDamagedError("damaged")
        return find_lines(index, asked_for)

    monkeypatch.setattr(service_module, "find_lines", find)
    assert not parts.service.is_being_mended
    for _ in range(2):
        with pytest.raises(IndexDamagedError, match="is being built again"):
            parts.service.find(request)
    assert (asked, parts.service.is_being_mended) == ([True], True)

    parts.service.reload()
    assert not parts.service.is_being_mended, "nothing was mended; whoever meets the damage asks again"
    with pytest.raises(IndexDamagedError):
        parts.service.find(request)
    assert asked == [True, True]

    parts.index.rebuild()
    parts.service.reload()
    assert not parts.service.is_being_mended
    assert parts.service.find(request).total > 0


@pytest.mark.parametrize(
    "request_",
    [SearchRequest(""), SearchRequest("a", limit=0), SearchRequest("a", offset=-1), SearchRequest("a", lat=1.0),
     SearchRequest("a", lat=91.0, lon=0.0), SearchRequest("a", radius_km=1.0)],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_everywhere(shared_parts: Parts, request_: SearchRequest) -> None:
    for ask in (shared_parts.service.check, shared_parts.service.find, shared_parts.service.explain):
        with pytest.raises(InvalidInputError):
            ask(request_)


def test_a_limit_may_be_above_the_engine_s(shared_parts: Parts) -> None:
    assert shared_parts.service.find(SearchRequest("becky", limit=50_000)).total > 0


def test_tokens_are_spent_through_the_meter(parts: Parts) -> None:
    service = parts.service
    client = service.authenticate("secret1")
    assert client.uid == 10
    assert service.can_spend(client, 1)
    assert not service.can_spend(client, 1001)
    assert service.spend(client, "/api/memes", 1) == 999
    service.renew(client, 1)
    with pytest.raises(BalanceExhaustedError):
        service.renew(client, 1001)
    with pytest.raises(AuthenticationError):
        service.authenticate("wrong")
    service.settle()
    service.settle(durable=True)
    assert parts.meter.durable_settles == 1


def test_one_user_is_found_by_id_or_by_token_but_not_by_both(parts: Parts) -> None:
    service = parts.service
    assert service.user(uid=10) == service.user(token="secret1")
    assert service.stats(uid=10).user == service.user(uid=10)
    assert len(service.stats(token="secret1").daily) == 30
    for who in ({}, {"uid": 10, "token": "secret1"}):
        with pytest.raises(InvalidInputError):
            service.user(**who)  # type: ignore[arg-type]  # an int or a str each
    with pytest.raises(NotFoundError):
        service.user(uid=11)
    with pytest.raises(AuthenticationError):
        service.user(token="wrong")


def test_the_end_closes_meter_and_users(parts: Parts) -> None:
    parts.service.close()
    assert parts.meter.is_closed


def test_numpy_is_there_before_the_first_search() -> None:
    code = "import maas_cli.service, sys; assert 'numpy' in sys.modules; assert 'starlette' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
