"""The letters of many terms as arrays."""

from collections.abc import Sequence

import numpy as np

from maas_cli.search.arrays import Array


def letter_matrix(terms: Sequence[str], longest: int) -> Array:
    """Return the code points of terms of at most ``longest`` letters, a row each, filled up with 0."""
    text = "".join(term.ljust(longest, "\0") for term in terms)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").reshape(len(terms), longest)


def letters_in_line(terms: Sequence[str]) -> tuple[Array, Array]:
    """Return the code points of the terms one after the other, and how many each has."""
    sizes = np.fromiter(map(len, terms), np.int64, len(terms))
    return np.frombuffer("".join(terms).encode("utf-32-le", "surrogatepass"), "<u4"), sizes
