import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli import serialize
from maas_cli.models.catalog import CatalogInfo, ImportReport
from maas_cli.models.facets import Suggestion, SuggestionKind, TemplateCount
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SearchPage, WordMatch
from maas_cli.models.users import DailyCalls, SyncReport, User, UserStats
from tests.factories import meme

THEN = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
ANNA = User(10, "Anna", 7, hits={"cli/search": 3})
BECKY = Meme(
    7,
    "Parrot",
    "<becky> & co",
    url="https://example.org/7.jpg",
    page="https://example.org/7",
    md5="ff",
    file_size=0,
    upper="<becky>",
    lower="& co",
    lang="en",
    place="Null Island",
    lat=0.0,
    lon=0.0,
    tags=("a", "b"),
)
HIT = Hit(
    BECKY,
    1.23456,
    (WordMatch("bec", "becky", MatchKind.PREFIX, 0),),
    missing=("cat",),
    copies=2,
    distance_km=12.34567,
    text_spans=((1, 4),),
)

places = st.one_of(st.just((None, None)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


@st.composite
def memes(draw: st.DrawFn) -> Meme:
    lat, lon = draw(places)
    fields = ("name", "text", "url", "page", "md5", "upper", "lower", "lang", "place")
    return Meme(
        id=draw(st.integers(0, 2**63 - 1)),
        file_size=draw(st.one_of(st.none(), st.integers(0, 2**63 - 1))),
        lat=lat,
        lon=lon,
        tags=tuple(draw(st.lists(st.text(), max_size=3))),
        **{field: draw(st.text()) for field in fields},
    )


def test_a_meme_is_the_seven_keys_of_the_original_all_strings_in_its_order() -> None:
    assert serialize.meme_to_json(BECKY) == (
        b'{"id":"7","url":"https://example.org/7.jpg","name":"Parrot","page":"https://example.org/7","md5":"ff",'
        b'"fileSize":"0","text":"\\u003cbecky\\u003e \\u0026 co"}\n'
    )


def test_what_is_not_known_is_an_empty_string() -> None:
    assert serialize.meme_to_dict(meme(1, "A")) == {
        "id": "1", "url": "", "name": "A", "page": "", "md5": "", "fileSize": "", "text": "",
    }  # fmt: skip


def test_the_further_keys_of_a_meme_are_only_those_that_say_something() -> None:
    assert serialize.meme_extra_to_dict(meme(1, "A")) == {}
    assert serialize.meme_extra_to_dict(meme(1, "A", lat=0.0, lon=0.0)) == {"lat": 0.0, "lon": 0.0}
    assert list(serialize.meme_extra_to_dict(BECKY)) == ["upper", "lower", "lang", "place", "lat", "lon", "tags"]


@given(memes())
def test_a_meme_comes_back_as_it_was_written(kept: Meme) -> None:
    line = serialize.meme_to_json(kept)
    assert serialize.meme_from_dicts(json.loads(line), serialize.meme_extra_to_dict(kept)) == kept
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    ("fields", "further"),
    [
        ({}, {}),
        (7, {}),
        ({"id": "seven"}, {}),
        (serialize.meme_to_dict(BECKY) | {"id": None}, {}),
        (serialize.meme_to_dict(BECKY), [1]),
        (serialize.meme_to_dict(BECKY), {"tags": 1}),
    ],
)
def test_what_is_no_meme_is_refused(fields: dict[str, Any], further: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="this is no meme"):
        serialize.meme_from_dicts(fields, further)


def test_json_is_compact_and_escapes_what_html_and_javascript_would_stumble_over() -> None:
    assert serialize.to_json({"a": ["<é>&\u2028\u2029\n", 1]}) == (
        '{"a":["\\u003cé\\u003e\\u0026\\u2028\\u2029\\n",1]}'.encode()
    )


@given(st.lists(st.text() | st.sampled_from(['","', '"', "\\", ",", '",', "<&>\u2028", "\ud800"])))
def test_many_strings_are_the_same_json_as_each_alone(strings: list[str]) -> None:
    assert serialize.to_json_strings(strings) == [serialize.to_json(string)[1:-1] for string in strings]


def test_every_character_is_the_same_json_among_many_as_alone() -> None:
    characters = [chr(code) for code in (*range(0x3000), *range(0xFE00, 0x10100), 0x10FFFF)]
    assert serialize.to_json_strings(characters) == [serialize.to_json(character)[1:-1] for character in characters]


@given(st.text())
def test_any_text_is_json_that_says_the_same(text: str) -> None:
    assert json.loads(serialize.to_json(text)) == text


def test_what_json_has_no_number_for_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        serialize.to_json(float("nan"))


def test_a_hit_adds_what_the_search_found_out() -> None:
    fields = json.loads(serialize.hit_to_json(HIT))
    assert fields == serialize.meme_to_dict(BECKY) | serialize.meme_extra_to_dict(BECKY) | {
        "score": 1.235,
        "copies": 2,
        "distanceKm": 12.346,
        "missing": ["cat"],
    }


def test_a_hit_at_no_distance_with_every_word_does_not_speak_of_them() -> None:
    fields = serialize.hit_to_dict(Hit(meme(1, "A"), 1.0, ()))
    assert list(fields)[7:] == ["score", "copies"]


def test_a_hit_at_distance_zero_says_so() -> None:
    assert serialize.hit_to_dict(Hit(meme(1, "A"), 1.0, (), distance_km=0.0))["distanceKm"] == 0.0


def test_an_explained_hit_says_how_and_where_it_matched() -> None:
    fields = json.loads(serialize.hit_to_json(HIT, explain=True))
    assert fields["matches"] == [{"word": "bec", "term": "becky", "kind": "prefix", "typos": 0, "fields": ["text"]}]
    assert fields["positions"] == {"name": [], "text": [[1, 4]]}


def test_an_explained_hit_gives_score_and_distance_in_full() -> None:
    fields = serialize.hit_to_dict(HIT, explain=True)
    assert (fields["score"], fields["distanceKm"]) == (1.23456, 12.34567)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[tuple[int, int], ...]:
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    found, numbers = draw(memes()), st.floats(0, allow_infinity=False)
    match = st.builds(WordMatch, st.text(), st.text(), st.sampled_from(MatchKind), st.integers(0, 2))
    return Hit(
        found,
        draw(numbers),
        tuple(draw(st.lists(match, max_size=3))),
        tuple(draw(st.lists(st.text(), max_size=3))),
        draw(st.integers(1, 2**63 - 1)),
        draw(st.none() | numbers),
        draw(spans(found.name)),
        draw(spans(found.text)),
    )


@given(hits())
def test_an_explained_hit_comes_back_as_it_was_written(hit: Hit) -> None:
    assert serialize.hit_from_dict(json.loads(serialize.hit_to_json(hit, explain=True))) == hit


def test_whole_numbers_of_other_writers_are_numbers_too() -> None:
    fields = serialize.hit_to_dict(HIT, explain=True) | {"lat": 1, "lon": 2, "score": 3, "distanceKm": 4}
    hit = serialize.hit_from_dict(fields)
    assert repr([hit.meme.lat, hit.meme.lon, hit.score, hit.distance_km]) == "[1.0, 2.0, 3.0, 4.0]"


def changed(**fields: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever JSON says
    return dict(json.loads(serialize.hit_to_json(HIT, explain=True)), **fields)


MATCH = {"word": "bec", "term": "becky", "kind": "prefix", "typos": 0, "fields": ["text"]}


@pytest.mark.parametrize(
    "fields",
    [
        None, 7, [], "x", {}, serialize.hit_to_dict(HIT),
        changed(id=7), changed(id="seven"), changed(id="-1"), changed(id=str(2**63)), changed(fileSize=0),
        changed(fileSize="-1"), changed(text=None), changed(name=7), changed(url=None), changed(upper=7),
        changed(lang=["en"]), changed(place=None), changed(tags="ab"), changed(tags=[7]), changed(tags=7),
        changed(lat=None), changed(lat=91), changed(lon="0"), changed(lon=float("nan")), changed(lon=True),
        changed(score=-1), changed(score="7"), changed(score=float("inf")), changed(score=10**400), changed(score=None),
        changed(copies=0), changed(copies=1.0), changed(copies=True), changed(distanceKm=-1), changed(distanceKm="0"),
        changed(missing="cat"), changed(missing=[7]), changed(missing=None), changed(matches=None),
        changed(matches=[7]), changed(matches=[MATCH | {"kind": "guess"}]), changed(matches=[MATCH | {"typos": -1}]),
        changed(matches=[MATCH | {"fields": ["text", "text"]}]), changed(matches=[MATCH | {"fields": ["page"]}]),
        changed(matches=[MATCH | {"fields": "text"}]), changed(matches=[MATCH | {"word": None}]),
        changed(positions=None), changed(positions={"name": []}), changed(positions={"name": [], "text": [[1]]}),
        *(changed(positions={"name": [], "text": wrong}) for wrong in (
            [[4, 1]], [[1, 1]], [[0, 99]], [[-1, 2]], [[3, 5], [1, 2]], [[1, 3], [2, 4]], [[0, 1.0]], 7,
        )),
    ],
)  # fmt: skip
def test_what_is_no_explained_hit_is_refused_and_not_repeated(fields: object) -> None:
    with pytest.raises(ValueError, match=r"^this is no explained hit$"):
        serialize.hit_from_dict(fields)


def test_a_page_says_what_was_asked_and_how_much_there_is() -> None:
    page = SearchPage("bec", (HIT,), total=41, offset=10, limit=5)
    fields = json.loads(serialize.page_to_json(page, explain=True))
    assert fields == {
        "query": "bec",
        "total": 41,
        "offset": 10,
        "limit": 5,
        "hits": [json.loads(serialize.hit_to_json(HIT, explain=True))],
    }


def test_a_page_that_was_paid_for_says_what_is_left() -> None:
    page = SearchPage("bec", (), total=0, offset=0, limit=5, balance=0)
    assert serialize.page_to_json(page) == b'{"query":"bec","total":0,"offset":0,"limit":5,"balance":0,"hits":[]}\n'


def test_a_page_without_hits_says_what_may_have_been_meant() -> None:
    page = SearchPage("bekky", (), total=0, offset=0, limit=5, suggestion="becky")
    assert serialize.page_to_json(page) == (
        b'{"query":"bekky","total":0,"offset":0,"limit":5,"suggestion":"becky","hits":[]}\n'
    )


def test_a_template_is_its_name_and_how_many_memes_it_has() -> None:
    assert serialize.template_count_to_dict(TemplateCount("Parrot", 3)) == {"name": "Parrot", "memes": 3}


def test_a_suggestion_says_of_which_kind_it_is() -> None:
    suggestions = [Suggestion("big cat", SuggestionKind.WORD, 3), Suggestion("Owl", SuggestionKind.TEMPLATE, 1)]
    assert json.loads(serialize.to_json(list(map(serialize.suggestion_to_dict, suggestions)))) == [
        {"text": "big cat", "kind": "word", "memes": 3},
        {"text": "Owl", "kind": "template", "memes": 1},
    ]


def test_a_user_is_the_five_keys_of_the_original_with_the_token_masked() -> None:
    assert json.dumps(serialize.user_to_dict(ANNA)) == (
        '{"id": 10, "name": "Anna", "authToken": "********", "tokenCount": 7, "hits": {"cli/search": 3}, '
        '"disabled": false}'
    )


def test_a_user_without_hits_has_null() -> None:
    assert serialize.user_to_dict(User(10, "Anna", 7, disabled=True)) == {
        "id": 10,
        "name": "Anna",
        "authToken": "********",
        "tokenCount": 7,
        "hits": None,
        "disabled": True,
    }


@pytest.mark.parametrize(("days_left", "written"), [(None, None), (3.14159, 3.1)])
def test_statistics_are_the_user_and_the_calls(days_left: float | None, written: float | None) -> None:
    stats = UserStats(ANNA, (DailyCalls(date(2026, 7, 1), 3),), today=3, per_day=0.12345, days_left=days_left)
    assert serialize.stats_to_dict(stats) == serialize.user_to_dict(ANNA) | {
        "today": 3,
        "perDay": 0.123,
        "daysLeft": written,
        "daily": [{"day": "2026-07-01", "calls": 3}],
    }


@pytest.mark.parametrize("user", [ANNA, User(10, "Anna", -7, disabled=True)])
def test_a_user_comes_back_as_it_was_written(user: User) -> None:
    assert serialize.user_from_dict(json.loads(serialize.to_json(serialize.user_to_dict(user)))) == user


def test_a_user_of_the_original_is_not_disabled() -> None:
    fields = serialize.user_to_dict(ANNA)
    del fields["disabled"]
    assert serialize.user_from_dict(fields) == ANNA


@pytest.mark.parametrize(
    "changed_fields",
    [
        {"id": -1},
        {"id": "10"},
        {"name": None},
        {"tokenCount": 1.5},
        {"hits": []},
        {"hits": {"x": "1"}},
        {"disabled": 1},
    ],
)
def test_what_is_no_user_is_refused(changed_fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^this is no user$"):
        serialize.user_from_dict(serialize.user_to_dict(ANNA) | changed_fields)
    with pytest.raises(ValueError, match=r"^this is no user$"):
        serialize.user_from_dict([changed_fields])


def test_calls_a_day_come_back_as_they_were_written() -> None:
    daily = (DailyCalls(date(2026, 6, 30), 0), DailyCalls(date(2026, 7, 1), 3))
    assert serialize.daily_from_list(serialize.stats_to_dict(UserStats(ANNA, daily, 3, 1.0, None))["daily"]) == daily


@pytest.mark.parametrize(
    "daily",
    [
        None, 7, [7], [{}], [{"day": 7, "calls": 1}], [{"day": "soon", "calls": 1}],
        [{"day": "2026-07-01", "calls": -1}], [{"day": "2026-07-01", "calls": None}],
    ],
)  # fmt: skip
def test_what_are_no_calls_a_day_are_refused(daily: object) -> None:
    with pytest.raises(ValueError, match=r"^these are no calls a day$"):
        serialize.daily_from_list(daily)


@pytest.mark.parametrize("days", [[], ["2026-07-01", "2026-07-03"], ["2026-07-02", "2026-07-01"]])
def test_days_are_consecutive(days: list[str]) -> None:
    with pytest.raises(ValueError, match="consecutive"):
        serialize.daily_from_list([{"day": day, "calls": 1} for day in days])


def test_an_import_report_counts_memes_and_bad_rows() -> None:
    report = ImportReport("memes.csv", "csv", memes=3, bad_rows={"short_row": 1}, seconds=0.12345)
    assert serialize.import_report_to_dict(report) == {
        "source": "memes.csv",
        "format": "csv",
        "memes": 3,
        "badRows": {"short_row": 1},
        "seconds": 0.123,
    }


@pytest.mark.parametrize(("imported_at", "written"), [(None, None), (THEN, "2026-07-01T12:30:00+00:00")])
def test_the_catalogue_s_facts_have_times_in_utc(imported_at: datetime | None, written: str | None) -> None:
    info = CatalogInfo("memes.csv", "csv", imported_at, 3, 2, {"en": 3}, 1, "memes.idx", 4096, 0.12345, THEN)
    assert serialize.catalog_info_to_dict(info) == {
        "source": "memes.csv",
        "format": "csv",
        "importedAt": written,
        "memes": 3,
        "templates": 2,
        "languages": {"en": 3},
        "placed": 1,
        "indexPath": "memes.idx",
        "indexBytes": 4096,
        "buildSeconds": 0.123,
        "builtAt": "2026-07-01T12:30:00+00:00",
    }


def test_a_sync_report_names_users_by_id() -> None:
    report = SyncReport(added=(1,), granted={2: -5}, renamed=(3,), rotated=(4,), kept=(5,), not_applied={6: "why"})
    assert json.dumps(serialize.sync_report_to_dict(report)) == (
        '{"added": [1], "granted": {"2": -5}, "renamed": [3], "rotated": [4], "kept": [5], "notApplied": {"6": "why"}}'
    )
