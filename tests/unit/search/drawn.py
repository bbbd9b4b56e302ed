"""Catalogues, requests and what both have in common, drawn at random: few words, so that memes are much alike."""

from itertools import chain, islice, product
from typing import NamedTuple

from hypothesis import assume, settings
from hypothesis import strategies as st

from maas_cli.errors import InvalidQueryError
from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search import IndexFile
from maas_cli.search.analysis import query_words
from maas_cli.search.expansion import QueryWord
from maas_cli.search.filters import NO_FILTERS, Filters, languages_of
from maas_cli.search.geo import Distances
from maas_cli.search.query import parse_query
from maas_cli.search.sought import Sought
from maas_cli.search.tie_break import TieBreak
from tests.factories import index_of, meme
from tests.unit.search.reference import Reference, km

WORDS = (
    *("becky", "Beckys", "becki", "bekcy", "cat", "cats", "concatenate", "don't", "dont", "don", "a", "an", "o'clock"),
    *("paranoid", "paranoia", "Paranoiac", "parrot", "parrots", "café", "naïve", "naive", "Straße", "strasse", "ﬁsh"),
    *("кошка", "кошки", "koshka", "ёлка", "елка", "yolka", "мой", "قطة", "قطط", "बिल्ली", "猫", "猫が好き", "好きな猫"),
    *("แมว", "42", "1st", "parrot2", "!?", "❤️", "shit", "fucked", "Negro", "negro"),
)
NAMES = ("", "Paranoid Parrot", "Parrot", "parrot parrot", "Socially Awkward Penguin", "Gâteau", "猫", "A cat, a cat")
PLACES = (
    *((0.0, 0.0), (90.0, 0.0), (-90.0, 25.0), (0.0, 180.0), (0.0, -180.0), (10.0, 179.9), (10.0, -179.9)),
    *((45.2, 70.225), (45.2, 70.3), (43.25, 76.95), (51.5, -0.12), (51.0, -1.5), (-33.9, 151.2), (89.9, 180.0)),
    *((10.0, 0.0), (0.0, 9.95)),
)
"""The poles, both sides of the antimeridian, where the meridian meets the equator, cities, and two whose order the
sphere would mistake."""

RADII = (0.5, 25.0, 100.0, 500.0, 2000.0, 10_000.0, 20_100.0, km((43.25, 76.95), (45.2, 70.225)))
OPERATORS = ("template:parrot", 'template:"parrot paranoid"', "template:gateau", "lang:en", "lang:ru", "lang:und")

