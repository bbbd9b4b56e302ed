"""An opened meme: all that is known of it, and why it was found."""

from io import StringIO

import pytest
from rich.console import Console

from maas_cli.models.search import Hit, MatchKind, WordMatch
from maas_cli.tui.screens.meme import MemeScreen, facts_table
from tests.factories import meme
from tests.tui.browsing import (
    SMALL,
    USUAL,
    WIDE,
    Desk,
    browsing,
    picture,
    press,
    scenario,
    screen_text,
    until,
    until_seen,
)


def facts(hit: Hit, *, server: str = "", is_kept: bool = False, paid: int | None = None) -> dict[str, str]:
    """Return what is said of a hit, by name."""
    out = StringIO()
    Console(file=out, width=200).print(facts_table(hit, server, is_kept=is_kept, paid=paid))
    return {line[:10].strip(): line[10:].strip() for line in out.getvalue().splitlines()}


def test_only_what_is_known_is_said() -> None:
    assert facts(Hit(meme(7, "Cat"), 1.0, ())) == {"template": "Cat", "number": "7"}


def test_all_that_is_known_is_said() -> None:
    whole = meme(
        7, "Grumpy Cat", "no", url="/memes/7.png", page="/memes/7", md5="f" * 32, file_size=12345, lang="en",
        place="Almaty", lat=43.0, lon=77.0, tags=("cat", "mood"),
    )  # fmt: skip
    matches = (
        WordMatch("cat", "cat", MatchKind.WORD, 0),
        WordMatch("gr", "grumpy", MatchKind.PREFIX, 0),
        WordMatch("grmpy", "grumpy", MatchKind.TYPO, 1),
        WordMatch("grmppy", "grumpy", MatchKind.TYPO, 2),
    )
    hit = Hit(whole, 1.0, matches, missing=("dog",), copies=3, distance_km=12.0)
    assert facts(hit, server="http://maas.test", is_kept=True, paid=1) == {
        "template": "Grumpy Cat",
        "number": "7  ★ favourite",
        "language": "en",
        "place": "Almaty · 12 km",
        "tags": "cat mood",
        "copies": "3 with this picture or caption",
        "found by": "cat, gr → grumpy, grmpy → grumpy (1 typo), grmppy → grumpy (2 typos)",
        "without": "dog",
        "picture": "http://maas.test/memes/7.png",
        "page": "http://maas.test/memes/7",
        "file": f"12,345 bytes · {'f' * 32}",
        "paid": "1 token",
    }


@pytest.mark.parametrize(("paid", "said"), [(None, None), (0, "0 tokens"), (1, "1 token"), (3, "3 tokens")])
def test_what_it_cost_is_said(paid: int | None, said: str | None) -> None:
    assert facts(Hit(meme(7, "Cat"), 1.0, ()), paid=paid).get("paid") == said


def test_a_catalogue_cannot_reach_the_terminal_or_the_markup() -> None:
    said = facts(Hit(meme(7, "\x1b[2J[bold]Cat[/bold]", tags=("[red]",)), 1.0, ()))
    assert "\x1b" not in said["template"]
    assert said["template"].endswith("[bold]Cat[/bold]")
    assert said["tags"] == "[red]"


@pytest.mark.parametrize(("size", "has_picture"), [(WIDE, True), (USUAL, True), (SMALL, False)])
def test_the_caption_is_always_in_letters(desk: Desk, size: tuple[int, int], has_picture: bool) -> None:
    @scenario
    async def steps() -> None:
        session = desk.session()
        async with browsing(session, size) as pilot:
            shown = meme(7, "Grumpy Cat", "I HAD FUN ONCE IT WAS AWFUL", upper="I had [fun] once", lower="it was awful")
            pilot.app.push_screen(MemeScreen(session, Hit(shown, 1.0, ()), None))
            await until_seen(pilot, "I had [fun] once", "it was awful", "Grumpy Cat")
            await until(pilot, lambda: picture(pilot))
            assert pilot.app.screen.query_one(".picture").display is has_picture
            await press(pilot, "backspace")
            await until_seen(pilot, "Search")
            assert "fun" not in screen_text(pilot)

    steps()
