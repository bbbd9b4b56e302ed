"""Which random memes were drawn already, so that none comes twice before all have come.

Kept in a small file that is changed under a lock: two draws at once get different memes. A file that cannot be read is
taken for no draws at all.
"""

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from maas_cli.errors import StorageError

_MOST_DECKS = 16


class Draw(NamedTuple):
    """A place in a shuffled order: the order's seed and the place, from 0 on."""

    seed: int
    place: int


def draw(file: Path, deck: str, count: int, new_seed: Callable[[], int], size: int) -> list[Draw]:
    """Return the next ``count`` places of a deck of ``size``, 1 and up, shuffled anew whenever it is used up.

    ``deck`` names what is drawn from; the decks used last are remembered.

    Raises:
        StorageError: the file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with open(descriptor, "r+b") as opened:  # noqa: PTH123  # a descriptor, not a path
            fcntl.flock(opened, fcntl.LOCK_EX)
            decks = _decks_in(opened.read())
            draws = _next_of(decks.pop(deck, None), count, new_seed, size)
            decks[deck] = [draws[-1].seed, draws[-1].place + 1]
            content = json.dumps(dict(list(decks.items())[-_MOST_DECKS:])).encode()
            opened.seek(0)
            opened.write(content)
            opened.truncate()
    except OSError as error:
        raise StorageError(f"cannot keep in {file} which memes were drawn: {error.strerror or error}") from error
    return draws


def _decks_in(content: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        decks = json.loads(content)
        if isinstance(decks, dict):
            return decks
    return {}


def _next_of(known: object, count: int, new_seed: Callable[[], int], size: int) -> list[Draw]:
    seed, place = new_seed(), 0
    match known:
        case [int() as known_seed, int() as known_place] if 0 <= known_seed < 2**64 and known_place >= 0:
            seed, place = known_seed, known_place
        case _:
            pass
    draws = []
    for _ in range(count):
        if place >= size:
            seed, place = new_seed(), 0
        draws.append(Draw(seed, place))
        place += 1
    return draws
