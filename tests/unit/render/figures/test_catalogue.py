import csv
from pathlib import Path

from maas_cli.render.figures.catalogue import FIGURES
from tests.unit.render.figures.canvas import painted

MEMES = Path(__file__).parents[4] / "data" / "memes.csv"


def starter_templates() -> set[str]:
    with MEMES.open(encoding="utf-8", newline="") as lines:
        return {row["name"] for row in csv.DictReader(lines)}


def test_every_starter_template_has_a_figure_of_its_own_and_no_figure_is_left_over() -> None:
    assert set(FIGURES) == starter_templates()


def test_no_two_starter_templates_look_the_same() -> None:
    assert len({painted(figure).tobytes() for figure in FIGURES.values()}) == len(FIGURES)
