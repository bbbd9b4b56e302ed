import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import StorageError
from maas_cli.models.kept import PastQuery
from maas_cli.search_history import SearchHistory

AT = datetime(2026, 3, 31, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.json"


@pytest.fixture
def history(file: Path) -> SearchHistory:
    return SearchHistory(file, now=lambda: AT, most=4)


def queries(history: SearchHistory, limit: int | None = None) -> list[str]:
    return [past.query for past in history.list(limit)]


def test_queries_come_newest_first_with_their_times(history: SearchHistory, file: Path) -> None:
    assert history.list() == ()
    history.add("cat")
    history.add("dog")
    assert SearchHistory(file, now=lambda: AT).list() == (PastQuery("dog", AT), PastQuery("cat", AT))
    assert queries(history, 1) == ["dog"]
    assert queries(history, 0) == []


def test_a_query_that_comes_again_is_the_newest_and_there_once(file: Path) -> None:
    later = datetime(2026, 4, 1, tzinfo=UTC)
    times = iter([AT, AT, later])
    history = SearchHistory(file, now=lambda: next(times))
    for query in ("cat", "dog", " cat "):
        history.add(query)
    assert history.list() == (PastQuery("cat", later), PastQuery("dog", AT))


def test_the_oldest_give_way(history: SearchHistory) -> None:
    for query in "abcdef":
        history.add(query)
    assert queries(history) == ["f", "e", "d", "c"]


@pytest.mark.parametrize("nothing", ["", "  \t\n"])
def test_no_query_is_not_remembered(history: SearchHistory, file: Path, nothing: str) -> None:
    history.add(nothing)
    assert not file.exists()


def test_nobody_else_may_read_it(history: SearchHistory, file: Path) -> None:
    history.add("cat")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    history.add("dog")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_clearing_forgets_all_and_says_how_many_there_were(history: SearchHistory, file: Path) -> None:
    history.add("a secret")
    assert (history.clear(), history.clear(), history.list()) == (1, 0, ())
    assert b"secret" not in file.read_bytes()


def test_a_damaged_file_is_said(history: SearchHistory, file: Path) -> None:
    file.write_text("cat\ndog\n", encoding="utf-8")
    for use in (history.list, history.clear, lambda: history.add("cat")):
        with pytest.raises(StorageError, match=r"history\.json is damaged"):
            use()


@given(st.lists(st.sampled_from(["a", "b", " b", "c", "d\ud800", "e", ""]), max_size=12))
def test_it_remembers_what_a_plain_list_would(tmp_path_factory: pytest.TempPathFactory, asked: list[str]) -> None:
    history = SearchHistory(tmp_path_factory.mktemp("kept") / "history.json", now=lambda: AT, most=4)
    plain: list[str] = []
    for query in asked:
        history.add(query)
        if query.strip():
            plain = [query.strip(), *(past for past in plain if past != query.strip())][:4]
    assert queries(history) == plain
