"""Models to JSON bytes: the one wire shape, the same for ``--json`` and for HTTP.

A meme begins with the seven keys of the original API, all strings, in its order; further keys follow. JSON is UTF-8
with ``<``, ``>``, ``&`` and the two Unicode line separators escaped, as Go's encoder does. Keys are camelCase.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from maas_cli.models.meme import Meme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.models.catalog import CatalogInfo, ImportReport
    from maas_cli.models.facets import Suggestion, TemplateCount
    from maas_cli.models.search import Hit, SearchPage, WordMatch
    from maas_cli.models.users import SyncReport, User, UserStats

MASKED_TOKEN = "********"  # noqa: S105  # stands where a token would
"""What is written in place of a token."""

_ESCAPED = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_DISTANCE_DIGITS = 3
_SCORE_DIGITS = 3


def to_json(value: Any) -> bytes:  # noqa: ANN401  # anything JSON can hold
    """Return a value as one line of compact JSON without its line feed."""
    return _escaped(_encode(value))


def to_json_strings(values: Sequence[str]) -> list[bytes]:
    """Return what stands between the quotes of each string in JSON; much quicker than one by one."""
    import msgspec  # noqa: PLC0415  # only building an index needs it

    if not values:
        return []
    try:
        text = msgspec.json.Encoder().encode_lines(values)
    except UnicodeEncodeError:  # a lone surrogate
        return [to_json(value)[1:-1] for value in values]
    for char, escape in _ESCAPED.items():
        text = text.replace(char.encode(), escape.encode())
    return text[1:-2].split(b'"\n"')  # a line feed in a string is escaped


def _escaped(text: str) -> bytes:
    for char, escape in _ESCAPED.items():
        text = text.replace(char, escape)
    return text.encode("utf-8", "backslashreplace")


def meme_to_dict(meme: Meme) -> dict[str, Any]:
    """Return the seven keys of the original, all strings."""
    return {
        "id": str(meme.id),
        "url": meme.url,
        "name": meme.name,
        "page": meme.page,
        "md5": meme.md5,
        "fileSize": "" if meme.file_size is None else str(meme.file_size),
        "text": meme.text,
    }


def meme_extra_to_dict(meme: Meme) -> dict[str, Any]:
    """Return the keys beyond the original's seven, only those that say something."""
    extra = {
        "upper": meme.upper,
        "lower": meme.lower,
        "lang": meme.lang,
        "place": meme.place,
        "lat": meme.lat,
        "lon": meme.lon,
        "tags": list(meme.tags),
    }
    return {key: value for key, value in extra.items() if value not in ("", None, [])}


def meme_to_json(meme: Meme) -> bytes:
    """Return a meme's seven keys as one line, line feed included."""
    return to_json(meme_to_dict(meme)) + b"\n"


def meme_from_dicts(fields: dict[str, Any], further: dict[str, Any]) -> Meme:
    """Return the meme of the seven keys and its further ones.

    Raises:
        ValueError: they are not what the functions above return.
    """
    try:
        return _meme_from_dicts(fields, further)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no meme: {str(fields)[:80]}") from error


def _meme_from_dicts(fields: dict[str, Any], further: dict[str, Any]) -> Meme:
    return Meme(
        id=int(fields["id"]),
        name=fields["name"],
        text=fields["text"],
        url=fields["url"],
        page=fields["page"],
        md5=fields["md5"],
        file_size=int(fields["fileSize"]) if fields["fileSize"] else None,
        upper=further.get("upper", ""),
        lower=further.get("lower", ""),
        lang=further.get("lang", ""),
        place=further.get("place", ""),
        lat=further.get("lat"),
        lon=further.get("lon"),
        tags=tuple(further.get("tags", ())),
    )


def _match_to_dict(match: WordMatch) -> dict[str, Any]:
    fields = [field for field, is_there in (("name", match.in_name), ("text", match.in_text)) if is_there]
    return {"word": match.word, "term": match.term, "kind": match.kind.value, "typos": match.typos, "fields": fields}


