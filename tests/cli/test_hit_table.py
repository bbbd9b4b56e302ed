"""Hits as a table."""

from maas_cli.cli.hit_table import hit_table
from maas_cli.cli.layout import unstyled
from tests.cli.samples import BARE, CAT, page_of


def test_a_page_as_a_table() -> None:
    assert unstyled(hit_table(page_of(CAT, BARE, offset=9), 80, is_explained=True)).splitlines() == [
        " #  caption                                   template    lang  place  distance",
        "─" * 79,
        "10  no cat | *never* ×3                       Grumpy Cat  en    Paris    340 km",
        "    'cat' is a word of it; relevance 7.31; 3",
        "    copies",
        "11  line one line two",
        "    'cat' is not in it; relevance 1.00",
    ]


def test_columns_that_no_hit_fills_are_left_out() -> None:
    assert unstyled(hit_table(page_of(BARE), 80, is_explained=False)).splitlines()[0] == "#  caption"


def test_matched_words_are_marked_in_caption_and_template() -> None:
    shown = hit_table(page_of(CAT), 80, is_explained=False)
    assert "no \x1b[1;33mcat\x1b[0m |" in shown
    assert "Grumpy \x1b[1;33mCat\x1b[0m" in shown
