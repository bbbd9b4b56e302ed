"""One search, from the query to the page of hits.

Order of hits: more words matched; with nearest first then the distance; fewer typos; whole word before prefix before
substring before another script; relevance; where the caller's position is known, how near, in buckets; where his
languages are known, those; then the earlier meme.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, filterfalse, islice
from typing import NamedTuple

from maas_cli.models.search import Hit, SearchPage, SearchRequest, SortOrder, WordMatch
from maas_cli.search.analysis import analyse
from maas_cli.search.damage import noticing_damage
from maas_cli.search.documents import meme, meme_lines
from maas_cli.search.expansion import QueryWord
from maas_cli.search.filters import NO_FILTERS, Filters, matching_languages, matching_templates
from maas_cli.search.geo import Distances
from maas_cli.search.highlight import spans
from maas_cli.search.index_file import IndexFile
from maas_cli.search.query import ParsedQuery, parse_query
from maas_cli.search.ranking import Ranking, backend_for
from maas_cli.search.scorer import Scorer
from maas_cli.search.scoring import RELEVANCE_UNITS
from maas_cli.search.sought import Answer, Standing
from maas_cli.search.tie_break import TieBreak


def search(index: IndexFile, request: SearchRequest) -> SearchPage:
    """Return the page of hits that answers the request, whose values have been checked.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        return _Search(index, request).page()


def find_documents(index: IndexFile, request: SearchRequest) -> list[bytes]:
    """Return what ``search`` finds as JSON lines of the original's seven keys, without counting all that is found.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        return list(meme_lines(index, _Search(index, request).docs()))


def find_all(index: IndexFile, request: SearchRequest) -> Sequence[int]:
    """Return the numbers of all the memes that ``search`` finds on all pages, copies included, in any order.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        return _Search(index, request).all_found()


class _Search:
    """The state of one search. For one thread, once."""

    def __init__(self, index: IndexFile, request: SearchRequest) -> None:
        self._index = index
        self._request = request
        query = parse_query(request.query)
        self._distances: Distances | None = None
        if request.lat is not None and request.lon is not None:
            self._distances = Distances(index, request.lat, request.lon)
        last = len(query.words) - 1
        self._words = [
            QueryWord(
                index,
                word,
                fuzzy=request.fuzzy and word not in query.required,
                is_open=number == last and query.last_is_open,
            )
            for number, word in enumerate(query.words)
        ]
        terms = {word.word: word.exact[0].terms[0] for word in self._words if word.exact}
        filters = _filters(index, request, query, terms, self._distances)
        tie = TieBreak(index, self._distances, request.languages)
        required = [word in query.required for word in query.words]
        self._ranking = Ranking(index, self._words, required, filters, tie)
        self._groups: set[int] = set()
        self._passed_over: list[int] = []

    def docs(self) -> list[int]:
        """Return the memes on the page."""
        request = self._request
        is_near = request.sort is SortOrder.DISTANCE
        docs = self._ranking.nearest_first() if is_near else self._ranking.most_relevant_first()
        shown = self._first_of_groups(self._safe_ones(docs))
        return list(islice(shown, request.offset, request.offset + request.limit))

    def page(self) -> SearchPage:
        request = self._request
        docs, total, hidden = self.counted()
        scorer = Scorer(self._index, [word.all for word in self._words])
        hits = tuple(self._hit(doc, scorer.standing(doc)) for doc in docs)
        meant = None if total or hidden else self._meant()
        return SearchPage(
            request.query,
            hits,
            total,
            request.offset,
            request.limit,
            suggestion=meant,
            sort=request.sort,
            languages=request.languages,
            hidden=hidden,
        )

    def _meant(self) -> str | None:
        from maas_cli.search.suggestions import closest  # noqa: PLC0415  # only where nothing is found

        return closest(self._index, self._request.query, safe=self._request.safe) if self._words else None

    def counted(self) -> tuple[list[int], int, int]:
        """Return the memes on the page, how many are on all pages, and how many more there were if none were hidden.

        Counted only if there are more pages: else all were met on the way.
        """
        docs, request = self.docs(), self._request
        if len(docs) < request.limit and (docs or not request.offset):
            return docs, request.offset + len(docs), self._hidden_so_far()
        return docs, *self._totals()

    def all_found(self) -> Sequence[int]:
        """Return the memes on all pages, copies included, in any order."""
        found = self._ranking.all_found()
        return list(filterfalse(self._index.doc_unsafe.__getitem__, found)) if self._request.safe else found

    def _totals(self) -> tuple[int, int]:
        if not (self._request.safe or self._request.unique):
            return self._ranking.count(), 0
        found = self._ranking.all_found()
        backend = backend_for(self._index, len(found))
        if not self._request.safe:
            return backend.count_groups(found), 0
        return backend.count_safe(found, folds=self._request.unique)

    def _hidden_so_far(self) -> int:
        """Return how many hits were hidden on the way to the page, those aside that were shown by another copy."""
        if not self._request.unique:
            return len(self._passed_over)
        return len(set(map(self._index.group, self._passed_over)) - self._groups)

    def _safe_ones(self, docs: Iterator[int]) -> Iterator[int]:
        """Yield the memes that may be shown.

        They are left out last, so that which round of matching is enough, and the order, is the same as without.
        """
        if not self._request.safe:
            yield from docs
            return
        is_unsafe = self._index.doc_unsafe
        for doc in docs:
            if is_unsafe[doc]:
                self._passed_over.append(doc)
            else:
                yield doc

    def _first_of_groups(self, docs: Iterator[int]) -> Iterator[int]:
        if not self._request.unique:
            yield from docs
            return
        for doc in docs:
            group = self._index.group(doc)
            if group not in self._groups:
                self._groups.add(group)
                yield doc

    def _hit(self, doc: int, standing: Standing) -> Hit:
        shown = meme(self._index, doc)
        answers = [(word.word, answer) for word, answer in zip(self._words, standing.answers, strict=True)]
        name_terms, text_terms = (set(chain(*analyse(field))) for field in (shown.name, shown.text))
        found = tuple(
            self._word_match(word, answer, in_name=name_terms, in_text=text_terms) for word, answer in answers if answer
        )
        return Hit(
            meme=shown,
            score=standing.relevance / RELEVANCE_UNITS,
            matches=found,
            missing=tuple(word for word, answer in answers if not answer),
            copies=self._index.group_size(doc) if self._request.unique else 1,
            distance_km=self._distances.exactly_km(doc) if self._distances else None,
            name_spans=spans(shown.name, found),
            text_spans=spans(shown.text, found),
        )

    def _word_match(self, word: str, answer: Answer, *, in_name: set[str], in_text: set[str]) -> WordMatch:
        term = self._index.term(answer.term).decode()
        quality = answer.quality
        return WordMatch(word, term, quality.kind, quality.typos, term in in_name, term in in_text)


