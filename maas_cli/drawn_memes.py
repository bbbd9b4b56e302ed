"""Which random memes were drawn already, so that none comes twice before all have come.

Kept in a small file that is changed under a lock: two draws at once get different memes. Its length stays the same and
one write replaces all of it, so that whoever is killed leaves it as it was or as it should be. A file that cannot be
read is taken for no draws at all.
"""

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING, Any, NamedTuple

from maas_cli.errors import StorageError
from maas_cli.search import random_memes

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.search import IndexFile

_MOST_DECKS = 16
_FILE_BYTES = 2048
"""Twice what that many decks take."""


class Draw(NamedTuple):
    """A place in a shuffled order: the order's seed, 0 to 2**64-1, and the place, from 0 on."""

    seed: int
    place: int


def drawn_page(
    index: "IndexFile", file: Path, request: "SearchRequest", finding: "SearchRequest | None", seed: int | None
) -> "SearchPage":
    """Return memes at random, of those that ``finding`` finds, or of all; as many as the request's limit.

    Where the request is ``safe``, none is unsafe.

    With a seed they are those at the request's offset of that seed's order; without one ``file`` keeps which were
    drawn.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
        StorageError: the file cannot be written.
    """
    docs = random_memes.memes_to_draw(index, finding, safe=request.safe)
    if seed is None:
        deck = f"{random_memes.catalog_name(index)} {request.query}" + "\0safe" * request.safe
        wanted = min(request.limit, len(docs))
        found = random_memes.drawn(
            docs, wanted, lambda count: draw(file, deck, count, lambda: randbelow(2**64), len(docs))
        )
    else:
        places = range(request.offset, min(request.offset + request.limit, len(docs)))
        found = random_memes.drawn(docs, len(places), lambda _: ((seed, place) for place in places))
    return random_memes.page_of(index, found, docs, request)


def draw(file: Path, deck: str, count: int, new_seed: Callable[[], int], size: int) -> list[Draw]:
    """Return the next ``count`` places of a deck of ``size``, 1 and up, shuffled anew whenever it is used up.

    ``deck`` names what is drawn from; the decks used last are remembered, their names only as digests.

    Raises:
        StorageError: the file cannot be written.
    """
    name = blake2b(deck.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b", 0)) as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            decks = _decks_in(opened.read(_FILE_BYTES))
            draws = _next_of(decks.pop(name, None), count, new_seed, size)
            decks[name] = [draws[-1].seed, draws[-1].place + 1]
            _write(opened.fileno(), dict(list(decks.items())[-_MOST_DECKS:]))
    except OSError as error:
        message = f"cannot keep in {file} which memes were drawn: {error.strerror or error}"
        raise StorageError(message, hint="draw with a seed: then nothing is kept") from error
    return draws


def _write(descriptor: int, decks: dict[str, Any]) -> None:
    content = json.dumps(decks, separators=(",", ":")).encode().ljust(_FILE_BYTES)
    os.ftruncate(descriptor, _FILE_BYTES)
    os.pwrite(descriptor, content, 0)


def _decks_in(content: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        decks = json.loads(content)
        if isinstance(decks, dict):
            return {name: place for name, place in decks.items() if _is_place(place)}
    return {}


def _is_place(known: object) -> bool:
    match known:
        case [int(seed), int(place)]:
            return 0 <= seed < 2**64 and 0 <= place < 2**64
        case _:
            return False


def _next_of(known: list[int] | None, count: int, new_seed: Callable[[], int], size: int) -> list[Draw]:
    seed, place = known or (new_seed(), 0)
    draws = []
    for _ in range(count):
        if place >= size:
            seed, place = new_seed(), 0
        draws.append(Draw(seed, place))
        place += 1
    return draws
