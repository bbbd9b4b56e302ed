"""The rays behind the figure. Colours and turn follow from the template's name, so a template is known by them."""

from hashlib import blake2s
from math import cos, radians, sin, tau
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import ImageDraw

Color = tuple[int, int, int]

_PAIRS_OF_RAYS: Final = (9, 10, 11, 12)
_HUES: Final = 36

_SCHEMES: Final = (
    ((0.70, 0.115), (0.60, 0.125), 0),
    ((0.72, 0.110), (0.62, 0.125), 24),
    ((0.70, 0.120), (0.59, 0.120), -28),
    ((0.74, 0.095), (0.57, 0.120), 14),
    ((0.71, 0.105), (0.61, 0.105), 42),
)
"""Of two neighbouring rays lightness (0 to 1) and chroma (0 is grey), and how far apart their hues are in degrees."""


def draw_burst(draw: "ImageDraw.ImageDraw", template: str, side: int) -> None:
    """Fill a square of ``side`` pixels with rays from its middle."""
    lighter, darker = burst_colors(template)
    turn, number = _choices(template)[2:4]
    pairs = _PAIRS_OF_RAYS[number % len(_PAIRS_OF_RAYS)]
    draw.rectangle((0, 0, side, side), fill=lighter)
    middle, far = side / 2, float(side)
    step = tau / (2 * pairs)
    for ray in range(pairs):
        start = 2 * ray * step + step * turn / 256
        ends = [(round(middle + far * cos(angle)), round(middle + far * sin(angle))) for angle in (start, start + step)]
        draw.polygon([(round(middle), round(middle)), *ends], fill=darker)


def burst_colors(template: str) -> tuple[Color, Color]:
    """Return the colours of a template's rays, the lighter one first. They are light enough for a black outline."""
    hue, scheme = _choices(template)[:2]
    light, dark, apart = _SCHEMES[scheme % len(_SCHEMES)]
    degrees = 360 * (hue % _HUES) / _HUES
    return _color(*light, degrees), _color(*dark, degrees + apart)


def _choices(template: str) -> bytes:
    """Return bytes that look random and are a template's own, however its name is capitalised."""
    return blake2s(template.strip().casefold().encode("utf-8", "replace"), digest_size=8).digest()


def _color(lightness: float, chroma: float, hue: float) -> Color:
    """Return a colour of the Oklch space, in which colours of one lightness look equally light; less vivid if it must.

    ``hue`` is in degrees. Few of the colours asked for are beyond what a screen can show.
    """
    while True:
        linear = _linear(lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue)))
        if all(0 <= part <= 1 for part in linear):
            red, green, blue = (round(255 * _gamma(part)) for part in linear)
            return red, green, blue
        chroma -= 0.005


def _linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Return linear red, green and blue of an Oklab colour, as Björn Ottosson defined it."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(part: float) -> float:
    """Return a part of a linear colour as sRGB codes it."""
    threshold = 0.0031308
    return 12.92 * part if part <= threshold else 1.055 * part ** (1 / 2.4) - 0.055
