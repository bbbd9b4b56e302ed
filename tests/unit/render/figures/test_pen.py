import pytest
from PIL import Image

from maas_cli.render.figures.pen import INK, Pen
from tests.unit.render.figures.canvas import SIDE, Box, blank, bounds, has, is_symmetrical, pen_on

RED = "#d8433c"


def test_the_field_fills_a_square_box_exactly() -> None:
    image = blank()
    pen_on(image).poly(((0, 0), (100, 0), (100, 100), (0, 100)), RED, 0)
    assert bounds(image) == (0, 0, SIDE, SIDE)
    assert has(image, RED)


@pytest.mark.parametrize(
    ("box", "field"),
    [((0, 0, 99, 49), (25, 0, 75, 50)), ((20, 0, 69, 99), (20, 50, 70, 100)), ((10, 20, 59, 69), (10, 20, 60, 70))],
    ids=["wide: in the middle", "tall: at the bottom", "a part of the picture"],
)
def test_the_field_is_the_largest_square_in_the_middle_at_the_lower_edge(box: Box, field: Box) -> None:
    image = blank()
    pen_on(image, box).poly(((0, 0), (100, 0), (100, 100), (0, 100)), RED, 0)
    left, top, right, bottom = bounds(image)
    assert (left, top) == field[:2]
    assert abs(right - field[2]) <= 1
    assert abs(bottom - field[3]) <= 1


def draw_everything(pen: Pen) -> None:
    pen.oval((0, 50), (40, 60), RED)
    pen.blob(((-20, -20), (130, -10), (120, 130), (-30, 110)), RED)
    pen.poly(((-20, 50), (50, -20), (120, 50)), RED)
    pen.stroke(((-10, 90), (110, 110)), RED, 12)
    pen.stroke(((99, -5), (99, 105)), RED, 9)


@pytest.mark.parametrize("box", [(20, 30, 69, 79), (0, 0, 40, 60), (50, 40, 99, 99), (7, 7, 7, 7)])
def test_nothing_is_drawn_outside_the_box(box: Box) -> None:
    image = blank()
    draw_everything(pen_on(image, box))
    left, top, right, bottom = bounds(image)
    assert left >= box[0]
    assert top >= box[1]
    assert right <= box[2] + 1
    assert bottom <= box[3] + 1


def test_shapes_have_an_outline_unless_it_is_refused() -> None:
    with_outline, without = blank(), blank()
    pen_on(with_outline).oval((50, 50), (20, 20), RED)
    pen_on(without).oval((50, 50), (20, 20), RED, 0)
    assert has(with_outline, INK)
    assert not has(without, INK)
    assert bounds(with_outline)[0] < bounds(without)[0]


def test_outlines_keep_their_weight_where_a_part_is_drawn_smaller() -> None:
    full, half = blank(), blank()
    pen_on(full).oval((50, 50), (20, 20), RED, 3)
    pen_on(half).moved(25, 25, 0.5).oval((50, 50), (40, 40), RED, 3)
    assert full.tobytes() == half.tobytes()


def test_both_sides_of_a_pen_draw_mirror_images() -> None:
    image = blank()
    for side in pen_on(image).sides():
        side.blob(((60, 20), (90, 30), (70, 70)), RED)
        side.stroke(((60, 80), (90, 90)), RED, 4)
        side.moved(70, 50, 0.5).oval((0, 0), (10, 20), "#ffffff")
    assert is_symmetrical(image)


def test_a_pen_beside_another_mirrors_about_its_own_middle() -> None:
    image, alone = blank(), blank()
    for side in pen_on(image).beside(15).sides():
        side.oval((60, 40), (5, 5), RED, 0)
    for x in (55, 75):
        pen_on(alone).oval((x, 40), (5, 5), RED, 0)
    assert image.tobytes() == alone.tobytes()


def test_the_smallest_picture_is_no_trouble() -> None:
    draw_everything(pen_on(Image.new("RGB", (1, 1)), (0, 0, 0, 0)))
