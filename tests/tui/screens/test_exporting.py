"""Writing what is shown to a file."""

import json

import pytest

from maas_cli.errors import StorageError
from tests.tui.browsing import (
    Desk,
    browse_of,
    browsing,
    press,
    results,
    scenario,
    screen_text,
    selected,
    type_text,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered


@scenario
async def test_hits_picture_and_screen_are_written_to_the_file_that_is_named(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        total = results(pilot).rows
        for name, said in (
            ("hits.json", f"{total} of {total} hits are in"),
            ("hits.ndjson", f"{total} of {total} hits are in"),
            ("meme.png", f"the picture of #{selected(pilot).meme.id} is in"),
            ("screen.svg", "the screen is in"),
        ):
            await press(pilot, "ctrl+e")
            await until_seen(pilot, "Write to which file?", "memes.json", ".png: picture")
            await press(pilot, *f"{desk.folder}/{name}", "enter")
            await until_seen(pilot, said)
    page = json.loads((desk.folder / "hits.json").read_text())
    assert (page["total"], len(page["hits"])) == (total, total)
    assert len((desk.folder / "hits.ndjson").read_text().splitlines()) == total
    assert (desk.folder / "meme.png").read_bytes().startswith(b"\x89PNG")
    drawn = (desk.folder / "screen.svg").read_text()
    assert drawn.startswith("<svg")
    assert "Results" in drawn
    assert "Write" not in drawn


@pytest.mark.parametrize(("key", "seen"), [("f4", "places"), ("f2", "Tokens left")])
def test_map_and_statistics_are_written_as_a_picture_of_the_screen(desk: Desk, key: str, seen: str) -> None:
    @scenario
    async def steps() -> None:
        async with browsing(desk.session()) as pilot:
            await press(pilot, key)
            await until_seen(pilot, seen, "^e export")
            await press(pilot, "ctrl+e")
            await until_seen(pilot, "Write to which file?", "maas.svg", ".svg: screen")
            await press(pilot, *f"{desk.folder}/x.json", "enter")
            await until_seen(pilot, "allowed here is .svg")
            await press(pilot, "ctrl+u")
            await press(pilot, *f"{desk.folder}/x.svg", "enter")
            await until_seen(pilot, "the screen is in")

    steps()
    drawn = (desk.folder / "x.svg").read_text()
    assert seen.replace(" ", "&#160;") in drawn
    assert "Write" not in drawn


@scenario
async def test_a_file_that_is_there_is_refused_and_closing_the_question_writes_nothing(desk: Desk) -> None:
    (desk.folder / "mine.json").write_text("mine")
    async with browsing(desk.session()) as pilot:
        await press(pilot, "ctrl+e")
        await until_seen(pilot, "Write to which file?")
        await press(pilot, "escape")
        await until_gone(pilot, "Write to which file?")
        await press(pilot, "ctrl+e")
        await until_seen(pilot, "Write to which file?")
        await press(pilot, *f"{desk.folder}/mine.json", "enter")
        await until_seen(pilot, "is there already")
    assert (desk.folder / "mine.json").read_text() == "mine"


@scenario
async def test_without_a_meme_there_is_no_picture_to_write(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "xyzzyqq")
        await press(pilot, "ctrl+e")
        await until_seen(pilot, "Write to which file?")
        await press(pilot, *f"{desk.folder}/meme.png", "enter")
        await until_seen(pilot, "no meme is selected")
    assert not (desk.folder / "meme.png").exists()


@scenario
async def test_what_cannot_be_written_is_said(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        backend.failure = StorageError("the catalogue is gone")
        await press(pilot, "ctrl+e")
        await until_seen(pilot, "Write to which file?")
        await press(pilot, *f"{desk.folder}/hits.json", "enter")
        await until_seen(pilot, "the catalogue is gone")


@scenario
async def test_where_looking_costs_the_hits_at_hand_are_written_and_nothing_is_asked(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        await type_text(pilot, "cat")
        shown = browse_of(pilot).shown_page()
        backend.is_free_to_look = False
        asked = len(backend.looked)
        await press(pilot, "ctrl+e")
        await until_seen(pilot, "Write to which file?")
        await press(pilot, *f"{desk.folder}/hits.json", "enter")
        await until_seen(pilot, f"{len(shown.hits)} of {shown.total} hits are in")
        assert len(backend.looked) == asked
        assert "cat" in screen_text(pilot)
