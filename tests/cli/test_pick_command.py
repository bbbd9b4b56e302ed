"""``maas pick`` as a command: the choice alone is written, whatever stands around it in the shell."""

import json
import re

import pytest

from maas_cli.cli.pick_command import EPILOG
from tests.cli.at_keyboard import ENTER, ESCAPE, LEAVE, USUAL_MODES, AtKeyboard
from tests.cli.driver import Driver

EXAMPLES = re.findall(r"^  (.*maas pick.*)$", EPILOG, flags=re.MULTILINE)


def choose(person: AtKeyboard, query: str = "") -> int:
    """Type a query, choose the first hit once it is there, and return the exit code of all."""
    person.until_seen(" ✓ ")
    if query:
        person.seen = ""
        person.press(query)
        person.until_seen(" ✓ ")
    person.press(ENTER)
    return person.until_ended()


def first_hit(maas: Driver, query: str) -> dict[str, object]:
    found: list[dict[str, object]] = json.loads(maas("search", query, "--safe", "--json").out)["hits"]
    return found[0]


@pytest.mark.parametrize("printed", ["auto", "text", "id", "json"])
def test_what_was_chosen_is_all_that_comes_out(maas: Driver, printed: str) -> None:
    hit = first_hit(maas, "becky")
    wanted = {"auto": hit["text"], "text": hit["text"], "id": str(hit["id"])}
    with maas.at_keyboard(
        f'x=$(maas pick becky --print {printed}); code=$?; printf %s "$x" >out; exit $code'
    ) as person:
        assert choose(person) == 0
        assert person.is_as_before
        assert person.modes == USUAL_MODES
    out = (maas.folder / "out").read_text(encoding="utf-8")
    assert (json.loads(out)["id"] == hit["id"]) if printed == "json" else (out == wanted[printed])


def test_a_meme_without_a_link_is_said_to_have_none(maas: Driver) -> None:
    with maas.at_keyboard("maas pick becky --print link >out") as person:
        assert choose(person) == 2
    assert (maas.folder / "out").read_text() == ""
    assert re.search(r"error: meme \d+ has no link\nhint: --print text writes its caption\n$", person.seen)


@pytest.mark.usefixtures("own_cache")
def test_links_are_written_whole_and_for_markdown(maas: Driver) -> None:
    row = (
        '{"id":5,"name":"Owl","text":"a [wise] owl","url":"https://example.org/o w.jpg","page":"https://example.org/5"}'
    )
    (maas.folder / "memes.ndjson").write_text(row + "\n", encoding="utf-8")
    assert maas("data", "import", "memes.ndjson").code == 0
    for printed, wanted in (
        ("auto", "https://example.org/o w.jpg\n"),
        ("link", "https://example.org/o w.jpg\n"),
        ("md", "![a \\[wise\\] owl](<https://example.org/o%20w.jpg>)\n"),
    ):
        with maas.at_keyboard(f"maas pick owl --print {printed} >out") as person:
            assert choose(person) == 0
        assert (maas.folder / "out").read_text() == wanted


def test_it_is_drawn_under_the_prompt_and_gone_when_left(maas: Driver) -> None:
    with maas.at_keyboard("maas pick becky >out") as person:
        assert choose(person) == 0
    assert "\x1b[?1049h" not in person.seen
    assert "Search" not in person.seen.rpartition("\x1b[J")[2]


@pytest.mark.parametrize(
    "command", ["echo monday | maas pick -p id >out", "printf 'monday\\nbecky\\n' | maas pick -p id >out"]
)
def test_the_first_line_piped_in_is_searched_for_and_keys_come_from_the_terminal(maas: Driver, command: str) -> None:
    with maas.at_keyboard(command) as person:
        assert choose(person) == 0
        assert person.is_as_before
    assert (maas.folder / "out").read_text() == f"{first_hit(maas, 'monday')['id']}\n"


def test_its_output_may_go_on_through_a_pipe(maas: Driver) -> None:
    with maas.at_keyboard("maas pick becky -p id | cat >out") as person:
        assert choose(person) == 0
    assert (maas.folder / "out").read_text() == f"{first_hit(maas, 'becky')['id']}\n"


@pytest.mark.parametrize("keys", [ESCAPE, LEAVE])
def test_without_a_choice_nothing_is_written_and_the_exit_code_is_130(maas: Driver, keys: str) -> None:
    with maas.at_keyboard("maas pick >out") as person:
        person.until_seen(" ✓ ")
        person.press(keys)
        assert person.until_ended() == 130
        assert person.is_as_before
    assert (maas.folder / "out").read_text() == ""


def test_choosing_costs_one_token_and_looking_none(maas: Driver) -> None:
    with maas.at_keyboard("maas pick --token secret1 >out") as person:
        person.until_seen("1,000 tokens")
        person.press(LEAVE)
        person.until_ended()
    assert "\t1000\t" in maas("users", "list").out
    with maas.at_keyboard("maas pick --token secret1 >out") as person:
        assert choose(person, "cat") == 0
    assert "\t999\t" in maas("users", "list").out


def test_who_has_nothing_left_is_told_and_can_only_leave(maas: Driver) -> None:
    with maas.at_keyboard("maas pick --token secret2 >out") as person:
        person.until_seen(" ✓ ")
        person.press(ENTER)
        person.until_seen("user 20 has no")  # the rest may be written in pieces, by what lies below it
        person.press(LEAVE)
        assert person.until_ended() == 130
    assert (maas.folder / "out").read_text() == ""


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("TERM=dumb maas pick", "the terminal (TERM=dumb) cannot show the browser"),
        ("maas pick 2>said; cat said", "the browser needs a terminal, and standard error is none"),
        ("setsid --wait sh -c 'echo cat | \"$PYTHON\" -m maas_cli pick'", "there is no terminal to choose on"),
        ("maas pick <&-", "standard input is closed"),
    ],
)
def test_where_nothing_can_be_drawn_it_says_what_can_be_done(maas: Driver, command: str, reason: str) -> None:
    with maas.at_keyboard(command) as person:
        person.until_ended()
    assert person.seen == f"error: {reason}\nhint: maas search works without one\n"


def test_a_wrong_token_is_exit_code_3(maas: Driver) -> None:
    with maas.at_keyboard("maas pick --token canary >out") as person:
        assert person.until_ended() == 3
    assert "canary" not in person.seen


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(maas: Driver, example: str) -> None:
    with maas.at_keyboard(f"git() {{ echo monday; }}; {example}") as person:
        assert choose(person) == 0
        assert person.is_as_before


def test_what_there_is_to_note_stands_there_when_it_is_left_and_not_in_the_output(maas: Driver) -> None:
    maas("users", "list")
    with (maas.folder / "users.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    with maas.at_keyboard("maas pick becky -p id >out") as person:
        assert choose(person) == 0
    assert person.seen.endswith("note: the users file has changed: `maas users sync` reads it again\n")
    assert (maas.folder / "out").read_text() == f"{first_hit(maas, 'becky')['id']}\n"