def hit_to_dict(hit: Hit, *, explain: bool = False) -> dict[str, Any]:
    """Return a hit: the seven keys, the meme's further keys, then what the search adds.

    ``explain`` adds the matches with their kinds and typos and where the matched words stand, in code points, and
    gives score and distance in full: whoever reads it can show and compare hits exactly as maas does.
    """
    fields = meme_to_dict(hit.meme) | meme_extra_to_dict(hit.meme)
    fields |= {"score": hit.score if explain else round(hit.score, _SCORE_DIGITS), "copies": hit.copies}
    if hit.distance_km is not None:
        fields["distanceKm"] = hit.distance_km if explain else round(hit.distance_km, _DISTANCE_DIGITS)
    if hit.missing:
        fields["missing"] = list(hit.missing)
    if explain:
        fields["matches"] = [_match_to_dict(match) for match in hit.matches]
        fields["positions"] = {"name": list(map(list, hit.name_spans)), "text": list(map(list, hit.text_spans))}
    return fields


def hit_to_json(hit: Hit, *, explain: bool = False) -> bytes:
    """Return a hit as one line, line feed included."""
    return to_json(hit_to_dict(hit, explain=explain)) + b"\n"


def page_to_json(page: SearchPage, *, explain: bool = False) -> bytes:
    """Return a page of hits as one line, line feed included."""
    fields: dict[str, Any] = {"query": page.query, "total": page.total, "offset": page.offset, "limit": page.limit}
    if page.hidden:
        fields["hidden"] = page.hidden
    if page.balance is not None:
        fields["balance"] = page.balance
    if page.suggestion is not None:
        fields["suggestion"] = page.suggestion
    fields["hits"] = [hit_to_dict(hit, explain=explain) for hit in page.hits]
    return to_json(fields) + b"\n"


def template_count_to_dict(count: TemplateCount) -> dict[str, Any]:
    """Return a template's name and how many memes it has."""
    return {"name": count.name, "memes": count.memes}


def suggestion_to_dict(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion."""
    return {"text": suggestion.text, "kind": suggestion.kind.value, "memes": suggestion.memes}


def user_to_dict(user: User) -> dict[str, Any]:
    """Return the five keys of the original's user, the token masked, then whether the user is disabled."""
    return {
        "id": user.uid,
        "name": user.name,
        "authToken": MASKED_TOKEN,
        "tokenCount": user.balance,
        "hits": dict(user.hits) or None,
        "disabled": user.disabled,
    }


def stats_to_dict(stats: UserStats) -> dict[str, Any]:
    """Return a user with the calls a day, the rate and how long the balance lasts."""
    return user_to_dict(stats.user) | {
        "today": stats.today,
        "perDay": round(stats.per_day, 3),
        "daysLeft": None if stats.days_left is None else round(stats.days_left, 1),
        "daily": [{"day": day.day.isoformat(), "calls": day.calls} for day in stats.daily],
    }


def import_report_to_dict(report: ImportReport) -> dict[str, Any]:
    """Return what an import did."""
    return {
        "source": report.source,
        "format": report.format,
        "memes": report.memes,
        "badRows": dict(report.bad_rows),
        "seconds": round(report.seconds, 3),
    }


def catalog_info_to_dict(info: CatalogInfo) -> dict[str, Any]:
    """Return what is loaded; times in ISO 8601, UTC."""
    return {
        "source": info.source,
        "format": info.format,
        "importedAt": info.imported_at.isoformat() if info.imported_at else None,
        "memes": info.memes,
        "templates": info.templates,
        "languages": dict(info.languages),
        "placed": info.placed,
        "indexPath": info.index_path,
        "indexBytes": info.index_bytes,
        "buildSeconds": round(info.build_seconds, 3),
        "builtAt": info.built_at.isoformat(),
    }


def sync_report_to_dict(report: SyncReport) -> dict[str, Any]:
    """Return what a sync changed, by user id."""
    granted = {str(uid): amount for uid, amount in report.granted.items()}
    return {
        "added": list(report.added),
        "granted": granted,
        "renamed": list(report.renamed),
        "rotated": list(report.rotated),
        "kept": list(report.kept),
        "notApplied": {str(uid): why for uid, why in report.not_applied.items()},
    }
