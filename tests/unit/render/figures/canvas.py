"""Small pictures to draw figures and their parts on, and what can be asked of them."""

from dataclasses import replace

from PIL import Image, ImageChops, ImageDraw

from maas_cli.render.figures import draw_figure
from maas_cli.render.figures.look import Face, Figure, Kind, Look, Part
from maas_cli.render.figures.pen import Pen

SIDE = 100
PAPER = "#123456"
FACE = Face("#c99a62")
LOOK = Look(fur="#c99a62", light="#f3e6c8", dark="#5b4032", iris="#86bb5a")
WHOLE = (0, 0, SIDE - 1, SIDE - 1)

Box = tuple[int, int, int, int]


def blank(side: int = SIDE) -> Image.Image:
    return Image.new("RGB", (side, side), PAPER)


def pen_on(image: Image.Image, box: Box = WHOLE) -> Pen:
    return Pen(ImageDraw.Draw(image), box)


def drawn(part: Part, face: Face = FACE) -> Image.Image:
    image = blank()
    part(pen_on(image), face)
    return image


def painted(figure: Figure) -> Image.Image:
    image = blank()
    pen = pen_on(image)
    for part in figure.parts:
        part(pen, figure.face)
    return image


def template(name: str, side: int = SIDE) -> Image.Image:
    image = blank(side)
    draw_figure(ImageDraw.Draw(image), name, (0, 0, side - 1, side - 1))
    return image


def bounds(image: Image.Image) -> Box:
    """Return left, top, right, bottom of what was drawn, right and bottom just outside; (0, 0, 0, 0) for nothing."""
    return ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox() or (0, 0, 0, 0)


def share(image: Image.Image) -> float:
    """Return how much of a picture was drawn on, 0 to 1."""
    mask = (
        ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).convert("L").point(lambda v: 255 if v else 0)
    )
    return mask.histogram()[255] / (image.width * image.height)


def has(image: Image.Image, colour: str) -> bool:
    """Tell whether a colour, as ``#rrggbb``, is anywhere in a picture."""
    wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return any(found == wanted for _, found in image.getcolors(1 << 16) or [])


def is_symmetrical(image: Image.Image, tolerance: float = 0.02) -> bool:
    """Tell whether a picture is its own mirror image, but for a share of its pixels at the edges of shapes."""
    mirror = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    off = ImageChops.difference(image, mirror).convert("L").point(lambda v: 255 if v > 40 else 0).histogram()[255]
    return off <= tolerance * image.width * image.height


def faces_of(kind: Kind, moods: tuple[str, ...]) -> list[bytes]:
    """Return the pixels of a kind in several moods."""
    return [painted(kind(replace(LOOK, mood=mood))).tobytes() for mood in moods]


def all_differ(parts: list[Part]) -> bool:
    """Tell whether no two parts draw the same picture."""
    return len({drawn(part).tobytes() for part in parts}) == len(parts)
