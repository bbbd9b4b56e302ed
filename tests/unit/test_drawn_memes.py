import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from maas_cli.drawn_memes import Draw, draw
from maas_cli.errors import StorageError

PROGRAM = """
import sys
from pathlib import Path
from maas_cli.drawn_memes import draw
for _ in range(int(sys.argv[2])):
    print(draw(Path(sys.argv[1]), "all", 1, lambda: 7, 10**9)[0].place, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drawn.json"


def places(draws: list[Draw]) -> list[int]:
    return [one.place for one in draws]


def test_draws_go_on_where_the_last_ones_ended(file: Path) -> None:
    assert places(draw(file, "all", 3, lambda: 7, 100)) == [0, 1, 2]
    assert draw(file, "all", 2, lambda: 8, 100) == [Draw(7, 3), Draw(7, 4)]


def test_a_deck_that_is_used_up_is_shuffled_anew(file: Path) -> None:
    seeds = count(1)
    drawn = draw(file, "all", 5, lambda: next(seeds), 2)
    assert places(drawn) == [0, 1, 0, 1, 0]
    assert len({one.seed for one in drawn}) == 3


def test_decks_do_not_disturb_one_another_and_old_ones_are_forgotten(file: Path) -> None:
    draw(file, "old", 1, lambda: 7, 100)
    for number in range(16):
        draw(file, f"deck {number}", 1, lambda: 7, 100)
    assert places(draw(file, "deck 15", 1, lambda: 7, 100)) == [1]
    assert places(draw(file, "old", 1, lambda: 7, 100)) == [0]


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"[" * 10_000, b"9" * 100_000])
def test_a_damaged_file_is_no_draws_at_all(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert draw(file, "all", 1, lambda: 9, 100) == [Draw(9, 0)]
    assert draw(file, "all", 1, lambda: 8, 100) == [Draw(9, 1)]


@pytest.mark.parametrize("place", ["3", "[7,-1]", '["a",0]', "[7,0,0]", "[7,1.5]", str([2**64, 0]), str([0, 2**64])])
def test_a_deck_that_cannot_be_read_is_shuffled_anew(file: Path, place: str) -> None:
    draw(file, "all", 1, lambda: 7, 100)
    file.write_text(file.read_text().replace("[7,1]", place))
    assert draw(file, "all", 1, lambda: 9, 100) == [Draw(9, 0)]


def test_the_file_never_changes_its_length_and_keeps_no_queries(file: Path) -> None:
    lengths = set()
    for number in range(40):
        draw(file, f"secret {number} \ud800", 1, lambda: 2**64 - 1, 2**62)
        lengths.add(file.stat().st_size)
    assert len(lengths) == 1
    assert b"secret" not in file.read_bytes()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file")
    with pytest.raises(StorageError, match=r"cannot keep in .*drawn\.json which memes were drawn") as caught:
        draw(tmp_path / "data" / "drawn.json", "all", 1, lambda: 7, 100)
    assert caught.value.hint == "draw with a seed: then nothing is kept"


def drawing(file: Path, times: int) -> "subprocess.Popen[str]":
    return subprocess.Popen((sys.executable, "-c", PROGRAM, str(file), str(times)), stdout=subprocess.PIPE, text=True)


def test_two_processes_at_once_never_draw_the_same(file: Path) -> None:
    running = [drawing(file, 50) for _ in range(3)]
    drawn = [line for process in running for line in process.communicate()[0].splitlines()]
    assert sorted(map(int, drawn)) == list(range(150))


def test_whoever_is_killed_leaves_what_was_drawn(file: Path) -> None:
    for _ in range(5):
        with drawing(file, 10**9) as process:
            assert process.stdout is not None
            seen = [int(process.stdout.readline()) for _ in range(30)]
            process.send_signal(signal.SIGKILL)
            seen += map(int, process.stdout.read().split())
        assert seen == list(range(seen[0], seen[0] + len(seen)))
        following = draw(file, "all", 1, lambda: 8, 10**9)[0]
        assert following.seed == 7
        assert seen[-1] < following.place <= seen[-1] + 2
