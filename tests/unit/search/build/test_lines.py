from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import analyse
from maas_cli.search.format import NOTHING
from tests.unit.search.build.contents import NamedLines, numbers_of

captions = st.text("ab' 猫", max_size=12)
batches_of_memes = st.lists(st.lists(st.tuples(captions, captions), max_size=12), max_size=3)


def line_of(name: str, text: str) -> list[str]:
    """Return a meme's line as it should be, ``|`` between its fields."""
    words = [analyse(name), analyse(text)]
    parts = sorted(part for field in words for terms in field for part in terms[1:])
    return [*(terms[0] for terms in words[0]), "|", *(terms[0] for terms in words[1]), "|", *parts]


def lines_in(lines: NamedLines) -> list[list[str]]:
    terms, new_numbers = lines.builder.vocabulary.in_order()
    lines.builder.renumber(new_numbers)
    sections = lines.builder.sections()
    words = ["|" if number == NOTHING else terms[number] for number in numbers_of(sections["forward_terms"])]
    return [words[start:end] for start, end in pairwise(numbers_of(sections["forward_offsets"]))]


@given(batches_of_memes)
def test_a_line_is_the_name_and_the_text_and_then_the_parts_of_words(batches: list[list[tuple[str, str]]]) -> None:
    lines = NamedLines()
    for batch in batches:
        lines.add(batch)
    assert lines_in(lines) == [line_of(name, text) for batch in batches for name, text in batch]


def test_parts_are_in_the_order_of_the_terms_and_as_often_as_they_stand_there() -> None:
    lines = NamedLines()
    lines.add([("Can't", "won't don't won't")])
    assert lines_in(lines) == [["cant", "|", "wont", "dont", "wont", "|", "can", "don", "won", "won"]]


def test_a_length_is_that_of_name_and_text_together_and_of_255_words_at_most() -> None:
    lines = NamedLines()
    assert lines.add([("Owl", "who cares"), ("", ""), ("猫が好き", "x"), ("", "ha " * 300)]).lengths.tolist() == [
        3,
        0,
        3,
        255,
    ]
    assert lines.builder.mean_length() == (3 + 0 + 3 + 300) / 4


def test_no_memes_have_a_mean_length_of_one() -> None:
    assert NamedLines().builder.mean_length() == 1


def test_the_term_of_a_name_of_one_word_is_told() -> None:
    lines = NamedLines()
    only_names = lines.add([("Don't", ""), ("Grumpy Cat", ""), ("", "doge"), ("don’t!", "")]).only_names.tolist()
    dont = lines.builder.vocabulary.numbers["dont"]
    assert only_names == [dont, NOTHING, NOTHING, dont]
