"""What a search finds, worked out the plain way: every meme is looked at for every word. Written from the rules."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from geopy.distance import geodesic

from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search.analysis import analyse, fold, is_written_without_blanks, query_words, word_count

KINDS = ("word", "prefix", "substring")


class Answer(NamedTuple):
    """How a term answers a word: typos and rank (0 whole word, 1 prefix, 2 substring); lower is better."""

    typos: int
    rank: int


Match = tuple[Answer, int, str]
"""The best answer of a meme to a word: how, how relevant in 1/1024, by which term."""


class Found(NamedTuple):
    """A hit as the reference sees it."""

    id: int
    missing: tuple[str, ...]
    kinds: tuple[tuple[str, str, str, int], ...]
    score: float
    copies: int
    distance_km: float | None


@cache
def osa(first: str, second: str) -> int:
    """Return the optimal string alignment distance, by the textbook's table."""
    rows, columns = len(first) + 1, len(second) + 1
    table = [[row + column if 0 in (row, column) else 0 for column in range(columns)] for row in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            change = table[i - 1][j - 1] + (first[i - 1] != second[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, change)
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def has_digit(word: str) -> bool:
    """Whether a word holds a digit."""
    return any(char.isdigit() for char in word)


def typo_answers(word: str, frequencies: Counter[str]) -> dict[str, int]:
    """Return the terms within the typos that a word may have, at most twelve, the best ones."""
    most = 0 if len(word) < 4 or has_digit(word) else 1 if len(word) < 8 else 2
    distances = {
        term: osa(word, term)
        for term in frequencies
        if abs(len(term) - len(word)) <= most and word not in term and not has_digit(term)
    }
    allowed = [
        term for term, distance in distances.items() if 1 <= distance <= most and (len(word) > 5 or term[0] == word[0])
    ]
    best = sorted(allowed, key=lambda term: (distances[term], -frequencies[term], term))[:12]
    return {term: distances[term] for term in best}


def answers(word: str, frequencies: Counter[str], *, fuzzy: bool, is_last: bool) -> dict[str, Answer]:
    """Return every term that answers a word."""
    if not fuzzy:
        return {word: Answer(0, 0)} if word in frequencies else {}
    found = {term: Answer(typos, 0) for term, typos in typo_answers(word, frequencies).items()}
    may_be_part = is_written_without_blanks(word)
    for term in frequencies:
        if term == word:
            found[term] = Answer(0, 0)
        elif term.startswith(word) and (len(word) >= 2 or is_last or may_be_part):
            found[term] = Answer(0, 1)
        elif word in term and not term.startswith(word) and (len(word) >= 3 or may_be_part):
            found[term] = Answer(0, 2)
    return found


def copy_groups(memes: Sequence[Meme]) -> list[int]:
    """Return for each meme the first it is a copy of, by merging groups until nothing changes."""
    keys = [
        {("text", *fold(meme.name).split(), "\n", *fold(meme.text).split())}
        | ({("md5", meme.md5.casefold())} if meme.md5 else set())
        for meme in memes
    ]
    groups = list(range(len(memes)))
    changed = True
    while changed:
        changed = False
        for one, other in ((i, j) for i in range(len(memes)) for j in range(i)):
            if keys[one] & keys[other] and groups[one] != groups[other]:
                groups[one] = groups[other] = min(groups[one], groups[other])
                changed = True
    return groups


class Reference:
    """A catalogue searched without an index."""

    def __init__(self, memes: Sequence[Meme]) -> None:
        self.memes = memes
        self.words = [(analyse(meme.name), analyse(meme.text)) for meme in memes]
        self.counts = [Counter(t for terms in (*name, *text) for t in terms) for name, text in self.words]
        self.lengths = [sum(word_count(terms[0]) for terms in (*name, *text)) for name, text in self.words]
        self.frequencies = Counter(term for counts in self.counts for term in counts)
        self.groups = copy_groups(memes)

    def search(self, request: SearchRequest) -> tuple[list[Found], int]:
        """Return all hits in order, however many the request asks for, and their total."""
        words = query_words(request.query)
        answering = [answers(word, self.frequencies, fuzzy=request.fuzzy, is_last=word == words[-1]) for word in words]
        best = {doc: [self.best(doc, found) for found in answering] for doc in self.kept(request)}
        full = [doc for doc, matched in best.items() if all(matched)]
        some = [doc for doc, matched in best.items() if 2 * len(list(filter(None, matched))) >= len(words)]
        groups = self.groups if request.unique else range(len(self.memes))
        is_enough = len({groups[doc] for doc in full}) >= 10
        docs = full if is_enough or not request.fuzzy else some
        copies = Counter(groups[doc] for doc in docs)
        docs.sort(key=lambda doc: self.order(request, doc, best[doc]))
        first: dict[int, int] = {}
        for doc in docs:
            first.setdefault(groups[doc], doc)
        return [self.found(request, words, doc, best[doc], copies[groups[doc]]) for doc in first.values()], len(copies)

    def kept(self, request: SearchRequest) -> Iterable[int]:
        """Return the memes that pass the filters."""
        templates = self.templates(request.template)
        for doc, meme in enumerate(self.memes):
            if request.lang is not None and (meme.lang or "und") != request.lang:
                continue
            if request.template is not None and meme.name not in templates:
                continue
            distance = self.distance(request, doc)
            if request.radius_km is not None and (distance is None or distance > request.radius_km):
                continue
            yield doc

    def templates(self, wanted: str | None) -> set[str]:
        """Return the names that a template asked for stands for."""
        words = query_words(wanted or "")
        names = {meme.name for meme in self.memes}
        return {name for name in names if query_words(name) == words} or {
            name for name in names if set(words) <= set(query_words(name))
        }

    def distance(self, request: SearchRequest, doc: int) -> float | None:
        """Return the distance of the caller to a meme, if both are known."""
        place = self.memes[doc].lat, self.memes[doc].lon
        return None if request.lat is None or place[0] is None else km((request.lat, request.lon), place)

    def best(self, doc: int, found: dict[str, Answer]) -> Match | None:
        """Return the best answer of a meme to a word."""
        held = [(found[term], -self.weighted(doc, term, found), term) for term in self.counts[doc] if term in found]
        if not held:
            return None
        answer, loss, term = min(held)
        return answer, -loss, term

    def weighted(self, doc: int, term: str, found: dict[str, Answer]) -> int:
        """Return the relevance of a term; one reached by typo counts as if it were as frequent as the most frequent."""
        relevance, answer = self.relevance(doc, term), found[term]
        if not answer.typos:
            return relevance
        most = max(self.frequencies[other] for other in found if found[other] == answer)
        return round(relevance * (self.idf(most) / self.idf(self.frequencies[term])))

    def idf(self, containing: int) -> float:
        """Return the inverse document frequency of a term that so many memes hold."""
        return math.log1p((len(self.memes) - containing + 0.5) / (containing + 0.5))

    def relevance(self, doc: int, term: str) -> int:
        """Return BM25 (k1 1.2, b 0.35) of one term in a meme, in 1/1024."""
        frequency, containing = self.counts[doc][term], self.frequencies[term]
        mean = max(sum(self.lengths) / len(self.lengths), 1)
        idf = self.idf(containing)
        norm = 1 - 0.35 + 0.35 * self.lengths[doc] / mean
        return round(idf * frequency * 2.2 / (frequency + 1.2 * norm) * 1024)

    def order(self, request: SearchRequest, doc: int, matched: list[Match | None]) -> tuple[float, ...]:
        """Return what memes are sorted by."""
        held = [match for match in matched if match]
        missing = len(matched) - len(held)
        typos, ranks = sum(m[0].typos for m in held), sum(m[0].rank for m in held)
        relevance = sum(m[1] for m in held) + self.bonus(doc, matched)
        distance = self.distance(request, doc)
        if request.sort is SortOrder.DISTANCE:
            return missing, math.inf if distance is None else distance, typos, ranks, -relevance, doc
        bucket = 5 if distance is None else sum(distance >= border for border in (25, 100, 500, 2000))
        return missing, typos, ranks, -relevance, bucket, doc

    def bonus(self, doc: int, matched: list[Match | None]) -> int:
        """Return the bonus for words that stand together, in 1/1024."""
        name, text = self.words[doc]
        line = [*(terms[0] for terms in name), None, *(terms[0] for terms in text)]
        bonus = 0
        for first, second in pairwise(matched):
            if first is None or second is None:
                continue
            gaps = [j - i for i, a in enumerate(line) for j, b in enumerate(line) if a == first[2] and b == second[2]]
            if 1 in gaps:
                bonus += 512
            elif any(abs(gap) in {1, 2, 3} for gap in gaps):
                bonus += 128
        return bonus

    def found(
        self,
        request: SearchRequest,
        words: list[str],
        doc: int,
        matched: list[Match | None],
        copies: int,
    ) -> Found:
        """Return a meme as a hit."""
        pairs = list(zip(words, matched, strict=True))
        kinds = tuple((word, m[2], "typo" if m[0].typos else KINDS[m[0].rank], m[0].typos) for word, m in pairs if m)
        score = (sum(m[1] for m in matched if m) + self.bonus(doc, matched)) / 1024
        missing = tuple(word for word, m in pairs if not m)
        return Found(self.memes[doc].id, missing, kinds, score, copies, self.distance(request, doc))


@cache
def km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance on the ellipsoid."""
    return float(geodesic(here, there).km)
