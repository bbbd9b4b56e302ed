"""How many safe memes there are: of a term, and of each template."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress, filterfalse

from maas_cli.search.index_file import IndexFile

_OF_TEMPLATES = ("safe memes of templates", 0)


def safe_frequency(index: IndexFile, term: int) -> int:
    """Return how many safe memes hold a term, 0 and up."""
    docs = index.posting_docs[index.posting_offsets[term] : index.posting_offsets[term + 1]]
    return sum(1 for _ in filterfalse(index.doc_unsafe.__getitem__, docs))


def safe_template_counts(index: IndexFile) -> Sequence[int]:
    """Return how many safe memes each template has, 0 and up; counted once for each opened index."""
    counts: list[int] | None = index.memo.get(_OF_TEMPLATES)
    if counts is None:
        counts = index.template_counts.tolist()
        for template, unsafe in Counter(compress(index.doc_templates, index.doc_unsafe)).items():
            counts[template] -= unsafe
        index.memo[_OF_TEMPLATES] = counts
    return counts
