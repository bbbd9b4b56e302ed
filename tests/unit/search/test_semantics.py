"""What a search means, sentence by sentence: what counts as a match, geography, the query language.

Each test is named after the rule it keeps; every rule is asked for in every way that a search may be answered.
"""

import json
import math
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from geopy.distance import geodesic

from maas_cli.engine import Engine
from maas_cli.errors import InvalidInputError, InvalidPositionError, InvalidQueryError
from maas_cli.models.meme import Meme
from maas_cli.models.search import MatchKind, SearchRequest, SortOrder
from maas_cli.packaged import starter_catalog
from maas_cli.radius import parse_radius_km
from maas_cli.search import search
from tests.factories import index_of, meme, memes_of
from tests.unit.search.asked import find, hits_of
from tests.unit.search.backends import WAYS, searching
from tests.unit.search.reference import km

HERE = {"lat": 0.0, "lon": 0.0}
NEAREST = {**HERE, "sort": SortOrder.DISTANCE}
KM_OF_A_DEGREE = km((0.0, 0.0), (0.0, 1.0))


@pytest.fixture(autouse=True, params=WAYS)
def _every_way_of_searching(request: pytest.FixtureRequest) -> Iterator[None]:
    with searching(WAYS[request.param]):
        yield


Import = Callable[..., Engine]


@pytest.fixture
def engine_of(tmp_path: Path) -> Import:
    """Return what makes an engine with these rows as its catalogue."""

    def no_accounts(_: object) -> Any:  # noqa: ANN401  # never returns
        raise AssertionError("a free search opens no users")

    def make(*rows: dict[str, Any]) -> Engine:
        source = tmp_path / "rows.ndjson"
        source.write_text("".join(json.dumps({"id": n, **row}) + "\n" for n, row in enumerate(rows, 1)), "utf-8")
        engine = Engine(
            data_dir=tmp_path / "data",
            cache_dir=tmp_path / "cache",
            starter=starter_catalog(),
            open_accounts=no_accounts,
            now=lambda: datetime(2026, 5, 4, tzinfo=UTC),
        )
        engine.import_catalog(source)
        return engine

    return make


def found_by(engine: Engine, query: str, **more: Any) -> list[int]:  # noqa: ANN401  # any field of SearchRequest
    return [hit.meme.id for hit in engine.search(SearchRequest(query, **more)).hits]


def cats_at(*places: tuple[float, float] | None) -> list[Meme]:
    """Return memes that match alike, numbered from 1, at some places; None is no place."""
    return [
        meme(number, text=f"cat {letter}", lat=place and place[0], lon=place and place[1])
        for number, (letter, place) in enumerate(zip("abcdefghi", places, strict=False), start=1)
    ]


# What counts as a match


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ﬁsh ②", "fish 2"),  # NFKC
        ("STRASSE", "straße"),  # case folding
        ("Crème brûlée", "creme brulee"),  # combining marks
        ("ёлка", "елка"),
        ("cat/dog_fox…owl", "cat dog fox owl"),  # split on anything that is not a letter or digit
        ("don't", "dont"),
        ("don't", "don"),
    ],
)
def test_terms_are_folded_and_split_on_anything_that_is_not_a_letter_or_digit(text: str, query: str) -> None:
    assert find(memes_of(text, "nothing of it"), query, fuzzy=False) == [1]


def test_short_i_is_a_letter_of_its_own() -> None:
    assert find(memes_of("мой"), "мои", fuzzy=False) == []
    assert find(memes_of("мой"), "МОЙ", fuzzy=False) == find(memes_of("мо\u0438\u0306"), "мой", fuzzy=False) == [1]


@pytest.mark.parametrize("text", ["Don’t PANIC!", "ĄŻ éa", "мой ёж", "ﬁn ½"])
def test_the_analysis_is_the_same_for_memes_and_queries(text: str) -> None:
    assert find(memes_of("something else", text), text, fuzzy=False) == [2]


