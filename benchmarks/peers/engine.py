"""What all engines have in common."""

from pathlib import Path
from typing import Protocol

from benchmarks.queries import Mode, Query

LIMIT = 10
"""How many memes each query asks for."""


class Engine(Protocol):
    """A search engine over one catalogue, made ready by ``build`` and opened from its folder. For one thread.

    ``modes`` are those it can answer as they are meant; ``most_memes`` is the largest catalogue it answers in
    bearable time.
    """

    name: str
    modes: frozenset[Mode]
    most_memes: int

    def __init__(self, folder: Path) -> None: ...

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Make a finished index with the documents in an empty folder."""

    def search(self, query: Query) -> list[bytes]:
        """Return the ten best memes, best first, each as a line of JSON with the original's seven keys.

        In a mode that the engine cannot answer it does the best it can.
        """
