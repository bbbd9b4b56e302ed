"""``maas tui`` as a command: where it starts, where it does not, and what it leaves behind."""

import re
import signal
import subprocess
import sys
import time

import pytest

from maas_cli.cli.tui_command import EPILOG
from tests.cli.at_keyboard import ESCAPE, USUAL_MODES
from tests.cli.driver import Driver
from tests.unit.remote.scripted_server import json_answer, serving

EXAMPLES = re.findall(r"^  (.*maas tui.*)$", EPILOG, flags=re.MULTILINE)
WIDE = (120, 36)
ALICE = json_answer("200 OK", b'{"id":10,"name":"Alice","authToken":"********","tokenCount":982,"hits":{}}\n')
NOBODY = json_answer("401 Unauthorized", b'{"error":{"code":"authentication","message":"no user has this token"}}\n')


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("maas tui </dev/null", "the browser needs a terminal, and standard input is none"),
        ("echo cat | maas tui", "the browser needs a terminal, and standard input is none"),
        ("maas tui <&-", "the browser needs a terminal, and standard input is none"),
        ("maas tui 2>said; cat said", "the browser needs a terminal, and standard error is none"),
        ("TERM=dumb maas tui", "the terminal (TERM=dumb) cannot show the browser"),
    ],
)
def test_where_nothing_can_be_drawn_it_says_what_can_be_done(maas: Driver, command: str, reason: str) -> None:
    with maas.at_keyboard(command) as person:
        person.until_ended()
    assert person.seen == f"error: {reason}\nhint: maas search works without one\n"


def test_without_a_terminal_it_is_exit_code_2_before_anything_dear_is_loaded(maas: Driver) -> None:
    code = "import sys\nfrom maas_cli.__main__ import main\ncode = main(['tui', 'cat'])\nprint(code, *sys.modules)"
    environment = {name: value for name, value in maas.environment.items() if not name.startswith("COVERAGE_")}
    command, started = [sys.executable, "-c", code], time.monotonic()
    run = subprocess.run(
        command, cwd=maas.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True
    )
    assert time.monotonic() - started < 1
    exit_code, *loaded = run.stdout.split()
    assert exit_code == "2"
    assert not {"textual", "rich", "numpy", "PIL", "sqlite3", "asyncio", "httpx2", "maas_cli.engine"} & set(loaded)
    assert not (maas.folder / "users.db").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("--token nobody", 3, "error: no user has this token\n"),
        ("--theme pink", 2, "error: theme (flag --theme) is 'pink'; allowed are maas-dark, maas-light, "),
        ("--config mine.toml", 2, "error: keys (mine.toml) names 'dance'; allowed are open, copy_link, "),
        ("--config twice.toml", 2, "error: keys (twice.toml) gives 'f1' to both open and show_help\n"),
        ("--near Nowhereville", 2, "error: no place is called 'Nowhereville'"),
        ("--lat 5", 2, "error: lon is missing: lat and lon belong together\n"),
        ("--lat 5 --lon 500", 2, "error: lon 500 is out of range: -180 to 180 degrees\n"),
        ("--server http://127.0.0.1:1 --token secret1", 6, "error: "),
        ("--server http://127.0.0.1:1", 3, "error: http://127.0.0.1:1 wants a token\nhint: give it in MAAS_TOKEN"),
        ("--server nonsense --token secret1", 2, "error: "),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line_on_an_untouched_terminal(
    maas: Driver, arguments: str, code: int, said: str
) -> None:
    (maas.folder / "mine.toml").write_text('[keys]\ndance = "f3"\n', encoding="utf-8")
    (maas.folder / "twice.toml").write_text('[keys]\nopen = "f1"\n', encoding="utf-8")
    maas("search", "cat")  # the index is there
    with maas.at_keyboard(f"maas tui {arguments}; echo exit $?") as person:
        person.until_ended()
    assert person.seen.startswith(said)
    assert person.seen.endswith(f"\nexit {code}\n")
    assert person.seen.count("\n") <= 3
    assert "\x1b" not in person.seen
    assert not {"nobody", "secret1", "Traceback"} & set(re.findall(r"\w+", person.seen))


def test_a_server_that_does_not_know_the_token_is_exit_code_3(maas: Driver) -> None:
    with serving(NOBODY) as server, maas.at_keyboard(f"maas tui --server {server.url} -t canary") as person:
        assert person.until_ended() == 3
    assert person.seen.startswith("error: ")
    assert "canary" not in person.seen


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(maas: Driver, example: str) -> None:
    with serving(*[ALICE] * 20) as server:
        command = example.replace("http://localhost:8080", server.url)
        with maas.at_keyboard(command, size=WIDE) as person:
            assert person.leave() == 0
            assert person.is_as_before
    assert 1049 in {int(mode) for mode in re.findall(r"\x1b\[\?(\d+)h", person.seen)}
    assert person.modes == USUAL_MODES


def test_the_words_given_are_searched_for_and_two_escapes_leave(maas: Driver) -> None:
    with maas.at_keyboard("maas tui grumpy cat", size=WIDE) as person:
        person.until_seen("grumpy cat")
        person.until_seen(" ✓ ")
        person.press(ESCAPE)
        person.until_seen("all, shuffled daily")
        person.press(ESCAPE)
        assert person.until_ended() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_the_terminal_is_as_before(maas: Driver, number: signal.Signals) -> None:
    with maas.at_keyboard("trap : INT TERM; maas tui; echo exit $?", size=WIDE) as person:
        person.until_seen(" ✓ ")
        person.signal(number)
        person.until_ended()
        assert person.is_as_before
    assert person.modes == USUAL_MODES
    assert person.seen.endswith("exit 130\n")


def test_it_ends_when_its_terminal_is_closed(maas: Driver) -> None:
    with maas.at_keyboard("trap '' HUP; maas tui; touch ended", size=WIDE) as person:
        person.until_seen(" ✓ ")
    assert (maas.folder / "ended").exists()


def test_a_lost_server_is_said_and_is_no_end(maas: Driver) -> None:
    with (
        serving(ALICE, ALICE) as server,
        maas.at_keyboard(f"maas tui --server {server.url} --token canary", size=WIDE) as person,
    ):
        person.until_seen("982 tokens")
        person.until_seen("may be old")
        assert person.leave() == 0
    assert "canary" not in person.seen


def test_what_there_is_to_note_is_shown_and_stands_there_when_it_is_left(maas: Driver) -> None:
    maas("users", "list")
    with (maas.folder / "users.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    with maas.at_keyboard("maas tui", size=WIDE) as person:
        person.until_seen("the users file has")
        assert person.leave() == 0
    shown, _, after = person.seen.rpartition("\x1b[?1049l")
    assert "the users file has" in shown
    assert "note: the users file has changed: `maas users sync` reads it again\n" in after
    assert after.count("note: ") == 1
