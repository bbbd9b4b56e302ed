import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.figures.derived import KIND_OF, derived_figure
from maas_cli.render.figures.look import Kind
from maas_cli.render.figures.mammals import cat, wolf
from maas_cli.render.figures.people import child, person
from maas_cli.render.figures.scaly import frog
from maas_cli.render.figures.words import KINDS
from tests.unit.render.figures.canvas import LOOK, painted


def has_landmarks_of(name: str, kind: Kind) -> bool:
    """Tell whether a name's figure has the face of a kind, its colours and mood aside."""
    own, usual = derived_figure(name).face, kind(LOOK).face
    return own._replace(skin="", mood="", iris=None) == usual._replace(skin="", mood="", iris=None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Foul Bachelor Frog", frog),
        ("Insanity Wolf", wolf),
        ("Sir Courage Wolf Esquire", wolf),
        ("roleplayercat", cat),
        ("Gato triste", cat),
        ("Annoying Gamer Kid", child),
        ("Overly Attached Girlfriend", person),
        ("Futurama Fry", person),
    ],
)
def test_a_name_that_says_what_it_is_looks_like_it(name: str, kind: Kind) -> None:
    assert has_landmarks_of(name, kind)


@pytest.mark.parametrize(
    ("name", "mood"),
    [
        ("Insanity Wolf", "mad"),
        ("Skeptical Third World Kid", "squinting"),
        ("HAPPY KITTEN", "happy"),
        ("Sad Keanu", "sad"),
    ],
)
def test_a_name_that_says_how_it_feels_feels_so(name: str, mood: str) -> None:
    assert derived_figure(name).face.mood == mood


def test_a_name_that_asks_for_a_hat_gets_one() -> None:
    assert len(derived_figure("Scumbag Wolf").parts) > len(KIND_OF["wolf"][0](LOOK).parts)


def test_a_name_is_one_figure_however_it_is_written() -> None:
    assert painted(derived_figure("Insanity  WOLF")).tobytes() == painted(derived_figure("insanity wolf")).tobytes()


def test_wolves_of_different_names_are_different_wolves() -> None:
    names = [
        f"{word} Wolf" for word in ("Bold", "Quiet", "Old", "Left", "Green", "Tiny", "Urban", "Lunar", "Paper", "Salty")
    ]
    assert len({painted(derived_figure(name)).tobytes() for name in names}) == len(names)


@pytest.mark.parametrize("kind", KIND_OF)
def test_every_kind_can_be_derived(kind: str) -> None:
    words = [word for word, meant in KINDS.items() if meant == kind][:2]
    for name in words or ["strong"]:
        painted(derived_figure(f"zesty {name}"))


@given(st.text(max_size=60))
def test_any_name_at_all_is_a_figure(name: str) -> None:
    assert painted(derived_figure(name)).tobytes() == painted(derived_figure(name)).tobytes()
