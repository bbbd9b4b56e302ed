from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import analyse
from maas_cli.search.build.lines import Lines, LinesBuilder
from maas_cli.search.format import NOTHING

captions = st.text("ab' 猫", max_size=12)
rows = st.lists(st.tuples(captions, captions), max_size=12)


def added(builder: LinesBuilder, templates: dict[str, int], memes: list[tuple[str, str]]) -> Lines:
    """Give a batch of names and texts to the builder."""
    new_names = [name for name in dict.fromkeys(name for name, _ in memes) if name not in templates]
    for name in new_names:
        templates[name] = len(templates)
    import numpy as np

    numbers = np.array([templates[name] for name, _ in memes], np.int64)
    return builder.add(new_names, numbers, [text for _, text in memes])


def expected_line(name: str, text: str) -> list[str]:
    words = [analyse(name), analyse(text)]
    parts = sorted(part for field in words for terms in field for part in terms[1:])
    return [*(terms[0] for terms in words[0]), "|", *(terms[0] for terms in words[1]), "|", *parts]


@given(st.lists(rows, max_size=3))
def test_a_line_is_the_name_and_the_text_and_then_the_parts_of_words(batches: list[list[tuple[str, str]]]) -> None:
    builder, templates = LinesBuilder(), dict[str, int]()
    for batch in batches:
        added(builder, templates, batch)
    terms, new_numbers = builder.vocabulary.in_order()
    sections = builder.sections(new_numbers)
    numbers = [number for part in sections["forward_terms"] for number in part.tolist()]
    words = ["|" if number == NOTHING else terms[number] for number in numbers]
    offsets = sections["forward_offsets"].tolist()
    lines = [words[start:end] for start, end in zip(offsets, offsets[1:], strict=False)]
    assert lines == [expected_line(name, text) for batch in batches for name, text in batch]