def test_fields_are_the_name_and_the_text() -> None:
    row = meme(3, "Owl", "dog", page="cat", url="cat", place="cat", tags=("cat",))
    assert sorted(find([meme(1, "Cat", "x"), meme(2, "x", "cat"), row], "cat")) == [1, 2]


@pytest.mark.parametrize("query", ["c.t", "ca*t", "c[a]t", "(cat", "cat|dog", "^cat$", "cat\\"])
def test_user_text_is_never_compiled_as_a_pattern(query: str) -> None:
    words = "".join(char if char.isalnum() else " " for char in query)
    assert find(memes_of("cat", "dog"), query, fuzzy=False) == find(memes_of("cat", "dog"), words, fuzzy=False)


def test_at_most_256_characters_and_16_words() -> None:
    memes = memes_of(" ".join(f"w{number}" for number in range(16)))
    assert find(memes, "w0" + " " * 254) == [1]
    assert find(memes, memes[0].text) == [1]
    for query, refusal in (("w0" + " " * 255, "257 characters"), (f"{memes[0].text} w16", "17 words")):
        with pytest.raises(InvalidQueryError, match=f"the query has {refusal}; at most (256|16) are allowed"):
            find(memes, query)


@pytest.mark.parametrize("query", ["", "  ", "?!", "❤️", "\u0301", '""'])
def test_empty_after_folding_is_an_error(engine_of: Import, query: str) -> None:
    with pytest.raises(InvalidQueryError, match=r"is empty|holds no letter or digit"):
        engine_of({"text": "cat"}).search(SearchRequest(query))


def test_exact_wants_every_query_word_to_be_a_whole_word_of_the_meme() -> None:
    memes = memes_of("cat dog", "cats dog", "cat", "dog, cat", "catdog", "cta dog")
    assert sorted(find(memes, "dog cat", fuzzy=False)) == [1, 4]


def test_a_one_word_exact_query_with_punctuation_finds_memes_holding_that_raw_word() -> None:
    memes = memes_of("a cat, a hat", "cat", "the cats")
    assert sorted(find(memes, "cat,", fuzzy=False)) == [1, 2]
    assert find(memes_of("it's me", "its me", "it is s"), "it's", fuzzy=False, unique=False)[0] == 1


def test_fuzzy_is_whole_word_then_prefix_then_substring_and_typos_last() -> None:
    """Fewer typos come first (see below), so that a typo ranks behind a part of a word, not before it."""
    memes = memes_of("parots", "unparrotsed", "parrotses", "parrots")
    kinds = [(hit.meme.id, hit.matches[0].kind) for hit in hits_of(memes, "parrots")]
    assert kinds == [(4, MatchKind.WORD), (3, MatchKind.PREFIX), (2, MatchKind.SUBSTRING), (1, MatchKind.TYPO)]


def test_substrings_have_three_letters_and_up() -> None:
    assert find(memes_of("concatenate"), "cat") == [1]
    assert find(memes_of("concatenate"), "at") == []


def test_as_you_type_the_last_word_is_a_prefix() -> None:
    memes = memes_of("grumpy cat", "grumpy dog")
    for typed in ("grumpy c", "grumpy ca", "grumpy cat"):
        assert find(memes, typed)[0] == 1
    assert hits_of(memes, "grumpy c")[0].matches[1].kind is MatchKind.PREFIX
    assert hits_of(memes, "c grumpy")[0].missing == ("c",)


@pytest.mark.parametrize("query", ["birthxday", "birthay", "birtjday", "bitrhday"])
def test_insert_delete_substitute_and_swap_of_neighbours_count_one_typo(query: str) -> None:
    match = hits_of(memes_of("birthday"), query)[0].matches[0]
    assert (match.kind, match.typos) == (MatchKind.TYPO, 1)


def test_no_substring_is_edited_twice() -> None:
    assert hits_of(memes_of("university"), "unievrsity")[0].matches[0].typos == 1
    assert hits_of(memes_of("university"), "unievxrsity")[0].matches[0].typos == 2
    assert find(memes_of("abcdefg"), "cabdefg") == []


