from pathlib import Path

from maas_cli.accounts.file_mark import differs, mark_of


def test_a_content_differs_by_size_or_by_bytes_not_by_time(users_file: Path) -> None:
    content = users_file.read_bytes()
    mark = mark_of(content)

    users_file.write_bytes(content)
    assert not differs(users_file, mark)
    users_file.write_bytes(content.replace(b"1000", b"2000"))
    assert differs(users_file, mark)
    users_file.write_bytes(content + b"\n")
    assert differs(users_file, mark)


def test_what_cannot_be_read_does_not_differ(users_file: Path, tmp_path: Path) -> None:
    mark = mark_of(users_file.read_bytes())

    assert not differs(tmp_path / "missing.json", mark)
    assert not differs(tmp_path, mark)