def _filters(
    index: IndexFile, request: SearchRequest, query: ParsedQuery, terms: Mapping[str, int], distances: Distances | None
) -> Filters:
    """Return what the request and the query's own filters ask for; of one kind, any in the query will do.

    ``terms`` has those words of the query that some meme holds.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
    """
    if query.is_plain and (request.lang, request.template, request.radius_km) == (None, None, None):
        return NO_FILTERS
    excluded = (index.find_term(word.encode()) for word in query.excluded)
    phrases = [phrase for phrase in query.phrases if len(phrase) > 1 and terms.keys() >= set(phrase)]
    return Filters(
        _both(
            frozenset().union(*(matching_languages(index, lang) for lang in query.langs)) if query.langs else None,
            None if request.lang is None else matching_languages(index, request.lang),
        ),
        _both(
            frozenset().union(*(matching_templates(index, name) for name in query.templates))
            if query.templates
            else None,
            None if request.template is None else matching_templates(index, request.template),
        ),
        tuple(term for term in excluded if term is not None),
        tuple(tuple(map(terms.__getitem__, phrase)) for phrase in phrases),
        distances,
        request.radius_km,
    )


def _both(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


class FoundLines(NamedTuple):
    """What a search finds: how many memes on all pages, on this one and hidden, and this one's as JSON lines."""

    total: int
    shown: int
    lines: Iterator[bytes]
    hidden: int = 0


def find_lines(index: IndexFile, request: SearchRequest) -> FoundLines:
    """Return what ``search`` finds, as lines.

    The lines hold the original's seven keys; they are made as they are taken, which may raise IndexDamagedError.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        docs, total, hidden = _Search(index, request).counted()
    return FoundLines(total, len(docs), _lines(index, docs), hidden)


def _lines(index: IndexFile, docs: Sequence[int]) -> Iterator[bytes]:
    with noticing_damage(index):
        yield from meme_lines(index, docs)
