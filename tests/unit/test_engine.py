import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts
from maas_cli.engine import Engine
from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    CatalogError,
    InvalidInputError,
    InvalidQueryError,
    NotFoundError,
)
from maas_cli.models.search import SearchRequest
from maas_cli.packaged import starter_catalog

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
CATALOG = "id,name,text\n1,Owl,alone at last\n2,Owl,together at last\n"

MakeEngine = Callable[[], Engine]


@pytest.fixture
def users_file(tmp_path: Path) -> Path:
    path = tmp_path / "users.json"
    alice = {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 2, "hits": None}
    path.write_text(json.dumps({"10": alice}), encoding="utf-8")
    return path


@pytest.fixture
def make_engine(tmp_path: Path, users_file: Path) -> Iterator[MakeEngine]:
    made: list[Engine] = []

    def make() -> Engine:
        engine = Engine(
            data_dir=tmp_path / "data",
            cache_dir=tmp_path / "cache",
            starter=starter_catalog(),
            open_accounts=lambda _: Accounts(users_file, now=lambda: NOW),
            now=lambda: NOW,
        )
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make_engine: MakeEngine) -> Engine:
    return make_engine()


def test_a_search_without_a_token_is_free_and_opens_no_users(engine: Engine, users_file: Path) -> None:
    page = engine.search(SearchRequest("becky"))
    assert page.total > 0
    assert page.balance is None
    assert not users_file.with_suffix(".db").exists()


def test_a_place_is_found_by_name(engine: Engine) -> None:
    assert (engine.find_place("Алматы").name, engine.find_place("Paris, Texas").country) == ("Almaty", "US")
    with pytest.raises(InvalidInputError, match="no place is called 'Almatty'"):
        engine.find_place("Almatty")


def test_an_answer_costs_one_token_and_counts_one_call_also_without_hits(engine: Engine) -> None:
    assert engine.search(SearchRequest("becky"), token="secret1").balance == 1
    page = engine.search(SearchRequest("xyzzyxyzzy"), token="secret1", endpoint="test/search")
    assert (page.total, page.balance) == (0, 0)
    assert engine.user_stats(uid=10).user.hits == {"cli/search": 1, "test/search": 1}


def test_what_is_refused_costs_nothing(engine: Engine) -> None:
    with pytest.raises(InvalidQueryError):
        engine.search(SearchRequest("?!"), token="secret1")
    with pytest.raises(InvalidInputError):
        engine.search(SearchRequest("becky", template="No Such Template"), token="secret1")
    assert engine.user_stats(uid=10).user.balance == 2


def test_an_empty_balance_is_refused_before_any_work(engine: Engine, tmp_path: Path) -> None:
    for _ in range(2):
        engine.search(SearchRequest("becky"), token="secret1")
    (tmp_path / "cache" / "starter.idx").unlink()
    with pytest.raises(BalanceExhaustedError):
        engine.search(SearchRequest("becky"), token="secret1")
    assert not (tmp_path / "cache" / "starter.idx").exists()
    assert engine.user_stats(uid=10).user.balance == 0


def test_a_meme_is_found_by_its_id_free_of_charge(engine: Engine, users_file: Path) -> None:
    found = engine.search(SearchRequest("becky")).hits[0].meme
    assert engine.get_meme(found.id) == found
    with pytest.raises(NotFoundError, match="no meme 99"):
        engine.get_meme(99)
    assert not users_file.with_suffix(".db").exists()


def test_a_meme_found_in_somebody_s_name_costs_what_a_search_costs_unless_there_is_none(engine: Engine) -> None:
    found = engine.search(SearchRequest("becky")).hits[0].meme
    assert engine.get_meme(found.id, token="secret1") == found
    assert engine.get_meme(found.id, token="secret1", endpoint="test/open") == found
    with pytest.raises(AuthenticationError):
        engine.get_meme(found.id, token="secret2")
    user = engine.user_stats(uid=10).user
    assert (user.balance, user.hits) == (0, {"cli/open": 1, "test/open": 1})
    with pytest.raises(BalanceExhaustedError):
        engine.get_meme(99, token="secret1")


def test_a_meme_that_there_is_not_costs_nothing(engine: Engine) -> None:
    with pytest.raises(NotFoundError):
        engine.get_meme(99, token="secret1")
    assert engine.user_stats(uid=10).user.balance == 2


@pytest.mark.parametrize("token", ["", "secret2"])
def test_a_token_of_nobody_is_refused_and_never_repeated(engine: Engine, token: str) -> None:
    with pytest.raises(AuthenticationError) as caught:
        engine.search(SearchRequest("becky"), token=token)
    assert "secret2" not in str(caught.value) + caught.value.hint


