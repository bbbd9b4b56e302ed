"""What a search finds, worked out the plain way: every meme is looked at for every word. Written from the rules."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from geopy.distance import geodesic

from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search.analysis import analyse, is_written_without_blanks, query_words, word_count
from maas_cli.search.query import ParsedQuery, parse_query
from maas_cli.search.transliteration import latin_key, latin_key_of_query

UNSAFE = frozenset({"shit", "fucked"})
UNSAFE_IN_ENGLISH = frozenset({"negro"})
"""Of the words that tests draw those that are unsafe for work, in every language and in English captions."""

KINDS = ("word", "prefix", "substring", "script")


class Answer(NamedTuple):
    """How a term answers a word: typos and rank (0 whole word, 1 prefix, 2 substring, 3 other script)."""

    typos: int
    rank: int


Match = tuple[Answer, int, str]
"""The best answer of a meme to a word: how, its weight in 1/100, by which term."""


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


def answers(word: str, frequencies: Counter[str], *, fuzzy: bool, is_open: bool) -> dict[str, Answer]:
    """Return every term that answers a word."""
    if not fuzzy:
        return {word: Answer(0, 0)} if word in frequencies else {}
    found = {term: Answer(typos, 0) for term, typos in typo_answers(word, frequencies).items()}
    plain = {term: plain_answer(word, term, is_open=is_open) for term in frequencies}
    return found | {term: answer for term, answer in plain.items() if answer}


def plain_answer(word: str, term: str, *, is_open: bool) -> Answer | None:
    """Return how a term answers a word without a typo, None if it does not."""
    may_be_part = is_written_without_blanks(word)
    if term == word:
        return Answer(0, 0)
    if term.startswith(word):
        return Answer(0, 1) if len(word) >= 2 or is_open or may_be_part else None
    if word in term:
        return Answer(0, 2) if len(word) >= 3 or may_be_part else None
    key = latin_key_of_query(word)
    return Answer(0, 3) if key is not None and key in {term, latin_key(term)} else None


def copy_groups(memes: Sequence[Meme]) -> list[int]:
    """Return for each meme the first it is a copy of, by merging groups until nothing changes."""
    keys: list[set[tuple[object, ...]]] = []
    for meme in memes:
        words = line_of(analyse(meme.name)), line_of(analyse(meme.text))
        texts = {("text", *words[0], None, *words[1])} if any(words) else set()
        keys.append(texts | ({("md5", meme.md5.casefold())} if meme.md5 else set()))
    groups = list(range(len(memes)))
    changed = True
    while changed:
        changed = False
        for one, other in ((i, j) for i in range(len(memes)) for j in range(i)):
            if keys[one] & keys[other] and groups[one] != groups[other]:
                groups[one] = groups[other] = min(groups[one], groups[other])
                changed = True
    return groups


def line_of(words: list[tuple[str, ...]]) -> list[str]:
    """Return the words of a field in their joined form."""
    return [terms[0] for terms in words]


def holds_phrase(line: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words stand in a field one after the other."""
    return any(tuple(line[start : start + len(phrase)]) == phrase for start in range(len(line)))


