from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.seeds import seeded
from benchmarks.typing_errors import NEIGHBOURS, with_typo

WORDS = st.text("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяéñ", min_size=1, max_size=14)


@given(WORDS, st.integers(0, 1000))
def test_a_slip_is_exactly_one_edit(word: str, seed: int) -> None:
    assert OSA.distance(word, with_typo(word, seeded(seed))) == 1


@given(WORDS, st.integers(0, 1000))
def test_the_same_seed_makes_the_same_slip(word: str, seed: int) -> None:
    assert with_typo(word, seeded(seed)) == with_typo(word, seeded(seed))


def test_neighbouring_keys_are_beside_each_other_on_both_keyboards() -> None:
    assert set(NEIGHBOURS["s"]) == set("adwezx")
    assert set(NEIGHBOURS["q"]) == set("wa")
    assert {"в", "п"} <= set(NEIGHBOURS["а"])


def test_being_a_neighbour_is_mutual() -> None:
    assert all(letter in NEIGHBOURS[key] for letter, keys in NEIGHBOURS.items() for key in keys)
