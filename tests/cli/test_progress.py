"""The line that shows how far long work has come."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.progress import ProgressLine, progress_text
from maas_cli.models.catalog import Progress
from tests.cli.driver import Driver


def test_a_line_has_a_bar_and_a_percentage_or_the_count() -> None:
    assert progress_text("index", 500, 1000) == f"{'index':20} {'━' * 15}{' ' * 15}  50%"
    assert progress_text("download", 123456, None) == f"{'download':20} 123,456"


@given(st.text(max_size=50), st.integers(0, 10**15), st.one_of(st.none(), st.integers(0, 10**15)))
def test_a_line_fits_80_columns(stage: str, done: int, total: int | None) -> None:
    assert len(progress_text(stage, done, total)) < 80


def test_on_a_pipe_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine() as line:
        line(Progress("index", 1, 2))
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def import_file(own_cache: Driver) -> str:
    rows = (json.dumps({"id": number, "name": "Cat", "text": f"meme {number}"}) for number in range(3000))
    (own_cache.folder / "many.ndjson").write_text("\n".join(rows), encoding="utf-8")
    return "many.ndjson"


def test_on_a_terminal_the_line_is_drawn_and_taken_away(maas: Driver, import_file: str) -> None:
    seen = maas.on_terminal("data", "import", import_file).out
    assert "━" in seen
    assert seen.rindex("\r\x1b[2K") > seen.rindex("━")
    assert seen.endswith(" s\n")


def test_a_dumb_terminal_gets_no_line(maas: Driver, import_file: str) -> None:
    assert "\x1b" not in maas.on_terminal("data", "import", import_file, variables={"TERM": "dumb"}).out


def test_json_of_an_import_on_a_pipe_is_all_there_is_on_stdout(maas: Driver, import_file: str) -> None:
    assert json.loads(maas("data", "import", import_file, "--json").out)["memes"] == 3000
