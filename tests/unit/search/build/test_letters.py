from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.letters import letter_matrix, letters_in_line


@given(st.lists(st.text(max_size=6)))
def test_terms_are_given_as_rows_of_code_points_or_in_one_line(terms: list[str]) -> None:
    codes = [list(map(ord, term)) for term in terms]
    assert letter_matrix(terms, 6).tolist() == [row + [0] * (6 - len(row)) for row in codes]
    letters, sizes = letters_in_line(terms)
    assert letters.tolist() == [code for row in codes for code in row]
    assert sizes.tolist() == list(map(len, terms))
