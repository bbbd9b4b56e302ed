import json
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
for _ in range(50):
    print(draw(Path(sys.argv[1]), "all", 1, lambda: 7, 1000)[0].place)
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


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b'{"all":3}', b'{"all":[7,-1]}', b'{"all":["a",0]}', b"[" * 10_000]
)
def test_a_damaged_file_is_no_draws_at_all(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert draw(file, "all", 1, lambda: 9, 100) == [Draw(9, 0)]
    assert json.loads(file.read_bytes()) == {"all": [9, 1]}


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file")
    with pytest.raises(StorageError, match=r"cannot keep in .*drawn\.json which memes were drawn"):
        draw(tmp_path / "data" / "drawn.json", "all", 1, lambda: 7, 100)


def test_two_processes_at_once_never_draw_the_same(file: Path) -> None:
    command = (sys.executable, "-c", PROGRAM, str(file))
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    drawn = [line for process in running for line in process.communicate()[0].splitlines()]
    assert sorted(map(int, drawn)) == list(range(150))
