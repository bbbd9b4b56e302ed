"""The process in which pictures are drawn."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maas_cli.errors import StorageError
from maas_cli.render import picture_png
from maas_cli.web.drawing_process import DrawingProcess
from tests.factories import meme

PRETENDING = """
import os, time
import maas_cli.web.drawing_child as child
def draw(meme, size):
    if size == 1: os._exit(1)
    if size == 2: time.sleep(60)
    if size == 3: raise OSError("no font")
    return f"{os.getpid()} {os.nice(0)} {os.getsid(0) == os.getpid()} {meme.text}".encode()
child._draw = draw
child.main()
"""

MakeProcess = Callable[..., DrawingProcess]


@pytest.fixture
def make_process() -> Iterator[MakeProcess]:
    made: list[DrawingProcess] = []

    def make(most_seconds: float = 60.0) -> DrawingProcess:
        made.append(DrawingProcess(program=PRETENDING, most_seconds=most_seconds))
        return made[-1]

    yield make
    for process in made:
        process.close()


def pid_of(process: DrawingProcess) -> int:
    return int(process.draw(meme(7), 64).split()[0])


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_draws_with_the_lowest_priority_away_from_the_terminal(make_process: MakeProcess) -> None:
    pid, priority, is_apart, text = make_process().draw(meme(7, "Owl", "пугу"), 64).decode().split()
    assert (priority, is_apart, text) == ("19", "True", "пугу")
    assert int(pid) != os.getpid()


def test_its_pictures_are_those_of_the_renderer() -> None:
    shown = meme(7, "Owl", "alone at last", upper="alone", lower="at last", lang="en")
    process = DrawingProcess()
    try:
        assert process.draw(shown, 64) == picture_png(shown, 64)
    finally:
        process.close()


def test_one_process_draws_all_pictures_until_it_is_closed(make_process: MakeProcess) -> None:
    process = make_process()
    pid = pid_of(process)
    assert pid_of(process) == pid
    process.close()
    assert not is_there(pid)
    process.close()
    assert pid_of(process) != pid


def test_a_picture_that_cannot_be_drawn_is_reported_and_the_next_one_is_drawn(make_process: MakeProcess) -> None:
    process = make_process()
    pid = pid_of(process)
    with pytest.raises(RuntimeError, match="OSError: no font"):
        process.draw(meme(7), 3)
    assert pid_of(process) == pid


def test_a_process_that_dies_over_a_picture_is_replaced_for_the_next_one(make_process: MakeProcess) -> None:
    process = make_process()
    pid = pid_of(process)
    with pytest.raises(StorageError, match="the process that draws pictures gave no answer"):
        process.draw(meme(7), 1)
    assert pid_of(process) != pid


def test_a_process_that_died_meanwhile_is_replaced_unnoticed(make_process: MakeProcess) -> None:
    process = make_process()
    pid = pid_of(process)
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert pid_of(process) != pid


def test_a_process_that_takes_too_long_is_ended(make_process: MakeProcess) -> None:
    process = make_process(most_seconds=5.0)
    pid = pid_of(process)
    process._most_seconds = 0.1  # noqa: SLF001  # starting may take longer than the test wants to wait
    process.close()
    with pytest.raises(StorageError, match="timed out"):
        process.draw(meme(7), 2)
    assert not is_there(pid)


def test_closing_gives_up_the_picture_that_is_being_drawn(make_process: MakeProcess) -> None:
    process = make_process()
    pid_of(process)
    raised: list[str] = []

    def draw() -> None:
        try:
            process.draw(meme(7), 2)
        except StorageError as error:
            raised.append(str(error))

    thread = threading.Thread(target=draw)
    thread.start()
    time.sleep(0.2)
    process.close()
    thread.join(10)
    assert len(raised) == 1


def test_a_program_that_cannot_start_is_a_failure_to_be_tried_again() -> None:
    process = DrawingProcess(program="import no_such_module")
    with pytest.raises(StorageError):
        process.draw(meme(7), 64)
    process.close()


def test_the_signals_that_end_a_service_leave_it_to_finish(make_process: MakeProcess) -> None:
    process = make_process()
    pid = pid_of(process)
    for told in (signal.SIGTERM, signal.SIGINT):
        os.kill(pid, told)
    assert pid_of(process) == pid


def test_it_ends_with_the_process_that_asks_also_by_kill_9(tmp_path: Path) -> None:
    asking = f"""
import os, signal, sys
sys.path[:] = {sys.path!r}
from maas_cli.web.drawing_process import DrawingProcess
from maas_cli.models.meme import Meme
print(DrawingProcess(program={PRETENDING!r}).draw(Meme(1, "", "x"), 64).split()[0].decode(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", asking], capture_output=True, check=False, text=True, cwd=tmp_path)
    assert done.returncode == -signal.SIGKILL
    pid, until = int(done.stdout), time.monotonic() + 10
    while is_there(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_there(pid)


def test_what_is_in_the_working_directory_is_not_run(
    make_process: MakeProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    (tmp_path / "maas_cli").mkdir()
    (tmp_path / "maas_cli" / "__init__.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    assert pid_of(make_process())
