import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from maas_cli.render.figures import draw_figure
from maas_cli.render.figures.catalogue import FIGURES
from maas_cli.render.figures.drawing import figure_of
from maas_cli.render.figures.eyes import WHITE
from tests.unit.render.figures.canvas import blank, bounds, has, template

NAMES = ("Philosoraptor", "Left Sock", "Marathon Snail", "Insanity Wolf", "Futurama Fry", "")
CHECKSUMS = """
import zlib
from PIL import Image, ImageDraw
from maas_cli.render.figures import draw_figure
for name in {names!r}:
    image = Image.new("RGB", (100, 100), "#123456")
    draw_figure(ImageDraw.Draw(image), name, (0, 0, 99, 99))
    print(zlib.crc32(image.tobytes()))
"""


@pytest.mark.parametrize("seed", ["0", "1234"])
def test_figures_are_the_same_in_every_process(seed: str) -> None:
    code = CHECKSUMS.format(names=NAMES)
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [str(zlib.crc32(template(name).tobytes())) for name in NAMES]


@pytest.mark.parametrize("name", [*FIGURES, "Insanity Wolf", "Octopus of Doom"])
def test_a_figure_stays_within_its_box(name: str) -> None:
    image = blank(200)
    draw_figure(ImageDraw.Draw(image), name, (40, 30, 139, 129))
    left, top, right, bottom = bounds(image)
    assert left >= 40
    assert top >= 30
    assert right <= 140
    assert bottom <= 130


@given(st.text(max_size=40), st.integers(0, 60), st.integers(0, 60))
def test_any_name_can_be_drawn_in_any_box(name: str, right: int, bottom: int) -> None:
    draw_figure(ImageDraw.Draw(Image.new("RGB", (64, 64))), name, (0, 0, right, bottom))


@pytest.mark.parametrize("name", ["", "😀", "x" * 10_000, "wolf " * 2_000, "\ud800", "-", "1", "مرحبا"])
def test_odd_names_are_figures_too(name: str) -> None:
    assert bounds(template(name))[3] >= 92


def test_the_case_and_signs_of_a_starter_name_do_not_matter() -> None:
    assert figure_of("y u no?") is FIGURES["Y U No"]
    assert figure_of("Actual Advice Mallard 1") is FIGURES["Actual Advice Mallard"]
    assert figure_of("Actual Advice Goose") not in FIGURES.values()


def test_the_eyes_are_seen_even_as_small_as_a_terminal_shows_them() -> None:
    small = template("Socially Awkward Penguin", 40)
    assert has(small, WHITE)
