import pytest

from maas_cli.errors import IndexDamagedError
from maas_cli.search import IndexFile
from maas_cli.search.template_names import folded_template_names, template_names
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme

NAMES = ['Say "no"', "Ждун & Co", "", "Café\\\n  Noir"]
MEMES = [meme(number, name, f"caption {number}") for number, name in enumerate(NAMES, start=1)]


def test_names_are_as_they_were_and_stay_at_hand() -> None:
    index = index_of(MEMES)
    assert template_names(index) == NAMES
    assert template_names(index) is template_names(index)


def test_folded_names_have_one_blank_between_words() -> None:
    index = index_of(MEMES)
    assert folded_template_names(index) == ["say no", "ждун co", "", "cafe noir"]
    assert folded_template_names(index) is folded_template_names(index)


def test_damaged_names_are_noticed() -> None:
    content = index_bytes(MEMES).replace("Ждун".encode(), "Ждан".encode())
    with pytest.raises(IndexDamagedError, match="damaged section templates"):
        template_names(IndexFile(content, INDEX_PATH, FINGERPRINT))
