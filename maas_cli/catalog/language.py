"""The language of a caption: as its source says, else as its script and its words tell.

Rather none than a wrong one: what is too short or could be several languages stays without. Figures:
``benchmarks/languages.py``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from maas_cli.catalog.scripts import TOLD_APART, Writing, writing
from maas_cli.models.meme import Meme

if TYPE_CHECKING:
    from maas_cli.catalog.language_model import LanguageModel

LEAST_CERTAINTY = 0.65
"""The share of the probability that a language must have, 0 to 1: with this 98 % of those told are right."""

COMMON = {"en": 3, "es": 3, "ru": 3, "pt": 2, "fr": 2, "de": 2}
"""How many times as common as the others captions in some languages are; roughly, for what they decide is close."""

_BATCH = 2048
_MANY = 64
"""From so many captions on it is quicker to look at all at once."""

_ENOUGH_LETTERS = 300
"""A language shows within so many letters; no caption may cost much more than others."""

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")
_NO_LANGUAGE = frozenset(["und", "mul", "mis", "zxx"])  # unknown, several, one without a code, none
_FORMER = {"iw": "he", "in": "id", "ji": "yi"}


def language_code(said: str) -> str:
    """Return the code of the language that a source names: ``en`` for ``EN``, ``en_US`` and ``en-GB``.

    Empty for what is no tag of a language, and for the tags that say that it is unknown.
    """
    tag = _TAG.fullmatch(said.strip().lower())
    code = tag[1] if tag else ""
    return "" if code in _NO_LANGUAGE else _FORMER.get(code, code)


def detect_languages(captions: Sequence[str]) -> list[str]:
    """Return the code of the language of each caption, empty where that is uncertain."""
    writings = _writings([caption[:_ENOUGH_LETTERS] for caption in captions])
    found = [languages[0] if len(languages) == 1 else "" for _, languages in writings]
    open_ones = [number for number, (_, languages) in enumerate(writings) if len(languages) > 1]
    if open_ones:
        texts, allowed = zip(*(writings[number] for number in open_ones), strict=True)
        for number, (code, certainty) in zip(open_ones, _model().best(texts, allowed), strict=True):
            if certainty >= LEAST_CERTAINTY:
                found[number] = code
    return found


def with_languages(memes: Iterable[Meme]) -> Iterator[Meme]:
    """Yield the memes, in order, with the codes of their languages: what the source says, else what is detected.

    Reads some thousands ahead.
    """
    remaining = iter(memes)
    while batch := list(islice(remaining, _BATCH)):
        codes = [language_code(meme.lang) if meme.lang else "" for meme in batch]
        unsaid = [number for number, code in enumerate(codes) if not code]
        for number, code in zip(unsaid, detect_languages([batch[number].text for number in unsaid]), strict=True):
            codes[number] = code
        for meme, code in zip(batch, codes, strict=True):
            yield meme if meme.lang == code else replace(meme, lang=code)


def _writings(captions: Sequence[str]) -> list[Writing]:
    if len(captions) < _MANY:
        return list(map(writing, captions))
    from maas_cli.catalog.language_writings import writings  # noqa: PLC0415  # needs numpy

    return writings(captions)


@cache
def _model() -> "LanguageModel":
    from maas_cli.catalog.language_model import LanguageModel  # noqa: PLC0415  # needs numpy and the model

    return LanguageModel(TOLD_APART, COMMON)
