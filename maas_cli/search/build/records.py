"""The records of memes and the skeletons they fill, as :mod:`maas_cli.search.documents` lays them out."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias, cast

import numpy as np

from maas_cli.models.meme import Meme
from maas_cli.search.arrays import Array
from maas_cli.search.build.md5s import MD5_BYTES, Md5s
from maas_cli.search.documents import LARGEST_NUMBER, LOWER_ONLY, NO_SPLIT, RECORD, WHOLE_LINE
from maas_cli.search.format import UNKNOWN_LANGUAGE, SectionContent
from maas_cli.serialize import meme_to_dict, to_json, to_json_strings

MOST_SKELETONS = 4096

_WHOLE_LINE = b"%(text)b\n"
_LOOKS_LIKE_A_HOLE = b"%%("
_HEADER = np.dtype([("id", "u4"), ("size", "u4"), ("md5", "u1", MD5_BYTES), ("skeleton", "u2"), ("split", "u2")])
"""What ``RECORD`` packs."""

_ID = "\0"
"""Stands for the id in what lines have in common. No catalogue holds it."""

_Key: TypeAlias = tuple[str, str, str | None, bool]
"""What lines with the same skeleton have in common: URL and page but for the id, the MD5 unless it is one, is there no
file size?"""


class RecordBuilder:
    """Takes memes batch by batch. For one thread, once."""

    def __init__(self) -> None:
        self._skeletons = [_WHOLE_LINE]
        self._numbers: dict[_Key | None, int] = {None: WHOLE_LINE}
        self._records: list[bytes] = []
        self._sizes = [np.zeros(1, np.int64)]

    def add(self, memes: Sequence[Meme], md5s: Md5s) -> None:
        """Take the next memes and their MD5s."""
        texts = to_json_strings([meme.text for meme in memes])
        skeletons = self._skeletons_of(memes, md5s.is_md5.tolist())
        splits = list(map(_split, memes))
        for number in [number for number, skeleton in enumerate(skeletons) if skeleton == WHOLE_LINE]:
            texts[number] = to_json(meme_to_dict(memes[number]))
        headers = np.zeros(len(memes), _HEADER)
        headers["skeleton"], headers["split"], headers["md5"] = skeletons, splits, md5s.rows
        # beside a whole line nothing is kept: its numbers may be too large
        headers["md5"][headers["skeleton"] == WHOLE_LINE] = 0
        headers["id"] = [meme.id if skeleton else 0 for meme, skeleton in zip(memes, skeletons, strict=True)]
        headers["size"] = [
            meme.file_size or 0 if skeleton else 0 for meme, skeleton in zip(memes, skeletons, strict=True)
        ]
        self._take(headers, texts, _further(memes, splits))

    def _take(self, headers: Array, texts: Sequence[bytes], further: Sequence[bytes]) -> None:
        parts = [b""] * (3 * len(texts))
        parts[::3] = headers.view(f"V{RECORD.size}").tolist()
        parts[1::3] = texts
        parts[2::3] = further
        self._records.append(b"".join(parts))
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        self._sizes.append(sizes + np.fromiter(map(len, further), np.int64, len(texts)) + RECORD.size)

    def sections(self) -> dict[str, SectionContent]:
        """Return the sections of records and skeletons."""
        return {
            "skeleton_offsets": np.array(list(accumulate(map(len, self._skeletons), initial=0))),
            "skeletons": b"".join(self._skeletons),
            "record_offsets": np.cumsum(np.concatenate(self._sizes)),
            "records": self._records,
        }

    def _skeletons_of(self, memes: Sequence[Meme], are_md5s: Sequence[bool]) -> list[int]:
        """Return the number of each meme's skeleton."""
        keys = [_key(meme, is_md5=is_md5) for meme, is_md5 in zip(memes, are_md5s, strict=True)]
        known = list(map(self._numbers.get, keys))
        if None not in known:  # nearly always
            return cast("list[int]", known)
        return [self._skeleton(key) if number is None else number for key, number in zip(keys, known, strict=True)]

    def _skeleton(self, key: _Key | None) -> int:
        """Return the number of the skeleton of lines with this in common, that of whole lines if there can be none."""
        known = self._numbers.get(key)
        if known is None and key is not None and len(self._skeletons) < MOST_SKELETONS:
            line = _skeleton_line(key)
            known = self._numbers[key] = WHOLE_LINE if _LOOKS_LIKE_A_HOLE in line else len(self._skeletons)
            if known != WHOLE_LINE:
                self._skeletons.append(line)
        return known or WHOLE_LINE


def _key(meme: Meme, *, is_md5: bool) -> _Key | None:
    """Return what a meme's line has in common with others, None if a record cannot hold what it has not."""
    number, url, page, size = meme.id, meme.url, meme.page, meme.file_size
    if number > LARGEST_NUMBER or (size is not None and size > LARGEST_NUMBER) or _ID in url or _ID in page:
        return None
    digits = str(number)
    return url.replace(digits, _ID), page.replace(digits, _ID), None if is_md5 else meme.md5, size is None


def _skeleton_line(key: _Key) -> bytes:
    url, page, md5, has_no_size = key
    values = {
        b"id": b"%(id)d",
        b"url": b"%(id)d".join(map(_constant, url.split(_ID))),
        b"name": b"%(name)b",
        b"page": b"%(id)d".join(map(_constant, page.split(_ID))),
        b"md5": b"%(md5)b" if md5 is None else _constant(md5),
        b"fileSize": b"" if has_no_size else b"%(size)d",
        b"text": b"%(text)b",
    }
    return b"{%b}\n" % b",".join(b'"%b":"%b"' % pair for pair in values.items())


def _split(meme: Meme) -> int:
    """Return how many characters of the text are its upper part, or what says otherwise."""
    text, upper, lower = meme.text, meme.upper, meme.lower
    if text == lower and lower and not upper:
        return LOWER_ONLY
    is_split = text == f"{upper} {lower}" if lower else text == upper != ""
    return len(upper) if is_split and len(upper) < LOWER_ONLY else NO_SPLIT


def _further(memes: Sequence[Meme], splits: Sequence[int]) -> list[bytes]:
    """Return what each record ends with behind the text: nothing, or the place, or that and further keys."""
    places = to_json_strings([meme.place for meme in memes])
    further = [b"\n" + place if place else b"" for place in places]
    having_more = [
        number
        for number, (meme, split) in enumerate(zip(memes, splits, strict=True))
        if (split == NO_SPLIT and (meme.upper or meme.lower)) or meme.tags or meme.lang == UNKNOWN_LANGUAGE
    ]
    for number in having_more:
        further[number] = b"\n%b\n%b" % (places[number], _more(memes[number], splits[number]))
    return further


def _more(meme: Meme, split: int) -> bytes:
    """Return the further keys that a record keeps as JSON."""
    more: dict[str, str | list[str]] = {}
    if split == NO_SPLIT and (meme.upper or meme.lower):
        more = {"upper": meme.upper, "lower": meme.lower}
    if meme.tags:
        more["tags"] = list(meme.tags)
    if meme.lang == UNKNOWN_LANGUAGE:
        more["lang"] = meme.lang
    return to_json(more)


def _constant(text: str) -> bytes:
    return to_json(text)[1:-1].replace(b"%", b"%%")
