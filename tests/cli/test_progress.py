"""The line that shows how far long work has come."""

import json

import pytest

from maas_cli.cli.progress import ProgressLine, amount
from maas_cli.models.catalog import Progress
from tests.cli.driver import Driver


def test_bytes_and_memes_are_told_apart() -> None:
    assert amount(Progress("import", 1_500_000, 6_000_000)) == "1.5 MB of 6.0 MB"
    assert amount(Progress("fetch", 1_500, None)) == "1.5 kB"
    assert amount(Progress("index", 4_096, 57_000)) == "4,096 of 57,000"


def test_on_a_pipe_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine("auto") as line:
        line(Progress("index", 1, 2))
    assert capsys.readouterr() == ("", "")


def test_a_search_draws_nothing_once_the_index_is_there_and_loads_rich_for_people_only(maas: Driver) -> None:
    maas("search", "cat")
    for form, wanted in (("table", {"table"}), ("json", set())):
        variables = {"PYTHONPROFILEIMPORTTIME": "1"}
        seen = maas.on_terminal("search", "cat", "-o", form, "--color", "never", variables=variables).out
        assert {name for name in ("table", "progress", "live") if f" rich.{name}\n" in seen} == wanted


@pytest.fixture
def import_file(own_cache: Driver) -> str:
    rows = (json.dumps({"id": number, "name": "Cat", "text": f"meme {number}"}) for number in range(3000))
    (own_cache.folder / "many.ndjson").write_text("\n".join(rows), encoding="utf-8")
    return "many.ndjson"


def test_on_a_terminal_the_line_is_drawn_and_taken_away(maas: Driver, import_file: str) -> None:
    seen = maas.on_terminal("data", "import", import_file).out
    assert "import" in seen
    assert "index" in seen
    assert "3,000 of 3,000" in seen
    assert "\x1b[3" in seen  # in colour
    assert seen.rindex("\x1b[2K") > seen.rindex("━")
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")  # the cursor is back
    assert seen.endswith(" s\n")


def test_a_terminal_that_wants_no_colour_gets_a_plain_line(maas: Driver, import_file: str) -> None:
    seen = maas.on_terminal("data", "import", import_file, variables={"NO_COLOR": "1"}).out
    assert "━" in seen
    assert "\x1b[3" not in seen


def test_the_line_is_taken_away_also_if_the_work_fails(maas: Driver) -> None:
    (maas.folder / "bad.ndjson").write_text('{"id": "x"}\n' * 3000, encoding="utf-8")
    seen = maas.on_terminal("data", "import", "bad.ndjson").out
    assert seen.rindex("\x1b[2K") > seen.rindex("━")
    assert seen.rindex("error: ") > seen.rindex("\x1b[?25h")


def test_a_dumb_terminal_gets_no_line(maas: Driver, import_file: str) -> None:
    assert "\x1b" not in maas.on_terminal("data", "import", import_file, variables={"TERM": "dumb"}).out


def test_json_of_an_import_on_a_pipe_is_all_there_is_on_stdout(maas: Driver, import_file: str) -> None:
    assert json.loads(maas("data", "import", import_file, "--json").out)["memes"] == 3000