@pytest.mark.parametrize(
    ("word", "one_typo", "two_typos", "most"),
    [
        ("owl", "oxl", "ol", 0),
        ("bird", "bidr", "bxxd", 1),
        ("parrots", "parots", "paotsx", 1),
        ("penguins", "penguns", "pegnunis", 2),
    ],
)
def test_0_typos_in_words_under_4_letters_1_from_4_to_7_2_from_8(
    word: str, one_typo: str, two_typos: str, most: int
) -> None:
    assert find(memes_of(word), one_typo) == [1] * (most >= 1)
    assert find(memes_of(word), two_typos) == [1] * (most >= 2)
    assert find(memes_of(word), f"{two_typos[:4]}x{two_typos[4:]}") == []


def test_the_first_letter_must_match_in_words_of_4_or_5() -> None:
    assert find(memes_of("bird", "birds"), "pird") == find(memes_of("birds"), "pirds") == []
    assert find(memes_of("birdie"), "pirdie") == [1]


def test_there_are_no_typos_in_words_with_digits() -> None:
    assert find(memes_of("route66a"), "route67a") == find(memes_of("routes"), "route5") == []


def test_a_typo_match_never_ranks_above_a_match_with_fewer_typos() -> None:
    memes = memes_of("programing programing", "a programming that goes on and on and on and on", "progrming progrming")
    typos = [hit.matches[0].typos for hit in hits_of(memes, "programming")]
    assert find(memes, "programming")[0] == 2
    assert typos == sorted(typos) == [0, 1, 2]


def test_all_words_first_and_if_fewer_than_ten_words_are_dropped_and_those_hits_follow() -> None:
    """Ten whatever the limit, so that pages fit together; no hit has less than half of the words."""
    both = memes_of(*(f"cat dog {number}" for number in range(10)))
    some = [meme(11, text="cat"), meme(12, text="dog"), meme(13, text="owl")]
    assert find([*both, *some], "cat dog", limit=100) == list(range(1, 11))
    fewer = find([*both[:9], *some], "cat dog", limit=100)
    assert (fewer[:9], sorted(fewer[9:])) == (list(range(1, 10)), [11, 12])
    for limit in (1, 3, 100):
        assert search(index_of([*both[:9], *some]), SearchRequest("cat dog", limit=limit)).total == 11
    assert find(memes_of("cat", "cat dog"), "cat dog owl fox") == [2]


def test_a_hit_with_words_dropped_says_what_is_missing() -> None:
    hits = hits_of(memes_of("cat dog", "dog owl"), "cat dog owl")
    assert {hit.meme.id: hit.missing for hit in hits} == {1: ("owl",), 2: ("cat",)}


def test_order_more_words_then_fewer_typos_then_kind_then_relevance_then_id() -> None:
    memes = memes_of(
        "parrots",
        "parots birds",
        "unparrotsed birds",
        "parrotses birds",
        "parrots birds and a lot of other words here",
        "parrots, the birds",
        "parrots; the birds",
        "parrots birds",
    )
    assert find(memes, "parrots birds", unique=False) == [8, 5, 6, 7, 4, 3, 2, 1]


def test_relevance_rarer_words_count_more_and_longer_memes_less() -> None:
    memes = memes_of("dog y", *(f"dog {number} y z" for number in range(9)), "cat y")
    assert find(memes, "dog cat")[0] == 11
    assert find(memes_of("a cat and one more cat than that", "a cat and one more dog than that"), "cat") == [1, 2]
    assert find(memes_of(f"cat {'and so on ' * 9}", "cat and so on, and on"), "cat") == [2, 1]


def test_a_small_bonus_where_words_stand_together_and_in_order() -> None:
    memes = memes_of("grumpy was my very old cat", "cat grumpy was my very old", "my very old grumpy cat was")
    assert find(memes, "grumpy cat") == [3, 2, 1]


def test_a_whole_template_name_counts_more_than_its_words_in_a_caption() -> None:
    memes = [meme(1, "", "the paranoid parrot"), meme(2, "Paranoid Parrot", "the")]
    assert find(memes, "paranoid parrot") == [2, 1]


