"""The records of memes and the skeletons they fill, as :mod:`maas_cli.search.documents` lays them out."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

import numpy as np

from maas_cli.models.meme import Meme
from maas_cli.search.build.md5s import MD5_BYTES, md5_bytes
from maas_cli.search.documents import LARGEST_NUMBER, NO_SPLIT, RECORD, WHOLE_LINE
from maas_cli.search.format import UNKNOWN_LANGUAGE, SectionContent
from maas_cli.serialize import meme_to_dict, to_json, to_json_strings

MOST_SKELETONS = 4096

_WHOLE_LINE = b"%(text)b\n"
_LOOKS_LIKE_A_HOLE = b"%%("
_HEADER = np.dtype([("id", "u4"), ("size", "u4"), ("md5", "u1", MD5_BYTES), ("skeleton", "u2"), ("split", "u2")])
"""What ``RECORD`` packs."""

_Key: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], str | None, bool]
"""What lines with the same skeleton have in common: URL and page around the id, the MD5 unless it is one, is there no
file size?"""


class RecordBuilder:
    """Takes memes batch by batch. For one thread, once."""

    def __init__(self) -> None:
        self._skeletons = [_WHOLE_LINE]
        self._numbers: dict[_Key | None, int] = {None: WHOLE_LINE}
        self._records: list[bytes] = []
        self._sizes = [np.zeros(1, np.int64)]

    def add(self, memes: Sequence[Meme]) -> None:
        """Take the next memes."""
        texts = to_json_strings([meme.text for meme in memes])
        md5s, has_md5 = md5_bytes([meme.md5 for meme in memes])
        keys = [_key(meme, is_md5=is_md5) for meme, is_md5 in zip(memes, has_md5.tolist(), strict=True)]
        skeletons = list(map(self._skeleton, keys))
        splits = [_split(meme) for meme in memes]
        for number in [number for number, skeleton in enumerate(skeletons) if skeleton == WHOLE_LINE]:
            texts[number] = to_json(meme_to_dict(memes[number]))
        headers = np.zeros(len(memes), _HEADER)
        headers["skeleton"], headers["split"] = skeletons, splits
        has_holes = headers["skeleton"] != WHOLE_LINE
        headers["id"][has_holes] = [meme.id for meme, skeleton in zip(memes, skeletons, strict=True) if skeleton]
        headers["size"][has_holes] = [
            meme.file_size or 0 for meme, skeleton in zip(memes, skeletons, strict=True) if skeleton
        ]
        headers["md5"][has_holes] = md5s[has_holes]
        self._take(headers.tobytes(), texts, _further(memes, splits))

    def _take(self, headers: bytes, texts: Sequence[bytes], further: Sequence[bytes]) -> None:
        parts = [b""] * (3 * len(texts))
        parts[::3] = [headers[start : start + RECORD.size] for start in range(0, len(headers), RECORD.size)]
        parts[1::3] = texts
        parts[2::3] = further
        self._records.append(b"".join(parts))
        sizes = np.fromiter(map(len, parts), np.int64, len(parts))
        self._sizes.append(sizes.reshape(-1, 3).sum(axis=1))

    def sections(self) -> dict[str, SectionContent]:
        """Return the sections of records and skeletons."""
        return {
            "skeleton_offsets": np.array(list(accumulate(map(len, self._skeletons), initial=0))),
            "skeletons": b"".join(self._skeletons),
            "record_offsets": np.cumsum(np.concatenate(self._sizes)),
            "records": self._records,
        }

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
    size = meme.file_size
    if meme.id > LARGEST_NUMBER or (size is not None and size > LARGEST_NUMBER):
        return None
    number = str(meme.id)
    return tuple(meme.url.split(number)), tuple(meme.page.split(number)), None if is_md5 else meme.md5, size is None


def _skeleton_line(key: _Key) -> bytes:
    url, page, md5, has_no_size = key
    values = {
        b"id": b"%(id)d",
        b"url": b"%(id)d".join(map(_constant, url)),
        b"name": b"%(name)b",
        b"page": b"%(id)d".join(map(_constant, page)),
        b"md5": b"%(md5)b" if md5 is None else _constant(md5),
        b"fileSize": b"" if has_no_size else b"%(size)d",
        b"text": b"%(text)b",
    }
    return b"{%b}\n" % b",".join(b'"%b":"%b"' % pair for pair in values.items())


def _split(meme: Meme) -> int:
    """Return how many characters of the text are its upper part."""
    upper, lower = meme.upper, meme.lower
    if not (upper or lower):
        return NO_SPLIT
    is_split = meme.text == f"{upper} {lower}" or (meme.text == upper and not lower)
    return len(upper) if is_split and len(upper) < NO_SPLIT else NO_SPLIT


def _further(memes: Sequence[Meme], splits: Sequence[int]) -> list[bytes]:
    """Return what each record ends with behind the text: nothing for most."""
    further = [b""] * len(memes)
    having = [
        number
        for number, (meme, split) in enumerate(zip(memes, splits, strict=True))
        if meme.place
        or meme.tags
        or meme.lang == UNKNOWN_LANGUAGE
        or (split == NO_SPLIT and (meme.upper or meme.lower))
    ]
    places = to_json_strings([memes[number].place for number in having])
    for number, place in zip(having, places, strict=True):
        more = _more(memes[number], splits[number])
        further[number] = b"\n%b\n%b" % (place, more) if more else b"\n" + place
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
    return to_json(more) if more else b""


def _constant(text: str) -> bytes:
    return to_json(text)[1:-1].replace(b"%", b"%%")
