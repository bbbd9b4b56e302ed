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
from maas_cli.models.search import Hit, SearchPage
from maas_cli.models.users import DailyCalls, SyncReport, User, UserStats
from tests.factories import meme
from tests.unit.wire_samples import ANNA, BECKY, HIT, memes

THEN = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)


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


def test_a_page_says_how_many_hits_were_hidden_where_any_were() -> None:
    page = SearchPage("bec", (), 0, 0, 5, hidden=3)
    assert serialize.page_to_json(page) == b'{"query":"bec","total":0,"offset":0,"limit":5,"hidden":3,"hits":[]}\n'