def test_the_order_is_deterministic_and_a_meme_appears_once() -> None:
    memes = [meme(9 - number, "Cat", f"cat cats cat's {number}", lang="en") for number in range(9)]
    found = find(memes, "cat cats", **HERE, languages=("en",))
    assert found == list(range(9, 0, -1)) == find(memes, "cat cats", **HERE, languages=("en",))


def test_copies_fold_into_one_hit_but_not_where_each_is_asked_for() -> None:
    memes = [
        meme(1, text="cat", md5="A1"),
        meme(2, text="a cat", md5="a1"),
        meme(3, text="Cat, A"),
        meme(4, "Cat", "a"),
    ]
    memes += [meme(5, text="cát a"), meme(6, text="cat b")]
    hits = hits_of(memes, "cat", limit=9)
    assert sorted((hit.meme.id, hit.copies) for hit in hits) == [(1, 2), (3, 2), (4, 1), (6, 1)]
    apart = hits_of(memes, "cat", limit=9, unique=False)
    assert sorted((hit.meme.id, hit.copies) for hit in apart) == [(number, 1) for number in range(1, 7)]


def test_every_hit_explains_itself_by_terms_kinds_typos_positions_in_code_points_and_distance() -> None:
    memes = [meme(1, "Cat", "😀 bïrdies & parots", lat=0.0, lon=1.0)]
    (hit,) = hits_of(memes, "bird parrots cat", **HERE)
    assert [(match.word, match.term, match.kind, match.typos) for match in hit.matches] == [
        ("bird", "birdies", MatchKind.PREFIX, 0),
        ("parrots", "parots", MatchKind.TYPO, 1),
        ("cat", "cat", MatchKind.WORD, 0),
    ]
    assert (hit.name_spans, hit.text_spans) == (((0, 3),), ((2, 6), (12, 18)))
    assert hit.distance_km == km((0.0, 0.0), (0.0, 1.0))


# Query language


def test_query_language_words_are_looked_for_in_any_order_and_case() -> None:
    assert sorted(find(memes_of("Grumpy CAT", "cat: grumpy", "dog"), "cat GRUMPY")) == [1, 2]


@pytest.mark.parametrize("query", ['"grumpy cat"', "“grumpy cat”", "«Grumpy, CAT»", 'owl "grumpy cat"'])
def test_query_language_an_exact_phrase_stands_word_by_word_in_one_field(query: str) -> None:
    memes = [
        *memes_of("a grumpy cat", "cat grumpy", "grumpy old cat", "grumpy cats", "grumpie cat", "owl"),
        meme(7, "Grumpy", "cat"),
    ]
    assert find(memes, query) == [1]


def test_query_language_a_phrase_of_one_word_is_that_word_and_no_other() -> None:
    assert find(memes_of("birds", "birdsong", "bards", "birds sing"), '"birds"') == [1, 4]


def test_query_language_a_dash_leaves_out_memes_with_that_word() -> None:
    memes = memes_of("cat dog", "cat dogs", "cat", "cat Dog's")
    assert sorted(find(memes, "cat -dog")) == [2, 3]
    assert find(memes, "cat -dogs -x -dog") == [3]
    assert find(memes_of("cat - dog", "dog cat"), "cat - dog") == [1, 2]


def test_query_language_template_keeps_memes_of_it() -> None:
    memes = [meme(1, "Grumpy Cat", "x"), meme(2, "Cat", "x"), meme(3, "Dog", "x cat")]
    assert find(memes, 'x template:"grumpy cat"') == [1]
    assert find(memes, "x template:cat") == [2]
    assert find(memes, "template:GRUMPY") == [1]
    assert find(memes, "x", template="dog") == [3]


def test_query_language_lang_keeps_memes_in_it() -> None:
    memes = [meme(number, "", f"cat {number}", lang=lang) for number, lang in enumerate(("en", "ru", "", "en-GB"), 1)]
    assert find(memes, "cat lang:ru") == find(memes, "cat", lang="ru") == find(memes, "lang:RU") == [2]
    assert sorted(find(memes, "cat lang:ru lang:und")) == [2, 3]


