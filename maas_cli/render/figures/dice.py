"""Choices that follow from a name: the same ones on every machine and in every process."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

_Choice = TypeVar("_Choice")

STRAY = 13
"""How far a varied colour's red, green and blue may be from the given ones, of 255."""


class Dice:
    """An endless row of choices derived from a text; not for secrets."""

    def __init__(self, text: str) -> None:
        # Half a surrogate pair may stand in an imported name; it is as good as any other character here.
        self._seed = text.encode("utf-8", "surrogatepass")
        self._rolled = 0

    def below(self, count: int) -> int:
        """Return the next whole number from 0 to ``count`` - 1; count is at least 1."""
        self._rolled += 1
        roll = hashlib.blake2b(self._seed, digest_size=8, salt=self._rolled.to_bytes(8, "big")).digest()
        return int.from_bytes(roll, "big") % count

    def pick(self, choices: Sequence[_Choice]) -> _Choice:
        """Return the next choice out of at least one."""
        return choices[self.below(len(choices))]

    def varied(self, colour: str) -> str:
        """Return a colour close to one given as ``#rrggbb``."""
        parts = (int(colour[i : i + 2], 16) + self.below(2 * STRAY + 1) - STRAY for i in (1, 3, 5))
        return "#" + "".join(f"{min(255, max(0, part)):02x}" for part in parts)
