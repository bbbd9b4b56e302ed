import pytest

from maas_cli.picture_download.formats import ENOUGH, format_of
from tests.unit.picture_download.samples import ALL_FORMATS, picture


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_a_picture_is_known_by_its_first_bytes(form: str) -> None:
    assert format_of(picture(form)) == format_of(picture(form)[:ENOUGH]) == form


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>", b"<svg xmlns=", b"%PDF-1.7", b"RIFF0000WAVE", b"BM000000", b"II*\0", b"GIF90a", b"\xff\xd8"],
)
def test_all_else_is_none(data: bytes) -> None:
    assert format_of(data) is None
