import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.unsafe import unsafe_docs
from maas_cli.search.build.unsafe_words import UnsafeWords
from maas_cli.search.format import NOTHING
from tests.factories import index_of, meme, memes_of

LISTED = UnsafeWords(
    ["a\ten\t\n", "b\tes\telsewhere\n", "c d\tde\tsv\n", "e a e\ten\talways\n", "a\tfr\telsewhere\n", "zz\ten\t\n"]
)
TERMS = list("abcdef")
CODES = ["en", "es", "sv", "und"]

lines = st.tuples(st.lists(st.sampled_from("abcdef|"), max_size=7), st.sampled_from(CODES))


def is_unsafe(line: list[str], code: str) -> bool:
    """Say it by the rules, word by word: a phrase ends where a field does."""
    text = f" {' '.join(line)} "
    alone = text
    while " e a e " in alone:
        alone = alone.replace(" e a e ", " e - e ")
    words = alone.split()
    return "a" in words or ("b" in words and code == "es") or (" c d " in text and code != "sv")


def batched(rows: list[tuple[list[str], str]], sizes: list[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    batches, start = [], 0
    for size in [*sizes, len(rows)]:
        batch = rows[start : start + size]
        start += size
        numbers = [NOTHING if word == "|" else TERMS.index(word) for line, _ in batch for word in line]
        ends = np.cumsum([len(line) for line, _ in batch]).astype(np.int64)
        batches.append((np.array(numbers, np.uint32), ends))
    return batches


@given(st.lists(lines, max_size=12), st.lists(st.integers(0, 4), max_size=3))
def test_memes_with_a_word_or_phrase_that_counts_in_their_language_are_unsafe(
    rows: list[tuple[list[str], str]], sizes: list[int]
) -> None:
    rows = [([*line, "|"], code) for line, code in rows]
    langs = np.array([CODES.index(code) for _, code in rows], np.int64)
    found = unsafe_docs(LISTED, TERMS, batched(rows, sizes), CODES, langs)
    overlapping = [" e a e a e " in f" {' '.join(line)} " for line, _ in rows]
    expected = [is_unsafe(line, code) for line, code in rows]
    assert [bool(n) for n, skip in zip(found, overlapping, strict=True) if not skip] == [
        unsafe for unsafe, skip in zip(expected, overlapping, strict=True) if not skip
    ]


def test_no_memes_are_none_unsafe() -> None:
    assert unsafe_docs(LISTED, [], [], [], np.empty(0, np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("text", "lang", "is_unsafe"),
    [
        ("what the fuck", "en", True),
        ("What the F**K?", "en", True),
        ("bitch's please", "", True),
        ("shit, it happens", "fr", True),
        ("er ist dick", "de", False),
        ("he is a dick", "en", True),
        ("Moby Dick is a whale", "en", False),
        ("Moby Dick is a dick", "en", True),
        ("the Maine Coon, a cat", "en", False),
        ("son of a bitch", "en", True),
        ("a blow job", "en", True),
        ("a job to blow", "en", False),
        ("un perro con un gato", "es", False),
        ("quel con", "fr", True),
        ("grumpy cat", "en", False),
        ("", "", False),
    ],
)
def test_an_index_marks_unsafe_memes_by_the_list_that_comes_with_maas(text: str, lang: str, *, is_unsafe: bool) -> None:
    index = index_of([meme(1, "Owl", "hello", lang="en"), meme(2, "Owl", text, lang=lang)])
    assert index.doc_unsafe.tolist() == [0, int(is_unsafe)]


def test_the_name_of_a_template_counts_too_with_signs_or_without() -> None:
    memes = [meme(1, "Bitchy Owl", "x"), meme(2, "F**k it Owl", "y"), meme(3, "Owl", "z")]
    assert index_of([*memes, *memes_of("w")]).doc_unsafe.tolist() == [1, 1, 0, 0]
