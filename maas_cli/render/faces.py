"""The fonts that captions are set in, and which has what. All are openly licensed (SIL OFL) and come as packages."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import uharfbuzz

_AXES: Final = {"wght": 800.0, "wdth": 75.0}
"""What is asked of variable fonts: heavier letters have no holes left once they are outlined, and narrower ones run
together. A font that goes less far goes as far as it can."""

_REMEMBERED: Final = 4096


class Face:
    """A font file, opened when it is needed first. Does not change, so many threads may use it."""

    def __init__(self, package: str, file: str) -> None:
        """Take the package that brings the font, and the file's path in it."""
        self._package = package
        self._file = file
        self.has = lru_cache(maxsize=_REMEMBERED)(self._has)

    def __repr__(self) -> str:
        return f"Face({self._package!r}, {self._file!r})"

    @cached_property
    def path(self) -> Path:
        """Where the font is.

        Raises:
            ModuleNotFoundError: its package is not installed.
        """
        found = find_spec(self._package)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"no package {self._package!r}", name=self._package)
        return Path(found.origin).parent / self._file

    @cached_property
    def font(self) -> Any:  # noqa: ANN401  # HarfBuzz's font; its package has no types
        """The font, measured in its own units."""
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))
        font.set_variations(_AXES)
        return font

    @cached_property
    def em(self) -> int:
        """How many units an em has."""
        return int(self.font.face.upem)

    def _has(self, char: str) -> bool:
        return bool(self.font.get_nominal_glyph(ord(char)))


LATIN: Final = Face("fontpkg_anton", "files/Anton-Regular.ttf")
EUROPEAN: Final = Face("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
EAST_ASIAN: Final = Face("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")

_SCRIPTS: Final = (
    *("Arabic", "Hebrew", "Devanagari", "Bengali", "Thai", "Georgian", "Armenian", "Tamil", "Telugu", "Gujarati"),
    *("Gurmukhi", "Kannada", "Malayalam", "Oriya", "Sinhala", "Ethiopic", "Khmer", "Lao", "Myanmar"),
)

FACES: Final = (
    LATIN,
    EUROPEAN,
    *(Face("manimgx_fonts", f"NotoSans{script}[wght].ttf") for script in _SCRIPTS),
    EAST_ASIAN,
    Face("manimgx_fonts", "NotoEmoji[wght].ttf"),
    Face("manimgx_fonts", "NotoSansSymbols[wght].ttf"),
)
"""All faces; of those that have a character the first is taken."""

_EAST_ASIAN_LANGUAGES: Final = {"ja", "zh", "ko"}


def faces_for(lang: str) -> tuple[Face, ...]:
    """Return all faces in the order in which they suit a language; East Asian quotes and digits go with its letters."""
    return (EAST_ASIAN, *FACES) if lang[:2].lower() in _EAST_ASIAN_LANGUAGES else FACES


def first_that_has(chars: Iterable[str], faces: Iterable[Face]) -> Face | None:
    """Return the first face that has all of these characters."""
    wanted = list(chars)
    return next((face for face in faces if all(map(face.has, wanted))), None)