def test_an_import_is_searched_at_once_and_a_reset_returns_to_the_starter(engine: Engine, tmp_path: Path) -> None:
    source = tmp_path / "owls.csv"
    source.write_text(CATALOG, encoding="utf-8")
    assert engine.search(SearchRequest("becky")).total > 0
    assert engine.import_catalog(source).memes == 2
    assert engine.search(SearchRequest("becky")).total == 0
    assert engine.search(SearchRequest("together", fuzzy=False)).hits[0].meme.id == 2
    assert engine.catalog_info().source == "owls.csv"
    assert engine.reset_catalog().memes > 1000
    assert engine.search(SearchRequest("becky")).total > 0


def test_memes_are_counted_also_those_without_a_template(engine: Engine, tmp_path: Path) -> None:
    assert engine.meme_count() == engine.catalog_info().memes > 1000
    source = tmp_path / "owls.csv"
    source.write_text(CATALOG + "3,,of no template\n", encoding="utf-8")
    engine.import_catalog(source)
    assert engine.meme_count() == 3


def test_an_import_in_another_process_is_noticed(make_engine: MakeEngine, tmp_path: Path) -> None:
    source = tmp_path / "owls.csv"
    source.write_text(CATALOG, encoding="utf-8")
    searching, importing = make_engine(), make_engine()
    assert searching.search(SearchRequest("becky")).total > 0
    importing.import_catalog(source)
    assert searching.search(SearchRequest("owl")).total == 2


def test_an_import_that_fails_leaves_the_catalogue_in_use(engine: Engine, tmp_path: Path) -> None:
    source = tmp_path / "owls.csv"
    source.write_text(CATALOG, encoding="utf-8")
    engine.import_catalog(source)
    source.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CatalogError):
        engine.import_catalog(source)
    assert engine.search(SearchRequest("owl")).total == 2


def test_an_index_found_damaged_during_a_search_is_rebuilt_and_said_once(engine: Engine, tmp_path: Path) -> None:
    before = engine.search(SearchRequest("becky"))
    index = tmp_path / "cache" / "starter.idx"
    content = bytearray(index.read_bytes())
    position = content.index(b"Boss answered my joke")  # in the first record
    content[position : position + 150_000] = b"\xff" * 150_000
    index.write_bytes(content)
    assert engine.search(SearchRequest("becky")) == before
    assert engine.notices() == ("the search index was damaged and has been rebuilt",)
    assert engine.search(SearchRequest("becky")) == before
    assert engine.notices() == ()


def test_templates_are_counted_in_all_or_as_a_query_finds_them(engine: Engine) -> None:
    everything = engine.template_counts()
    some = engine.template_counts(SearchRequest("becky"))
    assert len(everything) > len(some) > 0
    assert everything[0].memes >= everything[-1].memes
    with pytest.raises(InvalidQueryError):
        engine.template_counts(SearchRequest(""))


def test_a_text_is_completed_within_limits(engine: Engine) -> None:
    assert engine.complete("gru", 1)[0].text == "Grumpy Cat"
    for text, limit in (("", 1), ("a" * 257, 1), ("a", 0), ("a", 10_001)):
        with pytest.raises(InvalidInputError):
            engine.complete(text, limit)


def test_what_is_known_is_said_only_once_there_is_an_index(engine: Engine) -> None:
    assert (engine.known_templates(), engine.known_languages()) == ([], [])
    engine.catalog_info()
    assert "Grumpy Cat" in engine.known_templates()
    assert "en" in engine.known_languages()


def test_random_memes_come_each_once_before_one_comes_again(make_engine: MakeEngine, tmp_path: Path) -> None:
    source = tmp_path / "owls.csv"
    source.write_text("id,name,text\n" + "".join(f"{n},Owl,owl {n}\n" for n in range(1, 8)), encoding="utf-8")
    make_engine().import_catalog(source)
    drawn = [make_engine().random_memes(1).hits[0].meme.id for _ in range(14)]
    assert sorted(drawn[:7]) == sorted(drawn[7:]) == list(range(1, 8))
    page = make_engine().random_memes(9, seed=3, offset=2)
    assert (len(page.hits), page.total, page.offset) == (5, 7, 2)
    assert make_engine().random_memes(7, seed=3).hits[2:] == page.hits
    assert make_engine().random_memes(3, query="nothing like it").hits == ()


