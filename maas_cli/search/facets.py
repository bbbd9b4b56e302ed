"""How many memes each template has, in all or among those a search finds."""

from collections import Counter

from maas_cli.models.facets import TemplateCount
from maas_cli.models.search import SearchRequest
from maas_cli.search.filters import template_name
from maas_cli.search.index_file import IndexFile
from maas_cli.search.searcher import find_all


def template_counts(index: IndexFile, request: SearchRequest | None) -> list[TemplateCount]:
    """Return the templates of the memes that a search finds, copies included, or of all; most first, then by name.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    if request is None:
        counts = dict(enumerate(index.template_counts.tolist()))
    else:
        counts = Counter(index.doc_templates[doc] for doc in find_all(index, request))
    named = [TemplateCount(template_name(index, template), memes) for template, memes in counts.items()]
    return sorted((count for count in named if count.name), key=lambda count: (-count.memes, count.name))
