"""What a builder's section holds, as plain lists; and the lines of memes."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from maas_cli.search.build.lines import Lines, LinesBuilder
from maas_cli.search.format import SectionContent


def numbers_of(content: SectionContent) -> list[Any]:
    """Return the numbers of a section given whole or in parts."""
    parts: Any = content if isinstance(content, list) else [content]
    return [number for part in parts for number in np.asarray(part).tolist()]


class NamedLines:
    """Gives memes to a builder of lines by name and text."""

    def __init__(self) -> None:
        self.builder = LinesBuilder()
        self._templates: dict[str, int] = {}

    def add(self, memes: Sequence[tuple[str, str]]) -> Lines:
        """Add a batch of names and texts."""
        names = [name for name, _ in memes]
        new_names = [name for name in dict.fromkeys(names) if name not in self._templates]
        self._templates |= {name: len(self._templates) + place for place, name in enumerate(new_names)}
        numbers = np.array([self._templates[name] for name in names], np.int64)
        return self.builder.add(new_names, numbers, [text for _, text in memes])
