"""tantivy, through its Python binding: one merged field with positions, accents folded, documents stored.

``Tantivy`` asks for just what is meant, in queries put together by hand. ``TantivyFilledUp`` goes on to looser ones
until it has ten memes, as maas does. ``TantivyParser`` leaves all of it to tantivy's own query parser, as its
documentation shows, with slips and beginnings allowed in every word.

Words with slips are a conjunction of its fuzzy queries, each beside the word itself, so that exact answers come first.
A word only begun is the disjunction of the commonest terms that begin so, which ranks by BM25.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import tantivy
from tantivy import Occur

from benchmarks.peers.documents import read_documents
from benchmarks.peers.engine import LIMIT
from benchmarks.queries import Mode, Query
from benchmarks.typing_errors import LEAST_LETTERS

_HEAP_BYTES = 512 << 20
_MOST_TERMS = 50
_LONG_WORD = 8
_LONGEST_TERM = 100
_ANALYZER = "folded"


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.remove_long(_LONGEST_TERM), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="position")
    builder.add_bytes_field("line", stored=True)
    return builder.build()


class Tantivy:
    """An index in a folder. For one thread."""

    name = "tantivy"
    modes = frozenset({Mode.WORDS, Mode.PREFIX, Mode.TYPOS, Mode.SUBSTRING, Mode.PHRASE})
    most_memes = 100_000_000

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer(_ANALYZER, _analyzer())
        self._schema = self._index.schema
        self._analyze = _analyzer().analyze
        self._searcher = self._index.searcher()

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Index with one writer of the default number of threads."""
        index = tantivy.Index(_schema(), path=str(folder))
        index.register_tokenizer(_ANALYZER, _analyzer())
        writer = index.writer(_HEAP_BYTES)
        for document in read_documents(catalog):
            writer.add_document(tantivy.Document(body=document.body, line=document.line))
        writer.commit()
        writer.wait_merging_threads()

    def search(self, query: Query) -> list[bytes]:
        """Return ten memes with every word; if that is asked for, after them those with some of the words."""
        terms = [term for word in query.words for term in self._analyze(word)]
        clauses = self._clauses(terms, query)
        found = self._addresses(_all_of(clauses) if clauses else tantivy.Query.empty_query())
        if query.is_topped_up and len(found) < LIMIT:
            if query.mode is Mode.PHRASE:
                clauses = list(map(self._term, terms))
                found += [address for address in self._addresses(_all_of(clauses)) if address not in found]
            found += [address for address in self._addresses(_any_of(clauses)) if address not in found]
        return list(map(self._line, found[:LIMIT]))

    def _line(self, address: tantivy.DocAddress) -> bytes:
        line: bytes = self._searcher.doc(address)["line"][0]
        return line

    def _addresses(self, query: tantivy.Query) -> list[tantivy.DocAddress]:
        return [address for _, address in self._searcher.search(query, LIMIT, count=False).hits]

    def _clauses(self, terms: Sequence[str], query: Query) -> list[tantivy.Query]:
        """Return what must hold, all of it."""
        if query.mode is Mode.PHRASE and len(terms) > 1:
            return [tantivy.Query.phrase_query(self._schema, "body", list(terms))]
        if query.mode is Mode.SUBSTRING:  # a term holds letters and digits alone, so nothing in it is an operator
            return [tantivy.Query.regex_query(self._schema, "body", f".*{term}.*") for term in terms]
        if query.mode is Mode.TYPOS:
            return [self._misspelt(term, query.typos) for term in terms]
        clauses = list(map(self._term, terms))
        if query.mode is Mode.PREFIX and terms:
            clauses[-1] = self._begun(terms[-1])
        return clauses

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "body", term)

    def _misspelt(self, term: str, typos: int) -> tantivy.Query:
        if len(term) < LEAST_LETTERS:
            return self._term(term)
        fuzzy = tantivy.Query.fuzzy_term_query(self._schema, "body", term, distance=typos)
        return _any_of([self._term(term), fuzzy])

    def _begun(self, term: str) -> tantivy.Query:
        longer = self._searcher.terms_with_prefix("body", term, limit=_MOST_TERMS)
        return _any_of([self._term(found) for found, _ in longer] or [self._term(term)])


class TantivyFilledUp(Tantivy):
    """Whole words, then beginnings, then slips, then some of the words, until there are ten memes."""

    name = "tantivy filled up"
    modes = frozenset({Mode.WORDS, Mode.PREFIX, Mode.TYPOS})

    def search(self, query: Query) -> list[bytes]:
        """Return ten memes, the strictest matches first."""
        terms = [term for word in query.words for term in self._analyze(word)]
        found: list[tantivy.DocAddress] = []
        for looser in self._rounds(terms):
            found += [address for address in self._addresses(looser) if address not in found]
            if len(found) >= LIMIT:
                break
        return list(map(self._line, found[:LIMIT]))

    def _rounds(self, terms: Sequence[str]) -> Iterator[tantivy.Query]:
        if not terms:
            return
        yield _all_of(list(map(self._term, terms)))
        yield _all_of(list(map(self._begun, terms)))
        slips = [
            _any_of([self._begun(term), self._misspelt(term, 1 if len(term) < _LONG_WORD else 2)]) for term in terms
        ]
        yield _all_of(slips)
        if len(terms) > 1:
            yield _any_of(slips)


class TantivyParser(Tantivy):
    """What tantivy's own parser makes of the words as they are typed."""

    name = "tantivy parser"
    modes = frozenset({Mode.WORDS, Mode.PREFIX, Mode.TYPOS})

    def search(self, query: Query) -> list[bytes]:
        """Return ten memes, best first."""
        terms = [term for word in query.words for term in self._analyze(word)]
        parsed = self._index.parse_query(" ".join(terms), ["body"], fuzzy_fields={"body": (True, 1, True)})
        return list(map(self._line, self._addresses(parsed)))


def _all_of(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    return _joined(Occur.Must, clauses)


def _any_of(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    return _joined(Occur.Should, clauses)


def _joined(occur: Occur, clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.boolean_query([(occur, clause) for clause in clauses])
