import json
from pathlib import Path

import pytest

from maas_cli.errors import InvalidInputError, StorageError
from maas_cli.models.search import Hit, SearchPage
from maas_cli.tui.exports import export_path, write_bytes, write_hits
from tests.factories import memes_of

PAGE = SearchPage("cat", tuple(Hit(meme, 1.0, ()) for meme in memes_of("cat one", "кот two")), 2, 0, 10)


@pytest.mark.parametrize("name", ["memes", "memes.pdf", "memes.PNGX", ""])
def test_a_file_of_a_form_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError, match=r"allowed are \.json and \.ndjson"):
        export_path(name)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "memes.json"
    there.write_text("mine")
    with pytest.raises(InvalidInputError, match="is there already"):
        export_path(str(there))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="there is no folder"):
        export_path(str(tmp_path / "nowhere" / "memes.json"))


def test_json_is_one_page(tmp_path: Path) -> None:
    write_hits(tmp_path / "memes.json", PAGE)
    written = json.loads((tmp_path / "memes.json").read_text())
    assert written["total"] == 2


def test_ndjson_is_a_hit_a_line(tmp_path: Path) -> None:
    write_hits(tmp_path / "memes.ndjson", PAGE)
    lines = (tmp_path / "memes.ndjson").read_text().splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["cat one", "кот two"]


def test_a_disk_that_cannot_be_written_is_said() -> None:
    with pytest.raises(StorageError, match=r"cannot write /proc/memes\.svg"):
        write_bytes(Path("/proc/memes.svg"), b"<svg/>")
