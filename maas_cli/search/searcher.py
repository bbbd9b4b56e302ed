"""One search, from the query to the page of hits.

Order of hits: more words matched; with nearest first then the distance; fewer typos; whole word before prefix before
substring; relevance; where the caller's position is known, how near, in buckets; then the earlier meme. The orders
are worked out lazily, so that relevance and exact distances are computed only for what reaches the page.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from heapq import heappop, heappush
from itertools import chain, groupby, islice
from typing import NamedTuple

from maas_cli.errors import IndexDamagedError
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, SearchPage, SearchRequest, SortOrder, WordMatch
from maas_cli.search.analysis import analyse, query_words
from maas_cli.search.expansion import expand
from maas_cli.search.filters import language_number, matching_templates
from maas_cli.search.format import IMPACT_UNITS
from maas_cli.search.geo import SPHERE_MARGIN, Distances
from maas_cli.search.highlight import spans
from maas_cli.search.index_file import IndexFile
from maas_cli.search.matching import TermMatch, Tier, docs_with_all, docs_with_half, match_word, tier_of
from maas_cli.search.scoring import proximity_bonus
from maas_cli.serialize import meme_from_json

ENOUGH_HITS = 10
"""With fewer hits for all words, hits for half of them follow. The same for every limit, so that pages fit together."""


def search(index: IndexFile, request: SearchRequest) -> SearchPage:
    """Return the page of hits that answers the request, whose values have been checked.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    try:
        return _Search(index, request).page()
    except (IndexError, ValueError) as error:  # an offset that points nowhere, bytes that are no text or no JSON
        raise IndexDamagedError(f"{index.path} is damaged: {error}") from error


class _Nearby(NamedTuple):
    """A meme on its way into the nearest-first order."""

    missing: int
    distance_km: float
    tier: Tier
    relevance_loss: int
    doc: int


class _Search:
    """The state of one search. For one thread, once."""

    def __init__(self, index: IndexFile, request: SearchRequest) -> None:
        self._index = index
        self._request = request
        self._words = query_words(request.query)
        self._distances: Distances | None = None
        if request.lat is not None and request.lon is not None:
            self._distances = Distances(index, request.lat, request.lon)
        keep = self._filter()
        last = len(self._words) - 1
        self._matches = [
            match_word(index, expand(index, word, fuzzy=request.fuzzy, is_last=number == last), keep)
            for number, word in enumerate(self._words)
        ]

    def page(self) -> SearchPage:
        request = self._request
        docs = self._candidates()
        copies = Counter(map(self._group, docs))
        order = self._nearest_first if request.sort is SortOrder.DISTANCE else self._most_relevant_first
        shown = islice(self._first_of_groups(order(docs)), request.offset, request.offset + request.limit)
        hits = tuple(self._hit(doc, copies[self._group(doc)]) for doc in shown)
        return SearchPage(request.query, hits, len(copies), request.offset, request.limit)

    def _filter(self) -> Callable[[int], bool]:
        """Return whether a meme passes the request's filters, the cheapest asked first."""
        request, index = self._request, self._index
        tests: list[Callable[[int], bool]] = []
        if request.lang is not None:
            lang = language_number(index, request.lang)
            tests.append(lambda doc: bool(index.doc_langs[doc] == lang))
        if request.template is not None:
            templates = matching_templates(index, request.template)
            tests.append(lambda doc: index.doc_templates[doc] in templates)
        if request.radius_km is not None and self._distances is not None:
            radius_km, within = request.radius_km, self._distances.within
            tests.append(lambda doc: within(doc, radius_km))
        return lambda doc: all(test(doc) for test in tests)

    def _candidates(self) -> Collection[int]:
        """Return the memes with every word; if these are few, those with half of the words as well."""
        full = docs_with_all(self._matches)
        if not self._request.fuzzy or len(set(map(self._group, full))) >= ENOUGH_HITS:
            return full
        return docs_with_half(self._matches)

    def _group(self, doc: int) -> int:
        group: int = self._index.groups[doc] if self._request.unique else doc
        return group

    def _first_of_groups(self, docs: Iterator[int]) -> Iterator[int]:
        seen: set[int] = set()
        for doc in docs:
            group = self._group(doc)
            if group not in seen:
                seen.add(group)
                yield doc

    def _most_relevant_first(self, docs: Collection[int]) -> Iterator[int]:
        tiers = sorted((tier_of(self._matches, doc), doc) for doc in docs)
        bucket = self._distances.bucket if self._distances else lambda _: 0
        for _, members in groupby(tiers, key=lambda member: member[0]):
            yield from sorted((doc for _, doc in members), key=lambda doc: (-self._relevance(doc), bucket(doc), doc))

    def _nearest_first(self, docs: Collection[int]) -> Iterator[int]:
        """Yield memes by exact distance, measuring each only when the sphere says that its turn is near."""
        waiting: list[_Nearby] = []
        for missing, rough_km, tier, doc in sorted(map(self._roughly_placed, docs)):
            certain = (missing, rough_km * (1 - SPHERE_MARGIN))
            while waiting and waiting[0][:2] < certain:
                yield heappop(waiting).doc
            exact_km = self._distance_km(doc)
            distance_km = math.inf if exact_km is None else exact_km
            heappush(waiting, _Nearby(missing, distance_km, tier, -self._relevance(doc), doc))
        while waiting:
            yield heappop(waiting).doc

    def _roughly_placed(self, doc: int) -> tuple[int, float, Tier, int]:
        rough = self._distances.roughly_km(doc) if self._distances else None
        tier = tier_of(self._matches, doc)
        return tier.missing, math.inf if rough is None else rough, tier, doc

    def _distance_km(self, doc: int) -> float | None:
        return self._distances.exactly_km(doc) if self._distances else None

    def _relevance(self, doc: int) -> int:
        found = [matches.get(doc) for matches in self._matches]
        relevance = sum(match.impact for match in found if match)
        if len(found) > 1:
            first, last = self._index.forward_offsets[doc], self._index.forward_offsets[doc + 1]
            words = self._index.forward_terms[first:last].tolist()
            relevance += proximity_bonus(words, [match and match.term for match in found])
        return relevance

    def _word_match(self, word: str, match: TermMatch, *, in_name: set[str], in_text: set[str]) -> WordMatch:
        term = self._index.term(match.term).decode()
        return WordMatch(word, term, match.quality.kind, match.quality.typos, term in in_name, term in in_text)

    def _hit(self, doc: int, copies: int) -> Hit:
        meme = self._meme(doc)
        answers = [(word, matches.get(doc)) for word, matches in zip(self._words, self._matches, strict=True)]
        name_terms, text_terms = (set(chain(*analyse(field))) for field in (meme.name, meme.text))
        found = tuple(
            self._word_match(word, match, in_name=name_terms, in_text=text_terms) for word, match in answers if match
        )
        return Hit(
            meme=meme,
            score=self._relevance(doc) / IMPACT_UNITS,
            matches=found,
            missing=tuple(word for word, match in answers if not match),
            copies=copies,
            distance_km=self._distance_km(doc),
            name_spans=spans(meme.name, found),
            text_spans=spans(meme.text, found),
        )

    def _meme(self, doc: int) -> Meme:
        return meme_from_json(self._index.doc(doc), self._index.further_keys(doc))
