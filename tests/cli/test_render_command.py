"""`maas render`, as a user meets it."""

import json
import os
import subprocess
from hashlib import md5
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.driver import MAAS, Driver, Outcome


def size_of(file: Path) -> tuple[int, int]:
    with Image.open(file) as image:
        assert image.format == "PNG"
        return image.size


def first_line(result: Outcome) -> str:
    return result.err.splitlines()[0]


def test_a_memes_picture_goes_to_a_file_named_after_its_id(maas: Driver) -> None:
    assert maas("render", "1001") == Outcome(0, "", "wrote 1001.png\n")
    assert size_of(maas.folder / "1001.png") == (400, 400)


def test_several_memes_go_to_a_file_each_and_twice_the_same_is_once(maas: Driver) -> None:
    assert maas("render", "1001", "1002", "1001", "--size", "64").err == "wrote 1001.png\nwrote 1002.png\n"
    assert size_of(maas.folder / "1002.png") == (64, 64)


def test_a_file_can_be_named(maas: Driver) -> None:
    assert maas("render", "1001", "-o", "my.PNG").err == "wrote my.PNG\n"
    assert maas("render", "1001", "-o", "my").err == "wrote my\n"
    assert size_of(maas.folder / "my.PNG") == size_of(maas.folder / "my") == (400, 400)


def test_it_is_the_picture_that_the_catalogue_speaks_of(maas: Driver) -> None:
    hit = json.loads(maas("search", "becky", "--json", "--limit", "1").out)["hits"][0]
    maas("render", str(hit["id"]))
    picture = (maas.folder / f"{hit['id']}.png").read_bytes()
    assert (str(len(picture)), md5(picture, usedforsecurity=False).hexdigest()) == (hit["fileSize"], hit["md5"])


def test_a_pipe_gets_the_picture_itself(maas: Driver) -> None:
    command = [*MAAS, "render", "1001", "-o", "-"]
    run = subprocess.run(command, cwd=maas.folder, env=maas.environment, capture_output=True, check=True, timeout=60)
    assert Image.open(BytesIO(run.stdout)).size == (400, 400)
    assert run.stderr == b""
    assert not (maas.folder / "-").exists()


def test_a_terminal_gets_no_picture(maas: Driver) -> None:
    result = maas.on_terminal("render", "1001", "-o", "-")
    assert result.code == 2
    assert "a terminal shows no PNG" in result.out
    assert "PNG\r\n" not in result.out


def test_what_is_there_is_overwritten_only_by_force(maas: Driver) -> None:
    (maas.folder / "1002.png").write_bytes(b"precious")
    result = maas("render", "1001", "1002")
    assert (result.code, first_line(result)) == (2, "error: 1002.png exists already")
    assert (maas.folder / "1002.png").read_bytes() == b"precious"
    assert not (maas.folder / "1001.png").exists()
    assert maas("render", "1001", "1002", "--force").code == 0
    assert size_of(maas.folder / "1002.png") == (400, 400)


def test_an_unknown_id_is_named_and_nothing_is_written(maas: Driver) -> None:
    result = maas("render", "1001", "99999999")
    assert (result.code, first_line(result)) == (2, "error: no meme 99999999")
    assert not (maas.folder / "1001.png").exists()


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["1001", "1002", "-o", "a.png"], "error: one file for 2 pictures"),
        (["--size", "100"], "error: either ids of memes or --template says what to draw"),
        (["1001", "--template", "Doge"], "error: either ids of memes or --template says what to draw"),
        (["1001", "--upper", "wow"], "error: a caption of your own needs a template"),
        (["1001", "--size", "63"], "error: a picture of 63 pixels; allowed are 64 to 2,000"),
        (["becky"], "error: invalid value for ID: 'becky' is not a whole number"),
        (["1001", "-o", "becky.jpg"], "error: becky.jpg would hold a PNG"),
    ],
)
def test_what_does_not_go_together_is_refused_in_one_line(maas: Driver, arguments: list[str], refusal: str) -> None:
    result = maas("render", *arguments)
    assert (result.code, first_line(result)) == (2, refusal)
    assert list(maas.folder.glob("*.png")) == []


def test_one_draws_a_meme_of_ones_own(maas: Driver) -> None:
    own = ("--template", "Grumpy Cat", "--upper", "it works", "--lower", "what a pity")
    assert maas("render", *own).err == "wrote meme.png\n"
    first = (maas.folder / "meme.png").read_bytes()
    assert maas("render", *own).code == 2
    assert maas("render", *own, "--lang", "tr", "-o", "tr.png").code == 0
    assert (maas.folder / "tr.png").read_bytes() != first


def test_a_template_that_no_meme_has_is_drawn_and_mentioned(maas: Driver) -> None:
    maas("search", "grumpy")
    misspelt = maas("render", "--template", "Gruumpy Cat", "--upper", "no", "-o", "a.png")
    told = "note: no template is called 'Gruumpy Cat', so it gets a figure of its own"
    assert misspelt.err.splitlines() == [f"{told}; did you mean Grumpy Cat?", "wrote a.png"]
    strange = maas("render", "--template", "Xqzzk", "-o", "b.png")
    assert strange.err.splitlines() == [told.replace("Gruumpy Cat", "Xqzzk"), "wrote b.png"]
    assert maas("render", "--template", "grumpy cat", "-o", "c.png").err == "wrote c.png\n"


def test_a_folder_that_is_not_there_is_not_made(maas: Driver) -> None:
    result = maas("render", "1001", "-o", "nowhere/meme.png")
    assert (result.code, first_line(result)) == (5, "error: cannot write nowhere/meme.png: No such file or directory")
    assert not (maas.folder / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_exit_code_5(maas: Driver) -> None:
    (maas.folder / "folder").write_bytes(b"a file")
    assert maas("render", "1001", "-o", "folder/meme.png").code == 5


def test_nothing_asked_for_shows_how(maas: Driver) -> None:
    assert "Draw the pictures of memes." in maas("render").err


def test_help_loads_no_fonts_and_no_pillow(maas: Driver) -> None:
    code = (
        "import sys; from maas_cli.__main__ import main\nmain(['render', '-h'])\nprint(*sys.modules, file=sys.stderr)"
    )
    command = [MAAS[0], "-c", code]
    run = subprocess.run(command, env=maas.environment, capture_output=True, check=True, text=True, cwd=os.curdir)
    assert not {"PIL", "uharfbuzz", "numpy"} & set(run.stderr.split())
