"""What stands at the top and what at the bottom of a meme."""

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme

_LONG: Final = 24
"""Captions of more characters are divided; shorter ones stand at the bottom in one piece."""

_LONGEST: Final = 1200
"""So many characters of a half are looked at; no picture holds more of them in letters that can be read."""

_PAUSES: Final = re.compile(r"[.!?…,;:،؛؟。！？、，；：।]+[\"'»”’」』)]*\s*|\s+[-–—]+\s+|\s*\n\s*")
"""Where a caption pauses."""

_PAUSE_FROM, _PAUSE_TO = 0.25, 0.8
"""Only a pause within this part of the caption divides it; else one half were a crumb."""


def caption_halves(meme: "Meme") -> tuple[str, str]:
    """Return the upper and the lower half of a meme's caption, blanks evened out; both may be empty.

    Where the source does not tell the halves apart, a caption is divided where it pauses, else between two words near
    its middle.
    """
    if meme.upper.strip() or meme.lower.strip():
        upper, lower = meme.upper, meme.lower
    else:
        upper, lower = _divided(_without_controls(meme.text).strip())
    return _evened(upper), _evened(lower)


def _divided(text: str) -> tuple[str, str]:
    text = text[: 2 * _LONGEST]
    if len(text) <= _LONG and "\n" not in text:
        return "", text
    breaks = [pause.end() for pause in _PAUSES.finditer(text)]
    place = _nearest_middle([at for at in breaks if _PAUSE_FROM <= at / len(text) <= _PAUSE_TO], text)
    if place is None:
        place = _nearest_middle([blank.end() for blank in re.finditer(r"\s+", text)], text)
    return ("", text) if place is None else (text[:place], text[place:])


def _nearest_middle(places: list[int], text: str) -> int | None:
    return min(places, key=lambda at: abs(2 * at - len(text)), default=None)


def _evened(half: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _without_controls(half[:_LONGEST])).split())


def _without_controls(text: str) -> str:
    """Return text without characters that are none: controls, but for those that are blanks, and lone surrogates."""
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs"))
