"""The places whose names are most like one that nothing is called by; loaded only for an error message."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LEAST_SIMILAR = 0.6
"""Below that, of a similarity from 0 to 1, two names have nothing in common that an eye would see."""

_CANDIDATES = 50


def closest_names(table: str, key: str, limit: int) -> list[str]:
    """Return at most ``limit`` main names of places whose keys are most like a key, the larger city first of equals.

    ``table`` is the text of ``places.tsv``.
    """
    owners: dict[str, str] = {}
    for line in table.splitlines()[1:]:
        keys, name, _ = line.split("\t", 2)
        for other in keys.strip("|").split("|"):
            owners.setdefault(other, name)  # the largest city of all that are called so
    similar = process.extract(
        key, list(owners), scorer=OSA.normalized_similarity, score_cutoff=_LEAST_SIMILAR, limit=_CANDIDATES
    )
    return list(dict.fromkeys(owners[other] for other, _, _ in similar))[:limit]
