"""The process: its exit codes, its silence, its version."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from maas_cli import __version__
from maas_cli.__main__ import main
from tests.cli.driver import measured

REPOSITORY = Path(__file__).parents[2]
MAAS = f"{sys.executable} -m maas_cli"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return measured() | {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(REPOSITORY),
        "MAAS_DATA_DIR": str(tmp_path / "data"),
        "MAAS_CACHE_DIR": str(tmp_path / "cache"),
    }


def shell(command: str, environment: dict[str, str]) -> tuple[int, str, str]:
    run = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    return run.returncode, run.stdout, run.stderr


def test_the_version(environment: dict[str, str]) -> None:
    assert shell(f"{MAAS} --version", environment) == (0, f"maas {__version__}\n", "")


def test_a_search_in_an_empty_home_folder_works(environment: dict[str, str]) -> None:
    code, out, _ = shell(f"{MAAS} search becky", environment)
    assert (code, "Becky" in out) == (0, True)


def test_the_sample_users_are_there_from_the_start(environment: dict[str, str]) -> None:
    code, out, _ = shell(f"cd / && {MAAS} users list", environment)
    assert (code, out) == (0, "10\tAlice\t1000\t0\tfalse\n20\tBob\t500\t0\tfalse\n")


def test_a_reader_that_stops_reading_is_no_error(environment: dict[str, str]) -> None:
    command = f"set -o pipefail; {MAAS} search cat -n 1000 --explain | head -1"
    code, out, err = shell(command, environment)
    assert (code, out.count("\n"), "rror" in err) == (0, 1, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
@pytest.mark.parametrize("arguments", ["search cat", "--version", "config path"])
def test_output_that_cannot_be_written_is_exit_code_5(arguments: str, environment: dict[str, str]) -> None:
    code, _, err = shell(f"{MAAS} {arguments} >/dev/full", environment)
    assert (code, err.splitlines()[-1]) == (5, "error: cannot write the output: No space left on device")


def test_a_closed_standard_output_is_exit_code_5(environment: dict[str, str]) -> None:
    code, _, err = shell(f"{MAAS} config path >&-", environment)
    assert (code, err) == (5, "error: cannot write the output: standard output is closed\n")


def test_a_closed_standard_error_keeps_the_exit_code(environment: dict[str, str]) -> None:
    assert shell(f"{MAAS} search '' 2>&-", environment)[0] == 2
    assert shell(f"{MAAS} search '' 2>/dev/full", environment)[0] == 2


def test_an_interrupt_is_exit_code_130_without_a_word(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/memes.zip"
        command = [sys.executable, "-m", "maas_cli", "data", "fetch", "--url", address]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as run:
            connection, _ = server.accept()
            connection.recv(1)  # it waits for an answer now
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=20)
            connection.close()
    assert (run.returncode, out, err) == (130, b"", b"")


def test_a_traceback_is_shown_only_if_asked_for_and_never_with_a_token(environment: dict[str, str]) -> None:
    command = f"{MAAS} search becky --token canary-token"
    assert "Traceback" not in shell(command, environment)[2]
    code, _, err = shell(command, environment | {"MAAS_DEBUG": "1"})
    assert (code, "Traceback" in err, "canary" in err) == (3, True, False)


def test_given_arguments_are_run_in_place_of_the_processs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"maas {__version__}\n"
