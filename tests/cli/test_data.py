"""`maas data`."""

import json
from pathlib import Path

import pytest

from tests.cli.driver import Driver

pytestmark = pytest.mark.usefixtures("own_cache")

ROWS = """id,url,name,page,md5,fileSize,text
1,,Grumpy Cat,,,,no to mondays
2,,Grumpy Cat,,,,no to that too
2,,Grumpy Cat,,,,the same id again
x,,Grumpy Cat,,,,an id that is no number
3,,,,,,
"""
SLICE = Path(__file__).parents[2].parent / "shared" / "data" / "memegenerator_slice.csv"


@pytest.fixture(autouse=True)
def memes(maas: Driver) -> None:
    (maas.folder / "memes.csv").write_text(ROWS, encoding="utf-8")


def test_an_import_is_searched_at_once_and_can_be_undone(maas: Driver) -> None:
    result = maas("data", "import", "memes.csv")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("2 memes imported from memes.csv (")
    assert json.loads(maas("search", "grumpy", "--json").out)["total"] == 2
    assert maas("data", "reset").err.startswith("the starter catalogue is in use: 1,")
    assert json.loads(maas("search", "grumpy", "--json").out)["total"] > 2


def test_bad_rows_are_counted_and_can_be_listed(maas: Driver) -> None:
    assert "3 rows left out (" in maas("data", "import", "memes.csv").err
    result = maas("data", "import", "memes.csv", "--report", "bad.tsv")
    assert result.err.endswith("; listed in bad.tsv\n")
    lines = [line.split("\t") for line in Path("bad.tsv").read_text(encoding="utf-8").splitlines()]
    assert [(line[0], len(line)) for line in lines] == [("4", 3), ("5", 3), ("6", 3)]


@pytest.mark.parametrize("name", ["users.json", "users.db", "users.db-wal"])
def test_a_report_never_overwrites_the_users(maas: Driver, name: str) -> None:
    assert maas("users", "list").code == 0
    before = Path("users.json").read_bytes(), Path("users.db").read_bytes()
    result = maas("data", "import", "memes.csv", "--report", name)
    assert (result.code, "would overwrite" in result.err) == (2, True)
    assert (Path("users.json").read_bytes(), Path("users.db").read_bytes()) == before


def test_a_report_stays_if_no_row_was_usable(maas: Driver) -> None:
    Path("bad.csv").write_text("\n".join(ROWS.splitlines()[:1] + ROWS.splitlines()[4:]), encoding="utf-8")
    result = maas("data", "import", "bad.csv", "--report", "bad.tsv")
    assert (result.code, len(Path("bad.tsv").read_text(encoding="utf-8").splitlines())) == (5, 2)
    assert maas("data", "info").out.startswith("source\tmemes.csv\nformat\tstarter\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
@pytest.mark.parametrize(
    ("report", "reason"), [("/dev/full", "No space left on device"), ("none/bad.tsv", "No such file or directory")]
)
def test_a_report_that_cannot_be_written_is_named_and_the_catalogue_stays(
    maas: Driver, report: str, reason: str
) -> None:
    result = maas("data", "import", "memes.csv", "--report", report)
    assert result == (5, "", f"error: cannot write the report {report}: {reason}\n")
    assert "imported\tnever" in maas("data", "info").out


def test_the_json_of_an_import_is_on_stdout(maas: Driver) -> None:
    report = json.loads(maas("data", "import", "memes.csv", "--json").out)
    assert (report["memes"], sum(report["badRows"].values())) == (2, 3)


def test_a_file_that_is_missing_is_exit_code_5(maas: Driver) -> None:
    result = maas("data", "import", "nowhere.csv")
    assert (result.code, "nowhere.csv" in result.err) == (5, True)


def test_info_says_what_is_loaded_in_every_format(maas: Driver) -> None:
    maas("data", "import", "memes.csv")
    info = json.loads(maas("data", "info", "--json").out)
    assert (info["source"], info["memes"], info["templates"], info["placed"]) == ("memes.csv", 2, 1, 0)
    assert json.loads(maas("data", "info", "-o", "ndjson").out) == info
    assert "memes,2\n" in maas("data", "info", "-o", "csv").out
    assert "templates    1\n" in maas("data", "info", "-o", "table").out


def test_a_server_that_cannot_be_reached_is_exit_code_6(maas: Driver) -> None:
    result = maas("data", "fetch", "--url", "http://127.0.0.1:1/memes.zip")
    assert (result.code, result.err.startswith("error: ")) == (6, True)


def test_an_address_of_another_kind_is_exit_code_2(maas: Driver) -> None:
    result = maas("data", "fetch", "--url", "ftp://example.org/memes.zip")
    assert (result.code, "ftp://example.org/memes.zip" in result.err) == (2, True)


def test_a_data_folder_can_be_named(maas: Driver) -> None:
    maas("data", "import", "memes.csv", "--data-dir", "other")
    assert "memes\t2\n" in maas("data", "info", "--data-dir", "other").out
    assert "memes\t2\n" not in maas("data", "info").out


@pytest.mark.skipif(not SLICE.exists(), reason="the real slice is not there")
def test_the_real_slice_is_imported_and_searched(maas: Driver) -> None:
    assert maas("data", "import", str(SLICE)).err.startswith("4,666 memes imported from memegenerator_slice.csv")
    assert maas("search", "parnoid").code == 0
    assert maas("search", "paranoid", "-o", "url").out.startswith("http")
