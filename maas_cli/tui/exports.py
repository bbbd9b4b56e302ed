"""Writing what is shown to a file; the file's name says in which form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.errors import InvalidInputError

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage

HITS = (".json", ".ndjson")
PICTURE = ".png"
SCREEN = ".svg"


def export_path(name: str) -> Path:
    """Return the file that a name means.

    Raises:
        InvalidInputError: its ending is none of the forms there are, it is there already, or its folder is not.
    """
    path = Path(name).expanduser()
    if path.suffix not in {*HITS, PICTURE, SCREEN}:
        raise InvalidInputError(
            f"cannot export to {name!r}; allowed are .json and .ndjson (hits), .png (picture), .svg (screen)"
        )
    if path.exists():
        raise InvalidInputError(f"{path} is there already")
    if not path.absolute().parent.is_dir():
        raise InvalidInputError(f"there is no folder {path.absolute().parent}")
    return path


def write_hits(path: Path, page: SearchPage) -> None:
    """Write hits as JSON or a line of JSON each, whole or not at all.

    Raises:
        StorageError: the file cannot be written.
    """
    from maas_cli.serialize import hit_to_json, page_to_json  # noqa: PLC0415  # only for this

    is_one = path.suffix == ".json"
    write_bytes(path, page_to_json(page) if is_one else b"".join(hit_to_json(hit) for hit in page.hits))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        StorageError: it cannot be written.
    """
    from maas_cli.atomic_file import replacing  # noqa: PLC0415  # only for this

    with replacing(path, makes_folders=False) as file:
        file.write(data)
