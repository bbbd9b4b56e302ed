"""Hits as a table."""

from dataclasses import replace

from rich.cells import cell_len

from maas_cli.cli.drawing import drawn
from maas_cli.cli.hit_table import hit_table
from maas_cli.models.search import SearchPage
from tests.cli.samples import BARE, CAT, page_of

LONG = replace(
    CAT,
    meme=replace(
        CAT.meme,
        name="Successful Unhelpful High School Teacher",
        text="no cat has ever read the whole of the notice on the door of the laundry",
        place="Saint-Denis, Réunion",
    ),
    name_spans=(),
)


def shown(page: SearchPage, width: int = 80, *, is_explained: bool = False, color: bool = False) -> list[str]:
    return drawn(hit_table(page, width, is_explained=is_explained), width=width, color=color).splitlines()


def test_a_page_as_a_table() -> None:
    assert shown(page_of(CAT, BARE, offset=9), is_explained=True) == [
        " #  caption                                    template    lang  place  distance",
        "─" * 80,
        "10  no cat | *never* ×3                        Grumpy Cat  en    Paris    340 km",
        "    'cat' in caption; relevance 7.31; 3",
        "    copies; above the next: more of the words",
        "11  line one line two",
        "    no 'cat'; relevance 1.00",
    ]


def test_on_80_columns_template_and_place_give_way_to_the_caption() -> None:
    assert shown(page_of(LONG, CAT)) == [
        "#  caption                        template        lang  place           distance",
        "─" * 80,
        "1  no cat has ever read the       Successful      en    Saint-Denis,      340 km",
        "   whole of the notice on the     Unhelpful High        Réunion",
        "   door of the laundry ×3         School Teacher",
        "2  no cat | *never* ×3            Grumpy Cat      en    Paris             340 km",
    ]


def test_where_there_is_room_nothing_is_wrapped() -> None:
    assert len(shown(page_of(LONG, CAT), 170)) == 4


def test_columns_that_no_hit_fills_are_left_out() -> None:
    assert shown(page_of(BARE))[0] == "#  caption"


def test_matched_words_are_marked_in_caption_and_template() -> None:
    line = shown(page_of(CAT), color=True)[2]
    assert "no \x1b[1;33mcat\x1b[0m |" in line
    assert "Grumpy \x1b[1;33mCat\x1b[0m" in line


def test_the_explanation_is_dim() -> None:
    assert "\x1b[2mno 'cat'; relevance 1.00\x1b[0m" in shown(page_of(BARE), is_explained=True, color=True)[3]


def test_hostile_captions_stay_text() -> None:
    meme = replace(BARE.meme, text="[red]cat[/red] \x1b[2J\x9b31m\u202e\ttail", name="[/]", lang="\x1b", place="\r")
    assert shown(page_of(replace(BARE, meme=meme)))[2] == "1  [red]cat[/red] �[2J�31m� tail  [/]       �"


def test_wide_characters_keep_the_columns_in_line() -> None:
    wide = replace(CAT, meme=replace(CAT.meme, text="背了三天的咖啡暗号 🙂 轮到我"), text_spans=())
    assert {cell_len(line[: line.index("340 km")]) for line in shown(page_of(wide, CAT))[2:]} == {
        cell_len(shown(page_of(wide, CAT))[0]) - len("340 km")
    }
