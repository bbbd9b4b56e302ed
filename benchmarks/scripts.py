"""Which script a text is written in, as far as the benches tell them apart."""

from collections import Counter

SCRIPTS = ("latin", "cyrillic", "other")
_BLOCKS = {"latin": (range(0x0250), range(0x1E00, 0x1F00)), "cyrillic": (range(0x0400, 0x0530),)}


def script_of(text: str) -> str:
    """Return ``latin``, ``cyrillic`` or ``other`` by most of a text's letters; without letters it counts as Latin."""
    counts = Counter(map(_script_of_letter, filter(str.isalpha, text)))
    return max(SCRIPTS, key=lambda script: counts[script])


def _script_of_letter(letter: str) -> str:
    code = ord(letter)
    return next((script for script, blocks in _BLOCKS.items() if any(code in block for block in blocks)), "other")
