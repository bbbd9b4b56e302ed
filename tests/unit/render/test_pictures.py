import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from maas_cli.errors import InvalidInputError
from maas_cli.models.meme import Meme
from maas_cli.render import LARGEST, SMALLEST, draw_picture, picture_png
from tests.factories import meme

PARROT = meme(7, "Paranoid Parrot", "a b", upper="Boss answered my joke", lower="I am packing my mug", lang="en")
IN_A_PROCESS = """
from hashlib import sha256
from maas_cli.models.meme import Meme
from maas_cli.render import picture_png
meme = Meme(7, "Paranoid Parrot", "a b", upper="Boss answered my joke", lower="I am packing my mug", lang="en")
print(sha256(picture_png(meme)).hexdigest())
"""


@pytest.mark.parametrize("size", [64, 101, 400, 1201])
def test_a_picture_is_a_square_of_the_size_asked_for(size: int) -> None:
    image = draw_picture(PARROT, size)
    assert (image.size, image.mode) == ((size, size), "RGB")
    assert Image.open(BytesIO(picture_png(PARROT, size))).size == (size, size)


@pytest.mark.parametrize("size", [-1, 0, SMALLEST - 1, LARGEST + 1])
def test_other_sizes_are_refused_with_what_is_allowed(size: int) -> None:
    with pytest.raises(InvalidInputError, match=f"a picture of {size:,} pixels; allowed are 64 to 2,000"):
        draw_picture(PARROT, size)


def test_it_shows_template_and_caption_and_nothing_else() -> None:
    same = meme(8, "Paranoid Parrot", "other", upper=PARROT.upper, lower=PARROT.lower, lang="en", place="Oslo")
    assert picture_png(same) == picture_png(PARROT)
    for other in (
        meme(7, "Courage Wolf", upper=PARROT.upper, lower=PARROT.lower),
        meme(7, PARROT.name, upper=PARROT.upper),
        meme(7, PARROT.name),
        meme(7, PARROT.name, upper=PARROT.upper, lower=PARROT.lower, lang="tr"),
    ):
        assert ImageChops.difference(draw_picture(other), draw_picture(PARROT)).getbbox() is not None


def test_drawing_a_caption_leaves_the_next_picture_of_the_template_clean() -> None:
    bare = meme(1, "Grumpy Cat")
    before = draw_picture(bare).tobytes()
    draw_picture(meme(2, "Grumpy Cat", upper="no", lower="no"))
    assert draw_picture(bare).tobytes() == before


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"}]
)
def test_the_same_meme_gives_the_same_bytes_in_every_process(environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", IN_A_PROCESS]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == sha256(picture_png(PARROT)).hexdigest()


def test_many_threads_draw_the_same_pictures() -> None:
    memes = [meme(n, f"Wolf {n % 5}", upper=f"number {n}", lower="漢字 مرحبا") for n in range(24)]
    alone = [picture_png(each, 100) for each in memes]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda each: picture_png(each, 100), memes)) == alone


def test_a_picture_is_a_small_file() -> None:
    assert len(picture_png(PARROT)) < 40_000


@pytest.mark.parametrize(
    "odd",
    [Meme(1, "", ""), Meme(1, "🐸" * 3000, "\0\x1b"), Meme(1, "Wolf", "x" * 10_000), Meme(2**63 - 1, "\ud800", "-")],
)
def test_odd_memes_have_pictures_too(odd: Meme) -> None:
    assert Image.open(BytesIO(picture_png(odd))).size == (400, 400)
