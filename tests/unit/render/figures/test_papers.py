import pytest

from maas_cli.render.figures import papers
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has

PAINT, TRIM = "#3f78b8", "#f7dc5c"
ALL = [
    papers.book(PAINT),
    papers.book(PAINT, open_book=False),
    papers.sheet(PAINT),
    papers.grid(PAINT, TRIM),
    papers.chart(PAINT, TRIM),
    papers.ticket(PAINT, TRIM),
    papers.balloon(PAINT),
]


@pytest.mark.parametrize("part", ALL)
def test_papers_and_books_can_be_seen(part: Part) -> None:
    image = drawn(part)
    left, top, right, bottom = bounds(image)
    assert has(image, PAINT)
    assert (right - left) * (bottom - top) >= 60


def test_no_two_of_them_look_the_same() -> None:
    assert all_differ(ALL)
