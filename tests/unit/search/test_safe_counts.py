from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.safe_counts import safe_frequency, safe_template_counts
from tests.factories import index_of, meme, term_number

rows = st.lists(st.tuples(st.sampled_from(["Owl", "Bear", ""]), st.sets(st.sampled_from(["a", "b", "shit"]))))


@given(rows)
def test_safe_memes_are_counted_one_by_one(rows: list[tuple[str, set[str]]]) -> None:
    index = index_of(meme(number, name, " ".join(sorted(text))) for number, (name, text) in enumerate(rows, start=1))
    for term in {term for _, text in rows for term in text}:
        expected = sum(term in text and "shit" not in text for _, text in rows)
        assert safe_frequency(index, term_number(index, term)) == expected
    names = list(dict.fromkeys(name for name, _ in rows))
    expected_counts = [sum(name == other and "shit" not in text for other, text in rows) for name in names]
    assert safe_template_counts(index) == expected_counts == safe_template_counts(index)