A_THIRD = settings(max_examples=-(-settings().max_examples // 3))
"""So many of the profile's examples will do for a part that whole searches run through as well."""

words = st.one_of(st.sampled_from(WORDS), st.text("ab", min_size=1, max_size=9))
separators = st.sampled_from((" ", " ", ", ", "…", "-"))
places = st.one_of(st.just((None, None)), st.sampled_from(PLACES))
md5s = st.sampled_from(("", "", "", "m1", "M1", "m2"))
langs = st.sampled_from(("", "en", "ru"))


@st.composite
def catalogs(draw: st.DrawFn) -> list[Meme]:
    """Draw up to 30 memes of few words, so that they have much in common; their numbers fall."""
    vocabulary = st.sampled_from(draw(st.lists(words, min_size=3, max_size=8)))
    captions = st.tuples(separators, st.lists(vocabulary, max_size=6)).map(lambda drawn: drawn[0].join(drawn[1]))
    rows = st.tuples(st.sampled_from(NAMES), captions, places, md5s, langs)
    least = draw(st.sampled_from((0, 2, 2, 12)))
    return [
        meme(100 - number, name, text, md5=md5, lat=place[0], lon=place[1], lang=lang)
        for number, (name, text, place, md5, lang) in enumerate(draw(st.lists(rows, min_size=least, max_size=30)))
    ]


def mistyped(draw: st.DrawFn, word: str) -> str:
    """Draw a form of a word: itself, with a typo, or cut short at either end."""
    at = draw(st.integers(0, len(word) - 1))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    forms = (word, word[:at] + word[at + 1 :], swapped, word[: at + 1], word[at:], f"{word[:at]}b{word[at:]}")
    return draw(st.sampled_from((word, word, *forms)))


@st.composite
def plain_queries(draw: st.DrawFn, memes: list[Meme]) -> str:
    """Draw neighbouring words of a meme, some of them mistyped or cut short, and now and then another word."""
    asked = draw(st.sampled_from(memes)) if memes else meme()
    held = query_words(f"{asked.name} {asked.text}") or ["a"]
    start = draw(st.integers(0, len(held) - 1))
    chosen = [mistyped(draw, word) for word in held[start : start + draw(st.integers(1, 4))]]
    query = " ".join([*chosen, *draw(st.lists(words, max_size=1))])
    assume(query_words(query))
    return query


@st.composite
def queries(draw: st.DrawFn, memes: list[Meme]) -> str:
    """Draw a query, one in three with phrases, exclusions and filters, which may be all there is."""
    query = draw(plain_queries(memes))
    if draw(st.integers(0, 2)):
        return query
    phrase = draw(plain_queries(memes))
    parts = st.sampled_from((query, query, f'"{phrase}"', f"-{draw(words)}", draw(st.sampled_from(OPERATORS))))
    query = " ".join(draw(st.lists(parts, min_size=1, max_size=4, unique=True)))
    try:
        parse_query(query)
    except InvalidQueryError:
        assume(False)
    return query


@st.composite
def requests(draw: st.DrawFn, memes: list[Meme]) -> SearchRequest:
    """Draw what may be asked of memes: with and without a position, every filter, every order."""
    lat, lon = draw(places)
    sort, radius = SortOrder.RELEVANCE, None
    if lat is not None:
        sort, radius = draw(st.sampled_from(SortOrder)), draw(st.sampled_from((None, None, None, *RADII)))
    return SearchRequest(
        draw(queries(memes)),
        fuzzy=draw(st.sampled_from((True, True, False))),
        limit=draw(st.sampled_from((1, 2, 3, 100))),
        lat=lat,
        lon=lon,
        radius_km=radius,
        sort=sort,
        template=draw(st.sampled_from((*[None] * 5, "PARROT", "parrot paranoid", "gateau"))),
        lang=draw(st.sampled_from((*[None] * 5, "en", "und"))),
        unique=draw(st.booleans()),
        languages=draw(st.sampled_from(((), (), ("ru",), ("en", "ru")))),
        safe=draw(st.booleans()),
    )


@st.composite
def searches(draw: st.DrawFn) -> tuple[list[Meme], SearchRequest]:
    """Draw memes and what is asked of them."""
    memes = draw(catalogs())
    return memes, draw(requests(memes))


class Seeking(NamedTuple):
    """What a back end is asked: of which index, for what, through which filters, and in which order of equals."""

    file: IndexFile
    sought: Sought
    filters: Filters
    tie: TieBreak


@st.composite
def sought_words(draw: st.DrawFn, index: IndexFile, memes: list[Meme]) -> Sought:
    """Draw some words, all of them wanted and known, or half of them and those that are required."""
    fuzzy = draw(st.sampled_from((True, True, False)))
    query = query_words(draw(plain_queries(memes)))
    words = [QueryWord(index, word, fuzzy=fuzzy, is_open=word == query[-1]).all for word in query]
    required = [draw(st.booleans()) for _ in words] if draw(st.booleans()) else [True for _ in words]
    if all(required):
        words = [word for word in words if word]
        assume(words)
        return Sought.of(words, [True for _ in words], 0)
    return Sought.of(words, required, len(words) // 2)


@st.composite
def drawn_filters(draw: st.DrawFn, index: IndexFile) -> Filters:
    """Draw filters of every kind, often none."""
    if draw(st.booleans()) or not index.term_count:
        return NO_FILTERS
    terms = st.integers(0, index.term_count - 1)
    languages = st.frozensets(st.integers(0, len(languages_of(index)) - 1))
    templates = st.frozensets(st.integers(0, index.template_count() - 1))
    lat, lon = draw(st.sampled_from(PLACES))
    return Filters(
        draw(st.one_of(st.none(), st.none(), languages)),
        draw(st.one_of(st.none(), st.none(), templates)),
        tuple(draw(st.lists(terms, max_size=1))),
        tuple(map(tuple, draw(st.lists(st.lists(terms, min_size=1, max_size=2), max_size=1)))),
        Distances(index, lat, lon),
        draw(st.sampled_from((None, None, *RADII))),
    )


@st.composite
def seekings(draw: st.DrawFn) -> Seeking:
    """Draw what a back end may be asked."""
    memes = draw(catalogs())
    index = index_of(memes)
    lat, lon = draw(places)
    distances = None if lat is None or lon is None else Distances(index, lat, lon)
    tie = TieBreak(index, distances, draw(st.sampled_from(((), ("ru",), ("en", "ru")))))
    return Seeking(index, draw(sought_words(index, memes)), draw(drawn_filters(index)), tie)


def names_what_is_there(memes: list[Meme], request: SearchRequest) -> bool:
    """Whether every language and template that the request names is one of the catalogue; others are refused."""
    query, reference = parse_query(request.query), Reference(memes)
    langs = {meme.lang or "und" for meme in memes}
    templates = [name for name in (request.template, *query.templates) if name is not None]
    wanted = [lang for lang in (request.lang, *query.langs) if lang is not None]
    return langs.issuperset(wanted) and all(map(reference.templates, templates))


def large_catalog() -> list[Meme]:
    """Return 700 memes, always the same, of words so frequent that the index keeps their best memes at hand.

    More than 64 words begin with ``cat`` and more than 24 contain ``owl``; a few words are rare, and some unsafe.
    """
    letters = [*map("".join, islice(product("abcdeghik", repeat=2), 70))]
    many = [*(f"cat{pair}" for pair in letters), *(f"{pair}owl" for pair in letters[:30])]
    some = ["cat", "dog", "grumpy", "programming", "programing", "programmer", "wonderful", "the", "don't", "кот"]
    spots = list(chain(PLACES[:12], ((7.0 * number - 80, 17.0 * number - 170) for number in range(20))))
    memes = []
    for number in range(700):
        picks = [number % 3, number // 3 % 7, number * number % 10, number * 31 % 10, number // 50 % 10]
        unsafe = ["shit"] if number % 11 == 0 else ["negro"] if number % 13 == 0 else []
        text = " ".join([*(some[pick] for pick in picks[: 1 + number % 5]), many[number * 37 % len(many)], *unsafe])
        lat, lon = spots[number * 13 % len(spots)] if number % 3 else (None, None)
        name, lang = NAMES[number % len(NAMES)], ("", "en", "ru")[number * 7 % 3]
        memes.append(meme(number + 1, name, text, md5="", lat=lat, lon=lon, lang=lang))
    return memes