def test_a_language_finds_its_regions_and_a_region_only_itself() -> None:
    langs = ("pt", "pt-BR", "pt-PT", "en")
    memes = [meme(number, "", f"gato {number}", lang=lang) for number, lang in enumerate(langs, 1)]
    assert sorted(find(memes, "gato lang:pt")) == sorted(find(memes, "gato", lang="PT")) == [1, 2, 3]
    assert find(memes, "gato lang:pt-BR") == find(memes, "gato", lang="pt-br") == [2]
    with pytest.raises(InvalidInputError, match="no meme is in language 'p'; this catalogue has en, pt, pt-BR, pt-PT"):
        find(memes, "gato lang:p")


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("name:cat", "unknown field 'name'; fields are template, lang"),
        ('"grumpy cat', "is not closed"),
        ("cat template:", "'template:' names nothing"),
        ("-cat", "only says what not to find"),
        ('cat -"a b"', "only single words can be excluded"),
        ("cat -lang:en", "filters cannot be excluded"),
        ("cat lang:xx", "no meme is in language 'xx'; this catalogue has en"),
        ("cat template:dog", "no template is called 'dog'"),
    ],
)
def test_query_language_what_it_does_not_have_is_refused(engine_of: Import, query: str, refusal: str) -> None:
    with pytest.raises(InvalidInputError, match=refusal):
        engine_of({"text": "cat", "name": "Owl", "lang": "en"}).search(SearchRequest(query))


@pytest.mark.parametrize(
    "query", ["cat OR dog", "cat AND dog", "+cat dog", "ca*", "cat~2", "(cat dog)", "cat^2", "c?t dog"]
)
def test_query_language_nothing_else_is_an_operator(query: str) -> None:
    memes = memes_of("cat dog or and ca 2 c t", "other")
    words = " ".join("".join(char if char.isalnum() else " " for char in query).split())
    plain, typed = hits_of(memes, words.lower()), hits_of(memes, query)
    assert [hit.matches for hit in typed] == [hit.matches for hit in plain] != []


def test_no_hit_the_closest_words_are_suggested_and_never_applied_silently() -> None:
    page = search(index_of(memes_of("birds", "birds sing")), SearchRequest("-x bxrdxs"))
    assert (page.hits, page.total, page.suggestion) == ((), 0, "-x birds")
    assert search(index_of(memes_of("birds")), SearchRequest("brds")).suggestion is None


# Geography


def test_lat_and_lon_are_where_the_caller_is_and_tell_nothing_without_a_place_of_the_meme() -> None:
    placed, unplaced = hits_of(cats_at((0.0, 3.0), None), "cat", lat=0.0, lon=2.0)
    assert placed.distance_km == pytest.approx(KM_OF_A_DEGREE)
    assert unplaced.distance_km is None


@pytest.mark.parametrize(
    ("lat", "lon", "refusal"),
    [
        (None, 0.0, "lat is missing"),
        (0.0, None, "lon is missing"),
        (math.nan, 0.0, "lat nan is out of range"),
        (0.0, math.inf, "lon inf is out of range"),
        (90.1, 0.0, "lat 90.1 is out of range: -90 to 90"),
        (0.0, -180.5, "lon -180.5 is out of range: -180 to 180"),
    ],
)
def test_a_position_is_both_or_neither_finite_and_in_range(
    engine_of: Import, lat: float | None, lon: float | None, refusal: str
) -> None:
    with pytest.raises(InvalidPositionError, match=refusal):
        engine_of({"text": "cat"}).search(SearchRequest("cat", lat=lat, lon=lon))


def test_0_is_a_value(engine_of: Import) -> None:
    engine = engine_of({"text": "cat a", "lat": 9.0, "lon": 0.0}, {"text": "cat b", "lat": 0.0, "lon": 0.0})
    assert found_by(engine, "cat") == [1, 2]
    assert found_by(engine, "cat", lat=0.0, lon=0.0) == [2, 1]
    assert found_by(engine, "cat", lat=0.0, lon=0.0, radius_km=1.0) == [2]


