"""Pictures are drawn once, kept for a while, and real ones take their place."""

from pathlib import Path

import pytest

from maas_cli.errors import StorageError
from maas_cli.models.meme import Meme
from maas_cli.tui.pictures import SIZE, Pictures, has_real_picture
from tests.factories import meme
from tests.unit.picture_download.samples import picture


class Shelf:
    """Real pictures that are at hand, and what was asked for."""

    def __init__(self, **pictures: bytes) -> None:
        self.pictures = pictures
        self.fetched: list[int] = []

    def find(self, meme: Meme) -> bytes | None:
        return self.pictures.get(meme.name)

    def get(self, meme: Meme) -> bytes:
        self.fetched.append(meme.id)
        return self.pictures[meme.name]


CAT = meme(1, "Cat", "meow")


def test_a_picture_is_drawn_once_and_at_hand_afterwards(tmp_path: Path) -> None:
    pictures = Pictures(Shelf(), tmp_path, has_captions=True)
    assert pictures.at_hand(CAT) is None
    drawn = pictures.picture(CAT)
    assert drawn.size == (SIZE, SIZE)
    assert pictures.picture(CAT) is drawn
    assert pictures.at_hand(CAT) is drawn
    assert pictures.made == 1


def test_without_captions_a_template_is_drawn_once_for_all_its_memes(tmp_path: Path) -> None:
    pictures = Pictures(Shelf(), tmp_path)
    face = pictures.picture(CAT)
    assert pictures.picture(meme(2, "Cat", "purr")) is face
    assert pictures.picture(meme(3, "Dog", "purr")) is not face
    assert pictures.made == 2
    assert face != Pictures(Shelf(), tmp_path, has_captions=True).picture(CAT)


def test_those_shown_longest_ago_are_forgotten(tmp_path: Path) -> None:
    pictures = Pictures(Shelf(Cat=picture(size=(2, 2))), tmp_path)
    memes = [meme(number, "Cat") for number in range(60)]
    for one in memes:
        pictures.picture(one)
        pictures.at_hand(memes[0])
    assert pictures.at_hand(memes[0]) is not None
    assert pictures.at_hand(memes[1]) is None
    assert sum(pictures.at_hand(one) is not None for one in memes) == 48


def test_a_real_picture_that_was_fetched_before_is_shown_unasked(tmp_path: Path) -> None:
    shelf = Shelf(Cat=picture())
    assert Pictures(shelf, tmp_path).picture(CAT).size == (40, 30)
    assert shelf.fetched == []


@pytest.mark.parametrize(("url", "fetched"), [("http://example/1.png", [1]), ("/memes/1.png", []), ("", [])])
def test_real_pictures_are_fetched_always_only_where_there_is_an_address(
    tmp_path: Path, url: str, fetched: list[int]
) -> None:
    shelf = Shelf(Cat=picture())
    cat = meme(1, "Cat", url=url)
    Pictures(shelf, tmp_path, always_real=True).picture(cat)
    assert shelf.fetched == fetched
    assert has_real_picture(cat) is bool(fetched)


def test_a_fetched_picture_takes_the_place_of_the_drawn_one(tmp_path: Path) -> None:
    pictures = Pictures(Shelf(Cat=picture()), tmp_path)
    real = pictures.real_picture(CAT)
    assert real.size == (40, 30)
    assert pictures.picture(CAT) is real


def test_large_pictures_are_made_smaller(tmp_path: Path) -> None:
    assert Pictures(Shelf(Cat=picture(size=(1300, 650))), tmp_path).picture(CAT).size == (640, 320)


def test_a_drawing_can_be_had_as_a_file(tmp_path: Path) -> None:
    path = Pictures(Shelf(), tmp_path / "drawn").drawn_file(CAT)
    assert path == tmp_path / "drawn" / "1.png"
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_file_that_cannot_be_written_is_said() -> None:
    with pytest.raises(StorageError, match="cannot write"):
        Pictures(Shelf(), Path("/proc")).drawn_file(CAT)
