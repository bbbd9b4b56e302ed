import zipfile
from pathlib import Path

import pytest

from maas_cli.catalog import archive
from maas_cli.catalog.archive import unpacked
from maas_cli.errors import CatalogError, StorageError

CONTENT = b"id,text\n1,hi\n" * 1000


def packed(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def refusal(path: Path, folder: Path) -> str:
    with pytest.raises(CatalogError) as caught, unpacked(path, folder):
        pytest.fail("it was unpacked")
    assert not (folder / "unpacked").exists()
    return str(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_catalogue_is_there_under_its_own_name_and_gone_afterwards(tmp_path: Path, method: int) -> None:
    path = packed(tmp_path / "a", {"data/": b"", "data/memes.csv": CONTENT, "README.txt": b"?"}, method)
    with unpacked(path, tmp_path / "folder") as catalog:
        assert catalog.name == "memes.csv"
        assert catalog.read_bytes() == CONTENT
    assert not catalog.exists()
    assert path.exists()


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "unpacked").mkdir()
    (tmp_path / "unpacked" / "memes.csv").write_bytes(b"old")
    with unpacked(packed(tmp_path / "a", {"memes.csv": CONTENT}), tmp_path) as catalog:
        assert catalog.read_bytes() == CONTENT


def test_a_single_file_will_do_whatever_its_name(tmp_path: Path) -> None:
    files = {"memes": CONTENT, "__MACOSX/._memes.csv": b"x", ".hidden.csv": b"x"}
    with unpacked(packed(tmp_path / "a", files), tmp_path) as catalog:
        assert catalog.name == "memes"


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "a/b\nc.csv", "x" * 300 + ".csv"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with unpacked(packed(tmp_path / "a", {name: CONTENT}), tmp_path / "folder") as catalog:
        assert catalog.parent == tmp_path / "folder" / "unpacked"
        assert catalog.name in ("evil.csv", "catalog")


def test_none_or_several_catalogues_are_refused(tmp_path: Path) -> None:
    assert "holds 2 files: 'a.csv', 'b.TSV'" in refusal(packed(tmp_path / "a", {"a.csv": b"", "b.TSV": b""}), tmp_path)
    assert "holds 0 files: nothing" in refusal(packed(tmp_path / "b", {"data/": b""}), tmp_path)


def test_a_catalogue_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE_BYTES", len(CONTENT) - 1)
    message = refusal(packed(tmp_path / "a", {"memes.csv": CONTENT}), tmp_path)
    assert message == "'memes.csv' has 13000 bytes: 12999 are allowed"


def test_a_size_that_is_a_lie_is_found_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"memes.csv": CONTENT})
    path.write_bytes(path.read_bytes().replace(len(CONTENT).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refusal(path, tmp_path).startswith("the download is a damaged ZIP archive")


def test_what_is_no_archive_is_refused_saying_how_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"<html>Not here")
    assert "is no ZIP archive, it begins with b'<html>Not here'" in refusal(path, tmp_path)


def test_damage_anywhere_is_found(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"memes.csv": CONTENT}, zipfile.ZIP_STORED)
    whole = path.read_bytes()
    path.write_bytes(whole[:500] + b"X" + whole[501:])
    assert "damaged ZIP archive: Bad CRC-32" in refusal(path, tmp_path)
    path.write_bytes(whole[:-30])
    assert "damaged ZIP archive" in refusal(path, tmp_path)
    packed(path, {"memes.csv": CONTENT})
    whole = path.read_bytes()
    path.write_bytes(whole[:45] + b"\xff" * 20 + whole[65:])
    assert "damaged ZIP archive" in refusal(path, tmp_path)


def test_unusual_packing_and_encryption_are_refused(tmp_path: Path) -> None:
    assert "unusual way" in refusal(packed(tmp_path / "a", {"memes.csv": CONTENT}, zipfile.ZIP_LZMA), tmp_path)
    path = packed(tmp_path / "b", {"memes.csv": CONTENT}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "is encrypted" in refusal(path, tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"memes.csv": CONTENT})
    with pytest.raises(StorageError, match="cannot unpack to"), unpacked(path, path):
        pytest.fail("it was unpacked")


def test_errors_of_the_caller_pass_and_nothing_stays(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"memes.csv": CONTENT})
    with pytest.raises(OSError, match="mine"), unpacked(path, tmp_path):
        raise OSError("mine")
    assert not (tmp_path / "unpacked").exists()