def test_a_meme_has_a_place_or_none_and_none_is_guessed_from_its_caption(engine_of: Import) -> None:
    engine = engine_of({"text": "cat in Paris"}, {"text": "cat", "lat": 48.85, "lon": 2.35})
    assert found_by(engine, "cat", lat=48.85, lon=2.35, radius_km=100.0) == [2]


def test_distance_is_a_tie_break_in_buckets_of_25_100_500_and_2000_km() -> None:
    far = (2001, 1999, 501, 499, 100.5, 99.5, 25.1, 24.9)
    memes = cats_at(*((0.0, kilometres / KM_OF_A_DEGREE) for kilometres in far))
    assert find(memes, "cat", **HERE) == [8, 6, 7, 4, 5, 2, 3, 1]
    assert find([*memes, meme(9, text="cat cat", lat=0.0, lon=179.0)], "cat", **HERE)[0] == 9


def test_unlocated_memes_are_never_dropped_but_come_after_their_equals() -> None:
    memes = cats_at(None, (0.0, 150.0), None)
    assert find(memes, "cat", **HERE) == find(memes, "cat", **NEAREST) == [2, 1, 3]


def test_sort_by_distance_is_nearest_first_and_unlocated_last() -> None:
    memes = [*cats_at(None, (0.0, 9.0), (0.0, -3.0), (0.0, 6.0)), meme(5, text="cat cat", lat=0.0, lon=90.0)]
    assert find(memes, "cat", **NEAREST) == [3, 4, 2, 5, 1]


def test_sort_by_distance_needs_a_position(engine_of: Import) -> None:
    with pytest.raises(InvalidPositionError, match="nearest first needs a position"):
        engine_of({"text": "cat"}).search(SearchRequest("cat", sort=SortOrder.DISTANCE))


@pytest.mark.parametrize(
    ("radius", "found"), [("50km", [1]), ("30mi", [1]), ("50", [1]), ("60 mi", [1, 2]), ("0.1km", [])]
)
def test_a_radius_filters_in_km_or_miles_and_a_bare_number_is_km(radius: str, found: list[int]) -> None:
    memes = cats_at((0.0, 48.2 / KM_OF_A_DEGREE), (0.0, 96.5 / KM_OF_A_DEGREE), None)
    assert find(memes, "cat", **HERE, radius_km=parse_radius_km(radius)) == found


@pytest.mark.parametrize("radius", ["", "km", "5 parsecs", "1,5km", "far", "5km5"])
def test_a_radius_with_a_bad_number_or_unit_is_refused(radius: str) -> None:
    with pytest.raises(InvalidPositionError, match="is not a distance; allowed are 50, 50km and 30mi"):
        parse_radius_km(radius)


@pytest.mark.parametrize("radius", [0.0, -1.0, math.nan, math.inf])
def test_a_radius_out_of_range_is_refused(engine_of: Import, radius: float) -> None:
    with pytest.raises(InvalidPositionError, match="is out of range: above 0"):
        engine_of({"text": "cat"}).search(SearchRequest("cat", lat=0.0, lon=0.0, radius_km=radius))


def test_distances_shown_are_the_geodesic_ones() -> None:
    places = [(43.25, 76.95), (-33.9, 151.2), (0.0, 179.9), (89.0, -90.0)]
    shown = {hit.meme.id: hit.distance_km for hit in hits_of(cats_at(*places), "cat", lat=51.5, lon=-0.12)}
    assert shown == {number: geodesic((51.5, -0.12), place).km for number, place in enumerate(places, 1)}


