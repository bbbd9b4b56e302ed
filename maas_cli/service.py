"""What a worker of the service can do: the metered engine behind the web face, one for each process.

It differs from the engine in three ways: calls are charged to leases that this process holds, the index stays the same
until :meth:`Service.reload`, and hits come as ready lines, so that thousands can be streamed.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy  # noqa: F401  # loaded before the first search: where it is, many memes are looked at with it

from maas_cli.answer_cache import AnswerCache
from maas_cli.callers import find_user, stats_of, with_languages
from maas_cli.errors import IndexDamagedError, StorageError
from maas_cli.request_checks import MAX_LIMIT, check_request
from maas_cli.search import find_lines, search
from maas_cli.search.by_id import get_by_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from maas_cli.accounts import Accounts
    from maas_cli.accounts.leases import Client, Meter
    from maas_cli.accounts.writability import Writability
    from maas_cli.catalog_index import CatalogIndex
    from maas_cli.models.meme import Meme
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.models.users import User, UserStats
    from maas_cli.search import FoundLines, IndexFile

CACHE_BYTES = 32 * 2**20
_FEW_LINES = 256
"""So many lines are put together at once: they take less than a millisecond."""

_LINES_AT_ONCE = 200
"""Lines of one chunk: some 64 KiB."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds: how many memes in all, and those asked for as JSON lines of the original's seven keys.

    Few come whole, many in chunks of whole lines, made as they are taken and only once. ``hidden`` is how many more
    there were if the request were not ``safe``.
    """

    total: int
    lines: bytes | Iterator[bytes]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Pinned:
    """An index and what was answered from it; they come and go together."""

    index: IndexFile
    cache: AnswerCache[Found]


class Service:
    """One worker's search and accounts. Made after the fork; safe to call from several threads.

    ``renew``, ``settle``, ``user``, ``stats``, ``reload`` and ``close`` may wait for the disk or for other processes;
    all else only computes.
    """

    def __init__(  # noqa: PLR0913  # the parts, each of its own kind
        self,
        meter: Meter,
        index: CatalogIndex,
        accounts: Accounts,
        *,
        now: Callable[[], datetime],
        pinned: IndexFile | None = None,
        writability: Writability | None = None,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        """Take the parts. ``now`` gives aware times; without ``writability`` the database counts as writable.

        ``pinned`` is what ``index`` gave before the fork, used whatever became of the catalogue since, so that all
        workers answer from the same; without it the index is opened, or built if it has to be.

        Raises:
            StorageError: nothing is pinned, and the catalogue cannot be read.
        """
        self._meter = meter
        self._catalog_index = index
        self._accounts = accounts
        self._now = now
        self._cache_bytes = cache_bytes
        self._mending = threading.Lock()
        self._ask_to_mend: Callable[[], object] | None = None
        self._damaged: _Pinned | None = None
        """What somebody was asked to mend."""

        self._pinned = self._pin(index.get() if pinned is None else pinned)
        self._writability = writability
        if writability is not None:
            with suppress(StorageError):  # can_charge() tells
                writability.look()

    def authenticate(self, token: str) -> Client:
        """Return whose token this is.

        Raises:
            AuthenticationError: no user has it, or the user is disabled.
        """
        return self._meter.authenticate(token)

    def can_spend(self, client: Client, cost: int) -> bool:
        """Whether :meth:`spend` would succeed now."""
        return self._meter.has(client, cost)

    def spend(self, client: Client, endpoint: str, cost: int) -> int | None:
        """Charge a call and return the tokens left; None if nothing was charged, for :meth:`renew` must come first."""
        return self._meter.spend(client, endpoint, cost)

    def renew(self, client: Client, cost: int) -> None:
        """Get more of the user's tokens to spend here; waits for other workers to give back what they do not use.

        Raises:
            BalanceExhaustedError: there are not enough left anywhere.
            StorageError: the users cannot be reached.
        """
        try:
            self._meter.renew(client, cost)
        except StorageError:
            if self._writability is not None:
                self._writability.doubt()
            raise

    def settle(self, *, durable: bool = False) -> str:
        """Write down what was charged since the last time; ``durable`` also waits until it is safe on the disk.

        Unless ``durable``, for one thread: it also looks now and then whether the users can be written at all. Returns
        a note for the operator if there is something to tell, else nothing.

        Raises:
            StorageError: the users cannot be reached; what was charged is safe in the journal.
        """
        if self._writability is None or durable:
            return self._meter.settle(durable=durable)
        self._writability.look()
        with self._writability.writing():
            return self._meter.settle()

    def can_charge(self) -> bool:
        """Whether calls can be charged for long: not so if the users cannot be written since a second or more."""
        return self._writability is None or not self._writability.is_in_trouble()

    def leave_mending_to(self, ask: Callable[[], object]) -> None:
        """Build no index here from now on: where one is damaged, ask somebody to, and :meth:`reload` when it is done.

        Until then whatever meets the damage raises IndexDamagedError. For an event loop, which must not stand still
        while a large index is built. ``ask`` does not wait; it is called once for each damaged index.
        """
        self._ask_to_mend = ask

    @property
    def is_being_mended(self) -> bool:
        """Whether the index in use is damaged and somebody was asked to mend it."""
        return self._damaged is self._pinned

    def check(self, request: SearchRequest) -> None:
        """Refuse a request with a value that cannot be used; how large a limit may be is the face's to say.

        Raises:
            InvalidInputError: there is one.
        """
        check_request(request if request.limit <= MAX_LIMIT else replace(request, limit=MAX_LIMIT))

    def find(self, request: SearchRequest) -> Found:
        """Return what the engine's search finds, as lines. Never charges.

        Raises:
            InvalidInputError: a value of the request cannot be used.
            StorageError: the index was damaged and could not be built again, or is to be mended by somebody else.
        """
        pinned = self._pinned
        known = pinned.cache.find(request)
        if known is not None:
            return known
        self.check(request)
        asked = with_languages(request)
        try:
            return self._found(pinned, request, asked)
        except IndexDamagedError:
            return self._found(self._mended(pinned), request, asked)

    def explain(self, request: SearchRequest) -> SearchPage:
        """Return the page that the engine's search returns, with why each hit is where it is. Never charges.

        Raises:
            InvalidInputError: a value of the request cannot be used.
            StorageError: the index was damaged and could not be built again, or is to be mended by somebody else.
        """
        self.check(request)
        pinned, asked = self._pinned, with_languages(request)
        try:
            return search(pinned.index, asked)
        except IndexDamagedError:
            return search(self._mended(pinned).index, asked)

    def get_meme(self, meme_id: int) -> Meme:
        """Return the meme of an id. Never charges.

        Raises:
            NotFoundError: no meme has this id.
            StorageError: the index was damaged and could not be built again, or is to be mended by somebody else.
        """
        pinned = self._pinned
        try:
            return get_by_id(pinned.index, meme_id)
        except IndexDamagedError:
            return get_by_id(self._mended(pinned).index, meme_id)

    def user(self, *, uid: int | None = None, token: str | None = None) -> User:
        """Return one user by id or by token, as things stand now over all workers.

        Raises:
            InvalidInputError: neither or both are given.
            NotFoundError: no user has this id.
            AuthenticationError: no user has this token, or the user is disabled.
            StorageError: the users cannot be reached.
        """
        return find_user(self._accounts, uid, token)

    def stats(self, *, uid: int | None = None, token: str | None = None) -> UserStats:
        """Return one user's statistics, by id or by token; raises what :meth:`user` does."""
        return stats_of(self._accounts, self.user(uid=uid, token=token), self._now())

    def meme_count(self) -> int:
        """Return how many memes are searched."""
        return self._pinned.index.doc_count

    def reload(self) -> None:
        """Take index, catalogue and users as they are now; answers on their way go on from what they began with.

        Raises:
            StorageError: the catalogue cannot be read; the one in use stays.
        """
        index = self._catalog_index.get()
        if index is not self._pinned.index:
            self._pinned = self._pin(index)
        self._damaged = None  # if it is not mended, that will show, and be said again
        self._meter.refresh()

    def close(self) -> None:
        """Settle everything, give back what is left and close the users."""
        self._meter.close()
        self._accounts.close()
        if self._writability is not None:
            self._writability.close()

    def _pin(self, index: IndexFile) -> _Pinned:
        return _Pinned(index, AnswerCache(self._cache_bytes))

    def _mended(self, damaged: _Pinned) -> _Pinned:
        """Return a whole index in place of a damaged one; of several that meet the damage, one builds or asks for it.

        Raises:
            IndexDamagedError: somebody else is to mend it.
        """
        with self._mending:
            if self._pinned is damaged:
                if self._ask_to_mend is not None:
                    if self._damaged is not damaged:
                        self._damaged = damaged
                        self._ask_to_mend()
                    raise IndexDamagedError(f"{damaged.index.path} is damaged and is being built again")
                self._pinned = self._pin(self._catalog_index.rebuild())
            return self._pinned

    def _found(self, pinned: _Pinned, request: SearchRequest, asked: SearchRequest) -> Found:
        found_lines = find_lines(pinned.index, asked)
        total, hidden = found_lines.total, found_lines.hidden
        if found_lines.shown > _FEW_LINES:
            return Found(total, self._mending_damage(pinned, self._chunks(pinned, request, found_lines)), hidden)
        answer = b"".join(found_lines.lines)
        found = Found(total, answer, hidden)
        pinned.cache.keep(request, found, len(answer))
        return found

    def _mending_damage(self, pinned: _Pinned, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield chunks; where damage is met, the index is built again for those who ask next.

        Raises:
            IndexDamagedError: damage was met; what was given out before was right.
        """
        try:
            yield from chunks
        except IndexDamagedError:
            self._mended(pinned)
            raise

    def _chunks(self, pinned: _Pinned, request: SearchRequest, found: FoundLines) -> Iterator[bytes]:
        """Yield lines in chunks; once all were taken the answer is kept, as far as it may be."""
        kept: list[bytes] | None = []
        kept_bytes = 0
        for chunk in _chunked(found.lines):
            kept_bytes += len(chunk)
            if kept is not None and pinned.cache.fits(kept_bytes):
                kept.append(chunk)
            else:
                kept = None
            yield chunk
        if kept is not None:
            pinned.cache.keep(request, Found(found.total, b"".join(kept), found.hidden), kept_bytes)


def _chunked(lines: Iterator[bytes]) -> Iterator[bytes]:
    while chunk := b"".join(islice(lines, _LINES_AT_ONCE)):
        yield chunk
