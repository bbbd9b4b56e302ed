"""The query language: words, ``"exact phrase"``, ``-word``, ``template:X``, ``lang:xx``. Nothing else.

Text that only looks a little like it stays text: a dash inside a word or alone, a colon behind what is no field's name
or before a blank, web addresses.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from maas_cli.errors import InvalidQueryError
from maas_cli.search.analysis import analyse, query_words

MAX_QUERY_CHARS = 256
MAX_QUERY_WORDS = 16

FIELDS = ("template", "lang")

_OPERATORS = re.compile(r"""["“”„«»:-]""")
_QUOTE = '["“”„«»]'
_ITEM = re.compile(
    rf"""
    \s*(?P<minus>-(?=[^\W_]|{_QUOTE}))?               # an exclusion
    (?P<field>[A-Za-z]+:(?!\s|$|//))?                 # a filter, but no address
    (?:{_QUOTE}(?P<quoted>[^"“”„«»]*)(?P<closed>{_QUOTE})?|(?P<plain>[^\s"“”„«»]+))
    """,
    re.VERBOSE,
)


class ParsedQuery(NamedTuple):
    """What a query asks for.

    ``words`` are those looked for, folded, each once, in order; of them ``required`` stand in one of the ``phrases``
    and are matched as they are. No hit holds a word of ``excluded``. ``templates`` and ``langs`` are as they were
    typed. ``last_is_open`` says that the last word may still be growing: the text ends with it.
    """

    words: tuple[str, ...]
    required: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    last_is_open: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether there are only words."""
        return not (self.phrases or self.excluded or self.templates or self.langs)


def parse_query(text: str) -> ParsedQuery:
    """Return what a query asks for.

    Raises:
        InvalidQueryError: it is empty, all punctuation or too long, a quote is not closed, a field is unknown or
            empty, or there is nothing to look for but what no hit may hold.
    """
    if len(text) > MAX_QUERY_CHARS:
        raise InvalidQueryError(f"the query has {len(text)} characters; at most {MAX_QUERY_CHARS} are allowed")
    parsed = _Parser(text).parsed() if _OPERATORS.search(text) else ParsedQuery(tuple(query_words(text)))
    if not (parsed.words or parsed.templates or parsed.langs):
        raise _nothing_to_find(text, parsed)
    count = len(parsed.words) + len(parsed.excluded) + len(parsed.templates) + len(parsed.langs)
    if count > MAX_QUERY_WORDS:
        raise InvalidQueryError(f"the query has {count} words; at most {MAX_QUERY_WORDS} are allowed")
    return parsed


def _nothing_to_find(text: str, parsed: ParsedQuery) -> InvalidQueryError:
    if parsed.excluded:
        return InvalidQueryError(f"{text!r} only says what not to find", hint="add a word to look for")
    shown = f"{text!r} holds no letter or digit" if text.strip() else "the query is empty"
    return InvalidQueryError(shown, hint="search for at least one word")


class _Parser:
    """Takes one text apart, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: dict[str, None] = {}
        self._phrases: list[tuple[str, ...]] = []
        self._excluded: dict[str, None] = {}
        self._filters: dict[str, list[str]] = {field: [] for field in FIELDS}
        self._is_open = False

    def parsed(self) -> ParsedQuery:
        for item in self._items():
            self._take(item)
        required = frozenset(word for phrase in self._phrases for word in phrase)
        templates, langs = (tuple(self._filters[field]) for field in FIELDS)
        words, phrases, excluded = tuple(self._words), tuple(self._phrases), tuple(self._excluded)
        return ParsedQuery(words, required, phrases, excluded, templates, langs, self._is_open)

    def _items(self) -> Iterator[re.Match[str]]:
        end = len(self._text.rstrip())
        position = 0
        while position < end:
            item = _ITEM.match(self._text, position)
            if item is None:  # a lone dash, say
                position += 1
                continue
            yield item
            position = item.end()

    def _take(self, item: re.Match[str]) -> None:
        quoted, plain, field = item["quoted"], item["plain"], item["field"]
        if quoted is not None and item["closed"] is None:
            raise InvalidQueryError(f"the quote in {self._text!r} is not closed", hint="put quotes around the phrase")
        self._is_open = False
        if field is not None:
            self._take_filter(item, field[:-1], plain if quoted is None else quoted)
        elif item["minus"] is not None:
            self._take_exclusion(item, quoted)
        elif quoted is not None:
            self._take_phrase(quoted)
        else:
            self._words |= dict.fromkeys(query_words(plain))
            self._is_open = True

    def _take_filter(self, item: re.Match[str], field: str, value: str) -> None:
        if field.lower() not in FIELDS:
            raise InvalidQueryError(f"unknown field {field!r}; fields are {', '.join(FIELDS)}")
        if item["minus"] is not None:
            raise InvalidQueryError(f"{item[0].strip()!r} is not allowed: only words can be excluded")
        if not query_words(value):
            raise InvalidQueryError(f"{item[0].strip()!r} names nothing", hint=f'for example {field}:"grumpy cat"')
        self._filters[field.lower()].append(value)

    def _take_exclusion(self, item: re.Match[str], quoted: str | None) -> None:
        if quoted is not None:
            raise InvalidQueryError(f"{item[0].strip()!r} is not allowed: only single words can be excluded")
        self._excluded |= dict.fromkeys(query_words(item["plain"]))

    def _take_phrase(self, quoted: str) -> None:
        phrase = tuple(terms[0] for terms in analyse(quoted))
        if phrase:
            self._phrases.append(phrase)
            self._words |= dict.fromkeys(phrase)
