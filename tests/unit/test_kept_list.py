import json
import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import StorageError
from maas_cli.kept_list import KeptList
from maas_cli.models.kept import Favourite, PastQuery
from tests.factories import meme
from tests.unit.catalog.test_importing import files_up_to

AT = datetime(2026, 3, 31, 12, 30, 1, 250, tzinfo=UTC)

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.kept_list import KeptList
from maas_cli.models.kept import PastQuery
kept = KeptList(Path(sys.argv[1]), PastQuery)
for number in range(int(sys.argv[3])):
    entry = PastQuery(f"{sys.argv[2]} {number}", datetime.now(UTC))
    kept.change(lambda before: (entry, *before))
    print(number, flush=True)
"""


def past(*queries: str) -> tuple[PastQuery, ...]:
    return tuple(PastQuery(query, AT) for query in queries)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kept.json"


@pytest.fixture
def kept(file: Path) -> KeptList[PastQuery]:
    return KeptList(file, PastQuery)


def put(kept: KeptList[PastQuery], *queries: str) -> int:
    return kept.change(lambda _: past(*queries))


def test_where_there_is_no_file_there_is_nothing_and_none_is_made(kept: KeptList[PastQuery], file: Path) -> None:
    assert kept.read() == ()
    assert not file.parent.exists()


def test_a_change_is_there_for_others_and_says_how_many_more_there_are(kept: KeptList[PastQuery], file: Path) -> None:
    assert put(kept, "a", "b", "c") == 3
    assert KeptList(file, PastQuery).read() == past("a", "b", "c")
    assert put(kept, "a") == -2
    assert KeptList(file, PastQuery).read() == kept.read() == past("a")


def test_the_file_is_private_json_with_one_entry_a_line(kept: KeptList[PastQuery], file: Path) -> None:
    put(kept, "кот", "b")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (
        file.read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith('{"query":"кот","at":"2026-03-31T12:30:01.000250Z"}')
    )
    assert len(json.loads(file.read_bytes())) == 2
    assert [path.name for path in file.parent.iterdir()] == ["kept.json"]


def test_what_changes_nothing_writes_nothing(kept: KeptList[PastQuery], file: Path) -> None:
    put(kept, "a")
    before = file.stat()
    assert put(kept, "a") == 0
    assert os.path.samestat(before, file.stat())


def test_the_file_is_read_again_only_if_it_has_changed(
    kept: KeptList[PastQuery], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(kept, "a")
    first = kept.read()
    monkeypatch.setattr(json, "loads", None)
    assert kept.read() is first
    monkeypatch.undo()
    put(KeptList(file, PastQuery), "b")
    assert kept.read() == past("b")


texts = st.text(st.characters(exclude_categories=()))  # lone surrogates are in the arguments of a terminal
memes = st.builds(
    meme,
    st.integers(0, 2**63 - 1),
    texts,
    texts,
    url=texts,
    lang=texts,
    file_size=st.none() | st.integers(0, 2**63 - 1),
    lat=st.none() | st.floats(-90, 90),
    tags=st.lists(texts).map(tuple),
)
times = st.datetimes(timezones=st.just(UTC))


@given(st.lists(st.builds(Favourite, memes, times)))
def test_whatever_is_kept_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, entries: list[Favourite]) -> None:
    file = tmp_path_factory.mktemp("kept") / "kept.json"
    KeptList(file, Favourite).change(lambda _: entries)
    assert KeptList(file, Favourite).read() == tuple(entries)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff", b"{}", b"[1]", b"[", b"[" * 100_000, b"[" + b"9" * 5_000 + b"]", b'[{"query":"a"}]',
        b'[{"query":1,"at":"2026-03-31T12:30:01Z"}]', b'[{"query":"a","at":"yesterday"}]',
        b'[{"query":"a","at":"2026-03-31T12:30:01"}]', b'[{"query":"a","at":NaN}]', b"\0" * 100,
    ],
)  # fmt: skip
def test_a_damaged_file_is_said_and_stays_as_it_is(kept: KeptList[PastQuery], file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    for use in (kept.read, lambda: put(kept, "a")):
        with pytest.raises(StorageError, match=r"kept\.json is damaged and left as it is$") as caught:
            use()
        assert "\n" not in str(caught.value)
        assert "move it away" in caught.value.hint
    assert file.read_bytes() == content


def test_an_empty_file_is_an_empty_list(kept: KeptList[PastQuery], file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert kept.read() == ()
    assert put(kept, "a") == 1


def test_a_full_disk_is_said_and_nothing_is_lost(kept: KeptList[PastQuery], file: Path) -> None:
    put(kept, "a")
    with files_up_to(1_000), pytest.raises(StorageError, match=r"cannot write .*kept\.json: File too large"):
        put(kept, "b" * 2_000)
    assert kept.read() == past("a")
    assert [path.name for path in file.parent.iterdir()] == ["kept.json"]


def test_a_change_that_fails_changes_nothing_and_lets_others_go_on(kept: KeptList[PastQuery]) -> None:
    put(kept, "a")

    def fail(_: tuple[PastQuery, ...]) -> tuple[PastQuery, ...]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.change(fail)
    assert put(kept, "a", "b") == 1


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    inside = KeptList(tmp_path / "file" / "kept.json", PastQuery)
    assert inside.read() == ()
    with pytest.raises(StorageError, match=r"cannot write .*kept\.json: (File exists|Not a directory)"):
        put(inside, "a")
    (tmp_path / "kept.json").mkdir()
    folder = KeptList(tmp_path / "kept.json", PastQuery)
    with pytest.raises(StorageError, match=r"cannot read .*kept\.json: Is a directory"):
        folder.read()
    with pytest.raises(StorageError, match=r"cannot write .*kept\.json: Is a directory"):
        put(folder, "a")


def adding(file: Path, name: str, times: int) -> "subprocess.Popen[str]":
    command = (sys.executable, "-c", PROGRAM, str(file), name, str(times))
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_of_several_processes_at_once_none_loses_what_another_added(kept: KeptList[PastQuery], file: Path) -> None:
    running = [adding(file, name, 30) for name in "abc"]
    for process in running:
        process.communicate()
    assert sorted(each.query for each in kept.read()) == sorted(
        f"{name} {number}" for name in "abc" for number in range(30)
    )
    assert [each.query for each in kept.read() if each.query[0] == "a"] == [
        f"a {number}" for number in reversed(range(30))
    ]


def test_of_several_threads_at_once_none_loses_what_another_added(kept: KeptList[PastQuery]) -> None:
    def added(one: PastQuery, before: tuple[PastQuery, ...]) -> tuple[PastQuery, ...]:
        return one, *before

    def add(name: str) -> None:
        for number in range(20):
            kept.change(partial(added, PastQuery(f"{name} {number}", AT)))

    threads = [threading.Thread(target=add, args=name) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.query for each in kept.read()}) == 60


def test_whoever_is_killed_leaves_all_that_was_added(kept: KeptList[PastQuery], file: Path) -> None:
    for name in "abc":
        with adding(file, name, 10**9) as process:
            assert process.stdout is not None
            seen = [int(process.stdout.readline()) for _ in range(10)]
            process.send_signal(signal.SIGKILL)
            seen += map(int, process.stdout.read().split())
        there = {each.query for each in kept.read()}
        assert {f"{name} {number}" for number in seen} <= there
    put(kept, "a")
    assert [path.name for path in file.parent.iterdir()] == ["kept.json"]
