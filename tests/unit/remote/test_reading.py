import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli import serialize
from maas_cli.models.search import Hit, MatchKind, WordMatch
from maas_cli.models.users import DailyCalls, User, UserStats
from maas_cli.remote.reading import daily_from_list, hit_from_dict, user_from_dict
from tests.unit.wire_samples import ANNA, HIT, memes


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
    assert hit_from_dict(json.loads(serialize.hit_to_json(hit, explain=True))) == hit


def test_whole_numbers_of_other_writers_are_numbers_too() -> None:
    fields = serialize.hit_to_dict(HIT, explain=True) | {"lat": 1, "lon": 2, "score": 3, "distanceKm": 4}
    hit = hit_from_dict(fields)
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
        hit_from_dict(fields)


@pytest.mark.parametrize("user", [ANNA, User(10, "Anna", -7, disabled=True)])
def test_a_user_comes_back_as_it_was_written(user: User) -> None:
    assert user_from_dict(json.loads(serialize.to_json(serialize.user_to_dict(user)))) == user


def test_a_user_of_the_original_is_not_disabled() -> None:
    fields = serialize.user_to_dict(ANNA)
    del fields["disabled"]
    assert user_from_dict(fields) == ANNA


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
        user_from_dict(serialize.user_to_dict(ANNA) | changed_fields)
    with pytest.raises(ValueError, match=r"^this is no user$"):
        user_from_dict([changed_fields])


def test_calls_a_day_come_back_as_they_were_written() -> None:
    daily = (DailyCalls(date(2026, 6, 30), 0), DailyCalls(date(2026, 7, 1), 3))
    assert daily_from_list(serialize.stats_to_dict(UserStats(ANNA, daily, 3, 1.0, None))["daily"]) == daily


@pytest.mark.parametrize(
    "daily",
    [
        None, 7, [7], [{}], [{"day": 7, "calls": 1}], [{"day": "soon", "calls": 1}],
        [{"day": "2026-07-01", "calls": -1}], [{"day": "2026-07-01", "calls": None}],
    ],
)  # fmt: skip
def test_what_are_no_calls_a_day_are_refused(daily: object) -> None:
    with pytest.raises(ValueError, match=r"^these are no calls a day$"):
        daily_from_list(daily)


@pytest.mark.parametrize("days", [[], ["2026-07-01", "2026-07-03"], ["2026-07-02", "2026-07-01"]])
def test_days_are_consecutive(days: list[str]) -> None:
    with pytest.raises(ValueError, match="consecutive"):
        daily_from_list([{"day": day, "calls": 1} for day in days])