class Reference:
    """A catalogue searched without an index."""

    def __init__(self, memes: Sequence[Meme]) -> None:
        self.memes = memes
        self.words = [(analyse(meme.name), analyse(meme.text)) for meme in memes]
        self.counts = [Counter(t for terms in (*name, *text) for t in terms) for name, text in self.words]
        self.lengths = [min(sum(word_count(terms[0]) for terms in (*name, *text)), 255) for name, text in self.words]
        self.mean = max(
            sum(sum(word_count(terms[0]) for terms in (*name, *text)) for name, text in self.words)
            / max(len(memes), 1),
            1,
        )
        self.frequencies = Counter(term for counts in self.counts for term in counts)
        self.groups = copy_groups(memes)

    def search(self, request: SearchRequest) -> tuple[list[Found], int]:
        """Return all hits in order, however many the request asks for, and their total."""
        query = parse_query(request.query)
        answering = [
            answers(
                word,
                self.frequencies,
                fuzzy=request.fuzzy and word not in query.required,
                is_open=query.last_is_open and word == query.words[-1],
            )
            for word in query.words
        ]
        idfs = [self.idfs(found) for found in answering]
        best = {doc: [self.best(doc, found) for found in answering] for doc in self.kept(request, query)}
        best = {
            doc: matched
            for doc, matched in best.items()
            if all(match for word, match in zip(query.words, matched, strict=True) if word in query.required)
        }
        full = [doc for doc, matched in best.items() if all(matched)]
        some = [doc for doc, matched in best.items() if 2 * len(list(filter(None, matched))) >= len(query.words)]
        is_enough = len({self.groups[doc] for doc in full}) >= 10
        docs = full if is_enough or not request.fuzzy else some
        if request.safe:
            docs = [doc for doc in docs if not self.is_unsafe(doc)]
        docs.sort(key=lambda doc: self.order(request, doc, best[doc], idfs))
        groups = self.groups if request.unique else range(len(self.memes))
        first: dict[int, int] = {}
        for doc in docs:
            first.setdefault(groups[doc], doc)
        return [self.found(request, query.words, doc, best[doc], idfs) for doc in first.values()], len(first)

    def hidden(self, request: SearchRequest) -> int:
        """Return how many more hits there are where none is left out for a word that is unsafe for work."""
        return self.search(replace(request, safe=False))[1] - self.search(request)[1]

    def is_unsafe(self, doc: int) -> bool:
        """Whether a meme holds a word that is unsafe for work."""
        unsafe = UNSAFE | UNSAFE_IN_ENGLISH if self.memes[doc].lang == "en" else UNSAFE
        return not unsafe.isdisjoint(self.counts[doc])

    def kept(self, request: SearchRequest, query: ParsedQuery) -> Iterable[int]:
        """Return the memes that pass the filters."""
        templates = self.templates(request.template)
        for doc, meme in enumerate(self.memes):
            lang = meme.lang or "und"
            if (request.lang is not None and lang != request.lang) or (query.langs and lang not in query.langs):
                continue
            if request.template is not None and meme.name not in templates:
                continue
            if query.templates and not any(meme.name in self.templates(name) for name in query.templates):
                continue
            if any(word in self.counts[doc] for word in query.excluded):
                continue
            fields = [line_of(field) for field in self.words[doc]]
            if not all(any(holds_phrase(line, phrase) for line in fields) for phrase in query.phrases):
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
        held = [(found[term], -self.weight(doc, term), term) for term in self.counts[doc] if term in found]
        if not held:
            return None
        answer, loss, term = min(held)
        return answer, -loss, term

    def weight(self, doc: int, term: str) -> int:
        """Return BM25's weight (k1 1.2, b 0.35, no shorter than 4 words) of a term in a meme, in 1/100.

        The only word of a name weighs 0.15 more.
        """
        count = min(self.counts[doc][term], 16)
        norm = 1 - 0.35 + 0.35 * max(self.lengths[doc], 4) / self.mean
        is_name = line_of(self.words[doc][0]) == [term]
        return round(count * 2.2 / (count + 1.2 * norm) * 100) + 15 * is_name

    def idfs(self, found: dict[str, Answer]) -> dict[Answer, int]:
        """Return the inverse document frequency, in 1/1024, of all terms that answer a word equally well."""
        postings: Counter[Answer] = Counter()
        for term, answer in found.items():
            postings[answer] += self.frequencies[term]
        count = len(self.memes)
        return {
            answer: round(math.log1p((count - min(held, count) + 0.5) / (min(held, count) + 0.5)) * 1024)
            for answer, held in postings.items()
        }

    def relevance(self, doc: int, matched: list[Match | None], idfs: list[dict[Answer, int]]) -> int:
        """Return the relevance of a meme, in 1/102,400."""
        name = line_of(self.words[doc][0])
        chosen = {match[2] for match in matched if match}
        is_named = len(set(name)) > 1 and set(name) <= chosen
        return self.bonus(doc, matched) + sum(
            idf[match[0]] * (match[1] + 15 * (is_named and match[2] in name))
            for match, idf in zip(matched, idfs, strict=True)
            if match
        )

    def order(
        self, request: SearchRequest, doc: int, matched: list[Match | None], idfs: list[dict[Answer, int]]
    ) -> tuple[float, ...]:
        """Return what memes are sorted by."""
        held = [match for match in matched if match]
        missing = len(matched) - len(held)
        typos, ranks = sum(m[0].typos for m in held), sum(m[0].rank for m in held)
        relevance = self.relevance(doc, matched, idfs)
        distance = self.distance(request, doc)
        if request.sort is SortOrder.DISTANCE:
            return missing, math.inf if distance is None else distance, typos, ranks, -relevance, doc
        bucket = 0 if request.lat is None else 5
        if distance is not None:
            bucket = sum(distance >= border for border in (25, 100, 500, 2000))
        lang = self.memes[doc].lang or "und"
        rank = 0 if not request.languages or lang in request.languages else 1 if lang == "und" else 2
        return missing, typos, ranks, -relevance, bucket, rank, doc

    def bonus(self, doc: int, matched: list[Match | None]) -> int:
        """Return the bonus for words that stand together, in 1/102,400."""
        name, text = self.words[doc]
        line = [*line_of(name), None, *line_of(text)]
        bonus = 0
        for first, second in pairwise(matched):
            if first is None or second is None:
                continue
            gaps = [j - i for i, a in enumerate(line) for j, b in enumerate(line) if a == first[2] and b == second[2]]
            if 1 in gaps:
                bonus += 204_800
            elif any(abs(gap) in {1, 2, 3} for gap in gaps):
                bonus += 12_800
        return bonus

    def found(
        self,
        request: SearchRequest,
        words: Sequence[str],
        doc: int,
        matched: list[Match | None],
        idfs: list[dict[Answer, int]],
    ) -> Found:
        """Return a meme as a hit."""
        pairs = list(zip(words, matched, strict=True))
        kinds = tuple((word, m[2], "typo" if m[0].typos else KINDS[m[0].rank], m[0].typos) for word, m in pairs if m)
        missing = tuple(word for word, m in pairs if not m)
        copies = self.groups.count(self.groups[doc]) if request.unique else 1
        score = self.relevance(doc, matched, idfs) / 102_400
        return Found(self.memes[doc].id, missing, kinds, score, copies, self.distance(request, doc))


@cache
def km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance on the ellipsoid."""
    return float(geodesic(here, there).km)
