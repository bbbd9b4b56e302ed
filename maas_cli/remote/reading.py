"""JSON that a server sent to models: the other way round than :mod:`maas_cli.serialize`, and nothing taken on trust."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, WordMatch
from maas_cli.models.users import DailyCalls, User
from maas_cli.serialize import meme_from_dicts

_LARGEST = 2**63 - 1


def hit_from_dict(fields: Any) -> Hit:  # noqa: ANN401  # whatever JSON says
    """Return the explained hit that :func:`maas_cli.serialize.hit_to_dict` made this of; nothing is taken on trust.

    Raises:
        ValueError: this is no explained hit; the message repeats nothing of it.
    """
    try:
        return _hit_from_dict(fields)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("this is no explained hit") from error


def _hit_from_dict(fields: dict[str, Any]) -> Hit:
    _texts([fields["id"], fields["fileSize"]])
    _texts(fields.get("tags", []))
    meme = _checked_meme(meme_from_dicts(fields, fields))
    distance = fields.get("distanceKm")
    return Hit(
        meme=meme,
        score=_number(fields["score"], 0, math.inf),
        matches=tuple(map(_match_from_dict, fields["matches"])),
        missing=_texts(fields.get("missing", [])),
        copies=_count(fields["copies"], 1),
        distance_km=None if distance is None else _number(distance, 0, math.inf),
        name_spans=_spans(fields["positions"]["name"], meme.name),
        text_spans=_spans(fields["positions"]["text"], meme.text),
    )


def _checked_meme(meme: Meme) -> Meme:
    """Return a meme whose fields are of their types and in their ranges, its position in floats."""
    _texts([meme.name, meme.text, meme.url, meme.page, meme.md5])
    _texts([meme.upper, meme.lower, meme.lang, meme.place, *meme.tags])
    _count(meme.id)
    _count(meme.file_size or 0)
    if meme.lat is None and meme.lon is None:
        return meme
    return replace(meme, lat=_number(meme.lat, -90, 90), lon=_number(meme.lon, -180, 180))


def _match_from_dict(fields: dict[str, Any]) -> WordMatch:
    word, term, *places = _texts([fields["word"], fields["term"], *fields["fields"]])
    if len(places) != len({"name", "text"}.intersection(places)):
        raise ValueError("a term stands in the name, the text or both")
    typos = _count(fields["typos"])
    return WordMatch(word, term, MatchKind(fields["kind"]), typos, "name" in places, "text" in places)


def _spans(value: list[list[int]], text: str) -> tuple[tuple[int, int], ...]:
    """Return half-open ranges of a text that are in order and do not overlap."""
    spans = tuple((_count(start), _count(end)) for start, end in value)
    edges = [edge for span in spans for edge in span]
    if edges != sorted(edges) or any(start == end for start, end in spans) or max(edges, default=0) > len(text):
        raise ValueError("these are no ranges of the text")
    return spans


def _texts(values: Any) -> tuple[str, ...]:  # noqa: ANN401  # whatever JSON says
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError("these are no texts")
    return tuple(values)


def _count(value: Any, lowest: int = 0) -> int:  # noqa: ANN401  # whatever JSON says
    """Return a whole number of 64 bits that is not below the lowest."""
    if type(value) is int and lowest <= value <= _LARGEST:
        return value
    raise ValueError("this is no count")


def _number(value: Any, lowest: float, highest: float) -> float:  # noqa: ANN401  # whatever JSON says
    """Return a finite number in a range, its ends included."""
    if type(value) not in (int, float) or not lowest <= value <= highest or value == math.inf:
        raise ValueError("this number is none, or out of range")
    return float(value)


def user_from_dict(fields: Any) -> User:  # noqa: ANN401  # whatever JSON says
    """Return the user of the original's five keys, and of whether disabled where that is said.

    Raises:
        ValueError: this is no user; the message repeats nothing of it.
    """
    try:
        return _user_from_dict(fields)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no user") from error


def _user_from_dict(fields: dict[str, Any]) -> User:
    calls, disabled = fields["hits"], fields.get("disabled", False)
    if not isinstance(disabled, bool):
        raise TypeError("disabled is true or false")
    name, *endpoints = _texts([fields["name"], *({} if calls is None else calls.keys())])
    hits = {endpoint: _count(calls[endpoint]) for endpoint in endpoints}
    return User(_count(fields["id"]), name, _count(fields["tokenCount"], -_LARGEST), disabled, hits)


def daily_from_list(value: Any) -> tuple[DailyCalls, ...]:  # noqa: ANN401  # whatever JSON says
    """Return the calls of days, of which none is left out, as :func:`maas_cli.serialize.stats_to_dict` lists them.

    Raises:
        ValueError: these are no calls a day; the message repeats nothing of them.
    """
    try:
        daily = tuple(DailyCalls(date.fromisoformat(entry["day"]), _count(entry["calls"])) for entry in value)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("these are no calls a day") from error
    numbers = [entry.day.toordinal() for entry in daily]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise ValueError("these are not the calls of consecutive days")
    return daily