def test_near_resolves_a_place_offline(engine_of: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a place is looked up in a table")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    place = engine_of({"text": "cat"}).find_place("Almaty")
    assert (place.country, round(place.lat), round(place.lon)) == ("KZ", 43, 77)


def test_an_unknown_place_is_refused_with_the_closest_names(engine_of: Import) -> None:
    with pytest.raises(InvalidInputError, match="no place is called 'Almatty'") as refused:
        engine_of({"text": "cat"}).find_place("Almatty")
    assert refused.value.hint.startswith("the closest are Almaty")


def test_captions_in_the_languages_of_the_nearest_city_s_country_win_ties(engine_of: Import) -> None:
    engine = engine_of(*({"text": f"cat {n}", "lang": lang} for n, lang in enumerate(("en", "", "kk", "ru", "ja"))))
    order = found_by(engine, "cat")
    assert order == [1, 2, 3, 4, 5]
    assert found_by(engine, "cat", lat=43.3, lon=76.9)[:2] == [3, 4]
    assert found_by(engine, "cat", lat=35.7, lon=139.7)[0] == 5
    assert found_by(engine, "cat cat", lat=35.7, lon=139.7)[0] == 5


def test_the_language_wins_ties_only_and_after_the_distance(engine_of: Import) -> None:
    rows = [
        {"text": "cat a", "lang": "ja", "lat": 0.0, "lon": 0.0},
        {"text": "cat b", "lang": "en", "lat": 35.7, "lon": 139.7},
        {"text": "cat cat", "lang": "en"},
    ]
    assert found_by(engine_of(*rows), "cat", lat=35.7, lon=139.7) == [3, 2, 1]


def test_the_antimeridian_is_no_border() -> None:
    memes = cats_at((0.0, 179.0), (0.0, -179.9), (0.0, 180.0), (0.0, -180.0), (0.0, 0.0))
    assert find(memes, "cat", lat=0.0, lon=179.9, sort=SortOrder.DISTANCE) == [3, 4, 2, 1, 5]
    assert sorted(find(memes, "cat", lat=0.0, lon=179.9, radius_km=30.0)) == [2, 3, 4]


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_at_the_poles_every_longitude_is_the_same_place(pole: float) -> None:
    side = pole / 90
    memes = cats_at((side * 89.0, 0.0), (side * 89.5, 180.0), (pole, 33.0), (-pole, 0.0))
    assert find(memes, "cat", lat=pole, lon=77.0, sort=SortOrder.DISTANCE) == [3, 2, 1, 4]
    assert sorted(find(memes, "cat", lat=pole, lon=-77.0, radius_km=60.0)) == [2, 3]


def test_0_0_is_a_place_of_a_meme_too() -> None:
    assert find(cats_at(None, (0.0, 0.0)), "cat", **HERE, radius_km=1.0) == [2]
    assert [hit.distance_km for hit in hits_of(cats_at((0.0, 0.0), None), "cat", **HERE)] == [0.0, None]


# Safe mode


def test_safe_leaves_out_memes_with_unsafe_words_and_says_how_many_hits_it_hid() -> None:
    memes = [
        *memes_of("cat", "cat shit", "a cat", "shit"),
        meme(5, "Bitchy Owl", "cat"),
        meme(6, "", "kein dick cat", lang="de"),
    ]
    page = search(index_of(memes), SearchRequest("cat", safe=True))
    assert sorted(hit.meme.id for hit in page.hits) == [1, 3, 6]
    assert (page.total, page.hidden) == (3, 2)
    everything = search(index_of(memes), SearchRequest("cat"))
    assert (everything.total, everything.hidden) == (5, 0)


def test_safe_hides_a_hit_only_if_each_copy_is_unsafe_and_counts_it_once() -> None:
    memes = [
        meme(1, text="cat shit", md5="a"),
        meme(2, text="cat", md5="a"),
        *memes_of("", "", "cat shit b", "cat shit b")[2:],
    ]
    page = search(index_of(memes), SearchRequest("cat", safe=True))
    assert ([hit.meme.id for hit in page.hits], page.total, page.hidden) == ([2], 1, 1)
    apart = search(index_of(memes), SearchRequest("cat", safe=True, unique=False))
    assert (apart.total, apart.hidden) == (1, 3)


def test_safe_never_finds_what_a_search_without_it_does_not() -> None:
    """Which words are dropped is decided before unsafe memes are left out, so that their number is true."""
    memes = [*memes_of(*(f"cat dog shit {number}" for number in range(10))), meme(11, text="cat")]
    page = search(index_of(memes), SearchRequest("cat dog", safe=True))
    assert (page.hits, page.total, page.hidden) == ((), 0, 10)
