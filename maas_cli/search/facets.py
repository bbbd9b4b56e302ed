"""How many memes each template has, in all or among those a search finds."""

from collections import Counter

from maas_cli.models.facets import TemplateCount
from maas_cli.models.search import SearchRequest
from maas_cli.search.damage import noticing_damage
from maas_cli.search.index_file import IndexFile
from maas_cli.search.safe_counts import safe_template_counts
from maas_cli.search.searcher import find_all
from maas_cli.search.template_names import template_names


def template_counts(index: IndexFile, request: SearchRequest | None, *, safe: bool = False) -> list[TemplateCount]:
    """Return the templates of the memes that a search finds, copies included, or of all; most first, then by name.

    Memes without a template are counted nowhere. Without a request ``safe`` counts no unsafe memes; with one, its own
    ``safe`` does.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        names = template_names(index)
        counts = _counts(index, request, safe=safe)
        named = [TemplateCount(names[template], memes) for template, memes in counts.items()]
    shown = (count for count in named if count.name and count.memes)
    return sorted(shown, key=lambda count: (-count.memes, count.name))


def _counts(index: IndexFile, request: SearchRequest | None, *, safe: bool) -> dict[int, int]:
    if request is None:
        return dict(enumerate(safe_template_counts(index) if safe else index.template_counts.tolist()))
    return Counter(map(index.doc_templates.__getitem__, find_all(index, request)))