@pytest.mark.parametrize(
    ("count", "seed", "offset", "query"),
    [(0, None, 0, None), (10_001, None, 0, None), (1, -1, 0, None), (1, 2**64, 0, None), (1, None, 1, None),
     (1, 1, -1, None), (1, None, 0, ""), (1, None, 0, "a" * 257)],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(
    engine: Engine, count: int, seed: int | None, offset: int, query: str | None
) -> None:
    with pytest.raises(InvalidInputError):
        engine.random_memes(count, seed=seed, offset=offset, query=query)


def test_a_damaged_index_is_rebuilt_for_random_memes_too(engine: Engine, tmp_path: Path) -> None:
    before = engine.random_memes(50, seed=1)
    index = tmp_path / "cache" / "starter.idx"
    content = index.read_bytes()
    start = content.index(b"Grumpy Cat")
    index.write_bytes(content[: start - 4000] + b"\xff" * 8000 + content[start + 4000 :])
    assert engine.random_memes(50, seed=1) == before


def test_statistics_are_found_by_id_or_by_token_but_not_by_both(engine: Engine) -> None:
    assert engine.user_stats(uid=10) == engine.user_stats(token="secret1") == engine.all_user_stats()[0]
    with pytest.raises(InvalidInputError):
        engine.user_stats()
    with pytest.raises(InvalidInputError):
        engine.user_stats(uid=10, token="secret1")
    with pytest.raises(NotFoundError):
        engine.user_stats(uid=11)


def test_statistics_show_the_calls_of_the_last_thirty_days(engine: Engine) -> None:
    engine.search(SearchRequest("becky"), token="secret1")
    stats = engine.user_stats(uid=10)
    assert stats.today == 1
    assert len(stats.daily) == 30
    assert stats.daily[-1].day == NOW.date()


def test_users_are_added_topped_up_rotated_disabled_and_enabled(engine: Engine) -> None:
    issued = engine.add_user("Carol", 5, uid=30)
    assert [user.uid for user in engine.list_users()] == [10, 30]
    assert engine.top_up(30, 10).balance == 15
    rotated = engine.rotate_token(30)
    with pytest.raises(AuthenticationError):
        engine.search(SearchRequest("becky"), token=issued.token)
    assert engine.search(SearchRequest("becky"), token=rotated.token).balance == 14
    assert engine.disable_user(30).disabled
    with pytest.raises(AuthenticationError):
        engine.search(SearchRequest("becky"), token=rotated.token)
    assert not engine.enable_user(30).disabled
    assert engine.search(SearchRequest("becky"), token=rotated.token).balance == 13


def test_a_users_file_edited_by_hand_is_mentioned_and_read_again_by_sync(
    make_engine: MakeEngine, users_file: Path
) -> None:
    assert make_engine().user_stats(uid=10).user.balance == 2
    users = json.loads(users_file.read_text(encoding="utf-8"))
    users["10"]["tokenCount"] = 7
    users_file.write_text(json.dumps(users), encoding="utf-8")
    engine = make_engine()
    assert engine.user_stats(uid=10).user.balance == 2
    assert engine.notices() == ("the users file has changed: `maas users sync` reads it again",)
    assert engine.sync_users().granted == {10: 5}
    assert engine.user_stats(uid=10).user.balance == 7
    assert make_engine().notices() == ()


def test_an_export_can_be_the_next_users_file(make_engine: MakeEngine, users_file: Path) -> None:
    engine = make_engine()
    engine.search(SearchRequest("becky"), token="secret1")
    assert engine.export_users(users_file) == 1
    assert engine.sync_users().granted == {}
    assert make_engine().search(SearchRequest("becky"), token="secret1").balance == 0


def test_captions_in_the_languages_of_the_caller_s_place_win_ties(engine: Engine, tmp_path: Path) -> None:
    source = tmp_path / "memes.ndjson"
    lines = [{"id": 1, "text": "cat", "lang": "en"}, {"id": 2, "text": "cat!", "lang": "ja", "name": ""}]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    engine.import_catalog(source)

    def first(lat: float | None = None, lon: float | None = None) -> int:
        return engine.search(SearchRequest("cat", unique=False, lat=lat, lon=lon)).hits[0].meme.id

    assert first() == 1
    assert first(lat=35.68, lon=139.69) == 2
    assert first(lat=51.5, lon=-0.1) == 1


def test_safe_leaves_out_unsafe_memes_from_all_that_is_asked(make_engine: MakeEngine, tmp_path: Path) -> None:
    source = tmp_path / "owls.csv"
    source.write_text("id,name,text\n1,Owl,owl\n2,Owl,fuck owl\n3,Bear,fuck owl\n", encoding="utf-8")
    make_engine().import_catalog(source)
    engine = make_engine()
    page = engine.search(SearchRequest("owl", safe=True))
    assert ([hit.meme.id for hit in page.hits], page.total, page.hidden) == ([1], 1, 2)
    assert [count.name for count in engine.template_counts(safe=True)] == ["Owl"]
    assert [count.name for count in engine.template_counts()] == ["Owl", "Bear"]
    assert [suggestion.text for suggestion in engine.complete("fu", 9)] == ["fuck"]
    assert engine.complete("fu", 9, safe=True) == []
    assert engine.random_memes(9, seed=1, safe=True).total == 1
    assert [engine.random_memes(1, safe=True).hits[0].meme.id for _ in range(3)] == [1, 1, 1]
    assert {engine.random_memes(1).hits[0].meme.id for _ in range(3)} == {1, 2, 3}
