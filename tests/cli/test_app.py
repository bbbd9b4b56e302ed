"""The commands as a whole: help, examples, completion, version."""

import re
import shlex
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from maas_cli.cli import diagnostics
from maas_cli.cli.app import app
from tests.cli.driver import Driver

ROOT: Any = get_command(app)
STARTER = Path(__file__).parents[2] / "data" / "memes.csv"


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401  # typer's
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


COMMANDS = dict(commands(ROOT))


def examples(path: tuple[str, ...]) -> list[str]:
    return re.findall(r"^  (maas .+)$", COMMANDS[path].epilog, flags=re.MULTILINE)


ALL_EXAMPLES = sorted({example for path in COMMANDS for example in examples(path)})


def test_all_commands_are_there() -> None:
    names = {" ".join(path) for path in COMMANDS}
    assert {"search", "stats", "config show", "config path"} <= names
    assert {"users " + verb for verb in ("list", "add", "topup", "rotate", "disable", "enable")} <= names
    assert {"users export", "users sync"} <= names
    assert {f"data {verb}" for verb in ("import", "fetch", "info", "reset")} <= names


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_help_is_short_complete_and_has_two_examples(path: tuple[str, ...], maas: Driver) -> None:
    result = maas(*path, "-h")
    assert (result.code, result.err, result.out) == (0, "", maas(*path, "--help").out)
    assert result.out.count("\n    maas ") >= 2
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.fixture
def memes_over_http(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    folder.mkdir()
    with zipfile.ZipFile(folder / "memes.zip", "w") as archive:
        archive.writestr("memes.csv", small_catalog())

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/memes.zip"
        server.shutdown()
        thread.join()


def small_catalog() -> str:
    header = STARTER.read_text(encoding="utf-8").splitlines()[0]
    return f"{header}\n1,,Grumpy Cat,,,,no to that,,,en,,,,\n2,,Paranoid Parrot,,,,who said that,,,en,,,,\n"


@pytest.mark.parametrize(
    "example",
    [example for example in ALL_EXAMPLES if not re.search(r" data |^maas serve|maas (tui|pick)", example)],
)
def test_every_example_works(example: str, maas: Driver) -> None:
    (maas.folder / "mine.toml").write_text("limit = 3\n", encoding="utf-8")
    result = maas(*shlex.split(example)[1:])
    assert result.code == 0, result.err


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("example", [example for example in ALL_EXAMPLES if " data " in example])
def test_every_example_that_changes_the_catalogue_works(
    example: str, maas: Driver, memes_over_http: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("memes.csv", "memegenerator.csv"):
        (maas.folder / name).write_text(small_catalog(), encoding="utf-8")
    monkeypatch.setenv("MAAS_CATALOG_URL", memes_over_http)
    result = maas(*re.sub(r"http://\S+", memes_over_http, example).split()[1:])
    assert result.code == 0, result.err


def test_the_help_documents_every_exit_code(maas: Driver) -> None:
    text = " ".join(maas("--help").out.split())
    for code in (0, 1, 2, 3, 4, 5, 6, diagnostics.INTERNAL, diagnostics.INTERRUPTED):
        assert re.search(rf"[:;] {code} ", text), code


def test_help_needs_no_data_at_all(maas: Driver) -> None:
    (maas.folder / "users.json").write_text("broken", encoding="utf-8")
    assert maas("search", "--help").code == 0
    assert not (maas.folder / "data").exists()


def test_no_command_is_answered_with_the_help(maas: Driver) -> None:
    result = maas()
    assert (result.code, result.out) == (2, "")
    assert "Commands:" in result.err


def test_a_mistyped_command_is_named_with_the_closest(maas: Driver) -> None:
    result = maas("serch", "cat")
    assert result.code == 2
    assert result.err.startswith("error: no such command 'serch'. Did you mean 'search'")


def test_the_version_is_an_option_anywhere_before_the_command(maas: Driver) -> None:
    assert maas("--version", "search").out == maas("--version").out


def test_the_shell_completes_commands_and_options(maas: Driver) -> None:
    for words, wanted in (
        ("maas se", {"search", "serve"}),
        ("maas search --lim", {"--limit"}),
        ("maas users ro", {"rotate"}),
    ):
        variables = {"_MAAS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        assert set(maas.process(**variables).out.split()) == wanted


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_completion_script_is_valid_bash(maas: Driver) -> None:
    script = maas.process(_MAAS_COMPLETE="source_bash").out
    assert "complete -o default -F _maas_completion maas" in script
    subprocess.run(["bash", "-n", "-c", script], check=True)


def test_the_commands_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="'dance' is not one of them"):
        ROOT.commands["dance"] = None
    with pytest.raises(TypeError, match="'search' stays"):
        del ROOT.commands["search"]
    assert len(ROOT.commands) == len(list(ROOT.commands))


DRAWING = {"drawing", "hit_table", "stats_view", "tables"}
MODULES = {path.stem for path in Path(diagnostics.__file__).parent.glob("*.py")}


@pytest.mark.parametrize("module", sorted(MODULES - DRAWING))
def test_no_module_of_the_command_line_loads_much_but_those_that_draw(module: str) -> None:
    code = f"import sys, maas_cli.cli.{module}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, check=True, text=True)
    loaded = run.stdout.split()
    assert not {"rich", "json", "sqlite3", "csv", "httpx2", "rapidfuzz", "tempfile", "maas_cli.engine"} & set(loaded)
