"""`maas serve`: its options, and what it refuses before anything is served."""

import json
import os
import pty
import re
import shlex
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.driver import MAAS, USERS, Driver
from tests.cli.test_app import ALL_EXAMPLES

EVERYWHERE = "0.0.0.0"  # noqa: S104  # is what is tested
SECRET_USERS = USERS.replace("secret1", "only-alice-knows").replace("secret2", "only-bob-knows")


def welcome(maas: Driver, *arguments: str, **variables: str) -> list[dict[str, Any]]:
    """Start the service, end it once it says that it serves, and return the lines that it said."""
    command = [*MAAS, "serve", *arguments]
    log = maas.folder / "log"
    with (
        log.open("wb") as stream,
        subprocess.Popen(command, cwd=maas.folder, env=maas.environment | variables, stderr=stream) as process,
    ):
        for _ in range(1500):
            if process.poll() is not None or '"event":"serving"' in log.read_text(encoding="utf-8"):
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0, log.read_text(encoding="utf-8")
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("example", [example for example in ALL_EXAMPLES if example.startswith("maas serve")])
def test_every_example_serves(example: str, maas: Driver) -> None:
    (maas.folder / "users.json").write_text(SECRET_USERS, encoding="utf-8")
    (maas.folder / "users.json").chmod(0o600)
    arguments = shlex.split(example.replace(" 9000", " 0"))[2:]
    first, last = welcome(maas, *arguments, MAAS_PORT="0")
    assert (first["memes"], first["users"], first["workers"]) == (1797, 2, 2 if "--workers 2" in example else 1)
    assert (last["event"], last["file"]) == ("users written", "users_flushed.json")


def test_nothing_of_it_goes_to_standard_output_and_no_token_anywhere(maas: Driver) -> None:
    said = welcome(maas, "0", "users.json")
    assert "secret" not in json.dumps(said)


def test_the_settings_come_from_variables_too(maas: Driver) -> None:
    said = welcome(maas, MAAS_PORT="0", MAAS_WORKERS="2", MAAS_LOG_LEVEL="error", MAAS_RATE="10", MAAS_BURST="20")
    assert [line.get("workers") for line in said if line["event"] == "serving"] == [2]


def test_on_a_terminal_the_address_and_the_end_are_told_in_words(maas: Driver) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*MAAS, "serve", "0"], cwd=maas.folder, env=maas.environment, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while b"serving at " not in seen:
            seen += os.read(ours, 65536)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    seen += os.read(ours, 65536)
    os.close(ours)
    assert re.search(
        rb"serving at http://127\.0\.0\.1:\d+: 1,797 memes, 2 users, 1 worker; try: curl .*becky'\r\n", seen
    )
    assert seen.endswith(b"2 users written to users_flushed.json\r\n")


def test_where_there_is_no_standard_error_it_serves_all_the_same(maas: Driver) -> None:
    command = f"exec {shlex.join(MAAS)} serve 0 2>&-"
    with subprocess.Popen(["sh", "-c", command], cwd=maas.folder, env=maas.environment) as process:
        while not (maas.folder / "users.leases").exists():
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert (maas.folder / "users_flushed.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["65536"], "port 65536 is out of range"),
        (["0", "--workers", "0"], "workers 0 is out of range: 1 to 64"),
        (["0", "--workers", "65"], "workers 65 is out of range: 1 to 64"),
        (["0", "--host", "no.such.host.invalid"], "the host 'no.such.host.invalid' is unknown"),
        (["0", "--host", "192.0.2.1"], "the host '192.0.2.1' is not an address of this machine"),
        (["0", "--max-results", "0"], "max-results 0 is out of range"),
        (["0", "--rate", "-1"], "rate -1 is out of range"),
        (["0", "--burst", "-1"], "burst -1 is out of range"),
        (["0", "--cors", "example.org"], "cors 'example.org' is no origin"),
        (["0", "--proxy", "example.org"], "proxy 'example.org' is neither an address nor a network"),
        (["0", "--log-level", "loud"], "log-level 'loud' is unknown"),
        (["many"], "'many' is not a whole number"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_value(maas: Driver, arguments: list[str], words: str) -> None:
    result = maas.process("serve", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err.splitlines()[0]
    assert not (maas.folder / "users.db").exists()


def test_sample_tokens_are_refused_where_others_can_connect(maas: Driver) -> None:
    (maas.folder / "users.json").write_text(USERS, encoding="utf-8")
    result = maas.process("serve", "0", "--host", EVERYWHERE)
    assert result.code == 2
    assert result.err.splitlines() == [
        "error: user 10 has a sample token, which anyone knows, and 0.0.0.0 can be reached from elsewhere",
        "hint: maas users rotate 10, or say --allow-sample-tokens",
    ]
    said = welcome(maas, "0", "--host", EVERYWHERE, "--allow-sample-tokens")
    assert [line["url"].startswith("http://127.0.0.1:") for line in said if line["event"] == "serving"] == [True]


def test_disabled_users_may_have_sample_tokens(maas: Driver) -> None:
    users = json.loads(USERS)
    for user in users.values():
        user["disabled"] = True
    (maas.folder / "users.json").write_text(json.dumps(users), encoding="utf-8")
    assert [line["users"] for line in welcome(maas, "0", "--host", EVERYWHERE) if line["event"] == "serving"] == [2]


def test_a_broken_users_file_is_exit_code_5_with_the_place(maas: Driver) -> None:
    (maas.folder / "users.json").write_text('{\n "10": {]\n}', encoding="utf-8")
    result = maas.process("serve", "0")
    assert (result.code, "users.json:2:9: " in result.err) == (5, True)


def test_where_there_are_no_users_the_sample_ones_are_made_and_that_is_said(maas: Driver) -> None:
    (maas.folder / "users.json").unlink()
    first, second, _ = welcome(maas, "0")
    assert first["event"].startswith("there was no users file; ")
    assert (first["level"], second["event"]) == ("warning", "serving")


def test_a_port_in_use_is_refused_before_anything_is_opened(maas: Driver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = maas.process("serve", str(port))
    assert result.code == 2
    assert result.err.startswith(f"error: port {port} of 127.0.0.1 is in use\nhint: ")
    assert not (maas.folder / "users.db").exists()


def test_the_building_of_the_index_is_shown_on_a_terminal(own_cache: Driver, tmp_path: Path) -> None:
    (own_cache.folder / "users.leases").write_text("", encoding="utf-8")  # ends it before it serves
    seen = own_cache.on_terminal("serve", "0")
    assert seen.code == 5
    assert (tmp_path / "users.db").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.2])
def test_a_signal_that_comes_while_it_is_loaded_is_obeyed(maas: Driver, number: int, seconds: float) -> None:
    with subprocess.Popen(
        [*MAAS, "serve", "0"], cwd=maas.folder, env=maas.environment, stderr=subprocess.PIPE
    ) as process:
        while not _holds_signals(process.pid):
            time.sleep(0.001)
        time.sleep(seconds)
        process.send_signal(number)
        if number == signal.SIGHUP:
            time.sleep(0.1)
            process.terminate()
        _, said = process.communicate(timeout=20)
    assert (process.returncode, b"error" in said) == (0, False), said


def _holds_signals(pid: int) -> bool:
    """Tell whether a process lets SIGTERM wait, as it does from its first moments on."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    blocked = next(int(line.split()[1], 16) for line in lines if line.startswith("SigBlk:"))
    return bool(blocked >> (signal.SIGTERM - 1) & 1)
