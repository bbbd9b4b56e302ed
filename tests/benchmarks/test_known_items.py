import pytest
from rapidfuzz.distance import OSA

from benchmarks.known_items import KINDS, Item, is_found, known_items
from benchmarks.words import words_of

ITEMS = [
    Item(1, "a1", "Grumpy Cat", "the mouse is not my problem today"),
    Item(2, "b2", "Sad Dog", "today the problem is not a mouse but you"),
    Item(3, "", "Медведь", "если завтра контрольная я ничего не слышал"),
    Item(4, "", "Old Owl", "nobody reads the small print before breakfast"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_queries_of_a_kind_follow_from_the_seed(kind: str) -> None:
    assert known_items(ITEMS, kind, 20, 1) == known_items(ITEMS, kind, 20, 1)
    assert known_items(ITEMS, kind, 20, 1) != known_items(ITEMS, kind, 20, 2)


def test_clean_words_are_words_of_the_meme_each_once() -> None:
    for known in known_items(ITEMS, "clean", 100, 1):
        assert set(known.query.words) <= set(words_of(known.item.body()))
        assert len(set(known.query.words)) == len(known.query.words) <= 4


def test_a_misspelt_query_has_one_slip_in_each_longer_word() -> None:
    for known in known_items(ITEMS, "typo", 100, 1):
        written = words_of(known.item.body())
        distances = [min(OSA.distance(typed, word) for word in written) for typed in known.query.words]
        assert max(distances) == 1


def test_the_last_word_of_a_cut_query_is_the_beginning_of_a_longer_one() -> None:
    for known in known_items(ITEMS, "cut", 100, 1):
        begun = known.query.words[-1]
        longer = [word for word in words_of(known.item.body()) if word.startswith(begun) and word != begun]
        assert len(begun) >= 2
        assert longer


def test_a_phrase_stands_in_one_meme_and_apart_in_another() -> None:
    lines = [" ".join(words_of(item.body())) for item in ITEMS]
    for known in known_items(ITEMS, "phrase", 30, 1):
        phrase = " ".join(known.query.words)
        apart = [line for line in lines if set(known.query.words) <= set(line.split()) and phrase not in line]
        assert phrase in " ".join(words_of(known.item.text))
        assert apart


def test_a_copy_counts_as_the_meme_itself() -> None:
    wanted = Item(1, "a1", "Grumpy Cat", "No.")
    assert is_found(wanted, wanted)
    assert is_found(Item(2, "a1", "Other", "picture"), wanted)
    assert is_found(Item(3, "c3", "GRUMPY  cat", "nó!"), wanted)
    assert not is_found(Item(4, "d4", "Grumpy Cat", "yes"), wanted)


def test_memes_without_a_picture_are_no_copies_of_one_another() -> None:
    assert not is_found(Item(1, "", "A", "b"), Item(2, "", "A", "c"))
