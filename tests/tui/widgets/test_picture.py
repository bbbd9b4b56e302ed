import pytest
from PIL import Image

from maas_cli.tui.terminal_graphics import Pixels
from maas_cli.tui.widgets import picture
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture
from maas_cli.tui.widgets.picture import best_pictures, set_image


def test_where_there_is_no_terminal_to_ask_pictures_are_half_blocks() -> None:
    assert best_pictures() is HalfBlockPicture


def test_without_the_extra_pictures_are_half_blocks_on_any_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "find_spec", lambda _: None)
    monkeypatch.setattr(picture, "pixels_of", lambda *_: Pixels.SIXELS)
    assert best_pictures() is HalfBlockPicture


@pytest.mark.parametrize(("pixels", "kind"), [(Pixels.SIXELS, "SixelImage"), (Pixels.PLACEHOLDERS, "TGPImage")])
def test_with_the_extra_a_terminal_of_pixels_gets_sharp_pictures_in_its_way(
    pixels: Pixels, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = pytest.importorskip("textual_image.widget")
    monkeypatch.setattr(picture, "pixels_of", lambda *_: pixels)
    assert best_pictures() is getattr(extra, kind)


def test_an_image_can_be_set_and_taken_away() -> None:
    widget = HalfBlockPicture()
    image = Image.new("RGB", (4, 4))
    set_image(widget, image)
    assert widget.image is image
    set_image(widget, None)
    assert widget.image is None
