"""The query language: words, ``"exact phrase"``, ``-word``, ``template:X``, ``lang:xx``. Nothing else.

A dash or a field's name means something only where it begins an item, after a blank or at the start. Text that only
looks a little like an operator stays text: a dash inside a word or alone, a colon before a blank or behind what is not
all ASCII letters, web addresses. Quotes may be straight, curly or angled, and any of them closes any other; an
apostrophe is none.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from maas_cli.errors import InvalidQueryError, WordlessQueryError
from maas_cli.search.analysis import analyse, query_words

MAX_QUERY_CHARS = 256
MAX_QUERY_WORDS = 16
_KEPT_QUERIES = 256

FIELDS = ("template", "lang")
_EXAMPLES = {"template": 'template:"grumpy cat"', "lang": "lang:en"}

_QUOTES = '"“”„«»'
_OPERATORS = frozenset(f"{_QUOTES}-:")
_ITEM = rf"""
    (?<!\S)(?P<empty>-?(?a:{"|".join(FIELDS)}):)(?!\S)          # a filter with nothing behind it
    |
    (?:
        (?<!\S)
        (?P<minus>-(?=[^\W_]|[{_QUOTES}]))?                     # an exclusion
        (?P<field>(?a:[a-z]+):(?!//))?                          # a filter, but no address
    )?
    (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?|(?P<plain>[^\s{_QUOTES}]+))
"""
"""One item of a query; one after the other, they hold all of it but the blanks between."""


@cache
def _item() -> re.Pattern[str]:
    """Return the pattern of an item, compiled when the first operator is met: few queries have one."""
    return re.compile(_ITEM, re.VERBOSE | re.IGNORECASE)


class ParsedQuery(NamedTuple):
    """What a query asks for.

    ``words`` are those looked for, folded, each once, in order; of them ``required`` stand in one of the ``phrases``
    and are matched as they are. No hit holds a word of ``excluded``. ``templates`` and ``langs`` are as they were
    typed. ``last_is_open`` says that the last of ``words`` may still be growing: it is no word of a phrase, and nothing
    but punctuation and blanks comes after it.
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


@lru_cache(maxsize=_KEPT_QUERIES)
def parse_query(text: str) -> ParsedQuery:
    """Return what a query asks for; the last ones are kept, for a query is checked before it is searched for.

    Raises:
        WordlessQueryError: it is all punctuation.
        InvalidQueryError: it is empty or too long, a quote is not closed, a field is unknown or
            empty, something other than a single word is excluded, or there is nothing to look for but what no hit
            may hold.
    """
    if len(text) > MAX_QUERY_CHARS:
        raise InvalidQueryError(f"the query has {len(text)} characters; at most {MAX_QUERY_CHARS} are allowed")
    parsed = _plain(text) if _OPERATORS.isdisjoint(text) else _Parser(text).parsed()
    if not (parsed.words or parsed.templates or parsed.langs):
        raise _nothing_to_find(text, parsed)
    count = len(parsed.words) + len(parsed.excluded) + len(parsed.templates) + len(parsed.langs)
    if count > MAX_QUERY_WORDS:
        raise InvalidQueryError(f"the query has {count} words; at most {MAX_QUERY_WORDS} are allowed")
    return parsed


def unquoted(text: str) -> str:
    """Return a text with blanks for quotes, so that it may stand between them."""
    return text.translate(dict.fromkeys(map(ord, _QUOTES), " "))


def sought_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of a query's text that say what to look for: words and phrases, no filters."""
    if _OPERATORS.isdisjoint(text):
        return [(0, len(text))]
    items = _item().finditer(text)
    return [item.span() for item in items if item["minus"] is item["field"] is item["empty"] is None]


def _plain(text: str) -> ParsedQuery:
    """Return what a text without operators asks for, several times as fast as by its items."""
    found = [terms[0] for terms in analyse(text)]
    words = tuple(dict.fromkeys(found))
    return ParsedQuery(words, last_is_open=found[-1:] == [*words[-1:]])


def _nothing_to_find(text: str, parsed: ParsedQuery) -> InvalidQueryError:
    if parsed.excluded:
        return InvalidQueryError(f"{text!r} only says what not to find", hint="add a word to look for")
    hint = "search for at least one word"
    if text.strip():
        return WordlessQueryError(f"{text!r} holds no letter or digit", hint=hint)
    return InvalidQueryError("the query is empty", hint=hint)


class _Parser:
    """Takes one text apart, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: dict[str, None] = {}
        self._phrases: list[tuple[str, ...]] = []
        self._excluded: dict[str, None] = {}
        self._filters: dict[str, list[str]] = {field: [] for field in FIELDS}
        self._last = ""

    def parsed(self) -> ParsedQuery:
        """Return what the text asks for.

        Raises:
            InvalidQueryError: an item cannot be used.
        """
        for item in _item().finditer(self._text):
            self._take(item)
        required = frozenset(word for phrase in self._phrases for word in phrase)
        templates, langs = (tuple(self._filters[field]) for field in FIELDS)
        words, phrases, excluded = tuple(self._words), tuple(self._phrases), tuple(self._excluded)
        is_open = words[-1:] == (self._last,) and self._last not in required
        return ParsedQuery(words, required, phrases, excluded, templates, langs, is_open)

    def _take(self, item: re.Match[str]) -> None:
        quoted, plain = item["quoted"], item["plain"]
        if quoted is not None and item["closed"] is None:
            raise InvalidQueryError(f"the quote in {self._text!r} is not closed", hint="close it or leave it out")
        if plain is not None and item["minus"] is None and item["field"] is None:
            self._take_words(plain)
            return
        self._last = ""
        if item["empty"] is not None or item["field"] is not None:
            self._take_filter(item, plain or quoted or "")
        elif item["minus"] is not None:
            self._take_exclusion(item[0])
        else:
            self._take_phrase(quoted)

    def _take_words(self, plain: str) -> None:
        found = [terms[0] for terms in analyse(plain)]
        if found:
            self._words |= dict.fromkeys(found)
            self._last = found[-1]

    def _take_filter(self, item: re.Match[str], value: str) -> None:
        name = (item["field"] or item["empty"].lstrip("-"))[:-1]
        field = name.lower()
        if field not in FIELDS:
            message = f"unknown field {name!r}; fields are {', '.join(FIELDS)}"
            raise InvalidQueryError(message, hint="with a blank after the colon it is a word")
        if item[0].startswith("-"):
            raise InvalidQueryError(f"{item[0]!r} is not allowed: filters cannot be excluded, only words")
        if not query_words(value):
            raise InvalidQueryError(f"{item[0]!r} names nothing", hint=f"for example {_EXAMPLES[field]}")
        self._filters[field].append(value)

    def _take_exclusion(self, item: str) -> None:
        words = query_words(item)
        if len(words) > 1:
            raise InvalidQueryError(
                f"{item!r} is not allowed: only single words can be excluded",
                hint="put a dash before each word",
            )
        self._excluded |= dict.fromkeys(words)

    def _take_phrase(self, quoted: str) -> None:
        phrase = tuple(terms[0] for terms in analyse(quoted))
        if phrase:
            self._phrases.append(phrase)
            self._words |= dict.fromkeys(phrase)
