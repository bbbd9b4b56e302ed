"""Who answers the browser: the engine on this machine, or a server somewhere else.

Both answer with the same models and raise the same errors; they differ in what a look at the hits costs. Methods may
wait for the disk or the network, so the screens call them in threads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from maas_cli.errors import AuthenticationError
from maas_cli.models.search import SearchPage, SearchRequest
from maas_cli.models.users import UserStats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maas_cli.catalog_index import OnProgress
    from maas_cli.engine import Engine
    from maas_cli.models.facets import TemplateCount
    from maas_cli.models.meme import Meme
    from maas_cli.models.place import Place
    from maas_cli.models.users import User
    from maas_cli.remote import Remote

OPEN_COST = 1
"""Tokens that opening a meme costs here, or a search at a server."""

OPEN_ENDPOINT = "tui/open"
_AT_ONCE = 1_000
"""Hits that one billed question to a server brings: enough to scroll through without paying again."""

Mark: TypeAlias = "tuple[int, ...] | None"
"""What tells a catalogue from others: another mark, another catalogue."""

NO_HITS = SearchPage("", (), 0, 0, 1)
"""The answer before anything was asked."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the panels show at one moment.

    ``mine`` is None without a token; a server may say no more than the user. ``users`` are all of them, none where
    only one's own may be known.
    """

    mine: UserStats | User | None
    users: tuple[User, ...] = ()

    @property
    def user(self) -> User | None:
        """Return the user in whose name is searched."""
        return self.mine.user if isinstance(self.mine, UserStats) else self.mine

    @property
    def counted(self) -> tuple[User, ...]:
        """Return those whose calls are counted: oneself, or without a token everybody."""
        return self.users if self.user is None else (self.user,)

    def hits_by_endpoint(self) -> dict[str, int]:
        """Return calls by endpoint, most first: one's own, or without a token everybody's."""
        counted: dict[str, int] = {}
        for user in self.counted:
            for endpoint, calls in user.hits.items():
                counted[endpoint] = counted.get(endpoint, 0) + calls
        return dict(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))


class Backend(Protocol):
    """What the screens ask. Safe to call from several threads."""

    name: str
    """What is searched, for people."""

    page_size: int
    """Hits that one look asks for."""

    is_free_to_look: bool
    """Whether looking costs nothing, so that it can be done at every key; else a look is billed."""

    def warm_up(self) -> None:
        """Load what makes looking quick; done once, when the first frame is shown."""

    def current_name(self) -> str:
        """Return ``name`` as it is now; another catalogue may be in use."""

    def catalog_mark(self) -> Mark:
        """Return what tells the catalogue in use from others, found out so quickly that it can be asked at any time."""

    def look(self, request: SearchRequest) -> SearchPage:
        """Return a page of hits; all memes in an order of their own where the query is empty."""

    def open(self, meme: Meme) -> int | None:
        """Pay for opening a meme where a token is set and looking was free; return the cost, None if there is none."""

    def positions(self, request: SearchRequest) -> Sequence[tuple[float, float]]:
        """Return where the hits of a request are, each place once; empty where this cannot be asked."""

    def statistics(self) -> Statistics:
        """Return what the panels show, as things stand now over all processes."""

    def find_place(self, name: str) -> Place:
        """Return the city that a name means."""

    def templates(self, query: str, *, safe: bool) -> Sequence[TemplateCount]:
        """Return the templates among the hits of a query, or all; empty where this cannot be asked."""

    def languages(self) -> Sequence[str]:
        """Return the codes of the languages captions are in; empty where this cannot be asked."""


class LocalBackend:
    """The engine of this machine; ``catalog`` is the imported catalogue, which need not be there."""

    page_size = 32
    is_free_to_look = True

    def __init__(self, engine: Engine, token: str | None, catalog: Path | None = None) -> None:
        self._engine = engine
        self._catalog = catalog
        self._token = token
        self.name = "this machine"

    def check(self, on_progress: OnProgress | None = None) -> None:
        """Build the index if it is not there, and look whether the token is somebody's.

        Raises:
            AuthenticationError: no user has this token.
            StorageError: the catalogue or the users cannot be read.
        """
        self.name = _counted(self._engine.meme_count(on_progress=on_progress))
        self.statistics()

    def current_name(self) -> str:
        """Return how many memes are searched now.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        self.name = _counted(self._engine.meme_count())
        return self.name

    def catalog_mark(self) -> Mark:
        """Return what tells the imported catalogue from others; None if there is none, or none is watched."""
        try:
            state = None if self._catalog is None else self._catalog.stat()
        except OSError:  # the next look says why
            return None
        return None if state is None else (state.st_ino, state.st_size, state.st_mtime_ns)

    def warm_up(self) -> None:
        """Load what looks at many memes at once; until then they are looked at one by one."""
        import numpy  # noqa: F401, PLC0415  # dear, and the first frame needs none

    def look(self, request: SearchRequest) -> SearchPage:
        """Return a page of hits; where the query is empty, of all memes in an order that is new every day.

        Raises:
            InvalidInputError: the query or another value cannot be used.
            StorageError: the catalogue cannot be read.
        """
        if request.query.strip():
            return self._engine.search(request)
        today = datetime.now(UTC).toordinal()
        return self._engine.random_memes(request.limit, seed=today, offset=request.offset, safe=request.safe)

    def open(self, meme: Meme) -> int | None:
        """Charge the opening of a meme and return its cost; None without a token, for then it is free.

        Raises:
            AuthenticationError: no user has this token any more.
            BalanceExhaustedError: the user has no tokens left.
            StorageError: the users cannot be reached.
        """
        if self._token is None:
            return None
        self._engine.get_meme(meme.id, token=self._token, endpoint=OPEN_ENDPOINT)
        return OPEN_COST

    def positions(self, request: SearchRequest) -> Sequence[tuple[float, float]]:
        """Return where the hits of a request are, each place once; of all memes where the query is empty.

        Raises:
            InvalidInputError: the query or another value cannot be used.
            StorageError: the catalogue cannot be read.
        """
        return self._engine.hit_positions(request if request.query.strip() else None)

    def statistics(self) -> Statistics:
        """Return the statistics of the token's user, or all users without one.

        Raises:
            AuthenticationError: no user has this token any more.
            StorageError: the users cannot be read.
        """
        users = self._engine.list_users()
        return Statistics(None if self._token is None else self._engine.user_stats(token=self._token), users)

    def find_place(self, name: str) -> Place:
        """Return the city that a name means; raises InvalidInputError if there is none."""
        return self._engine.find_place(name)

    def templates(self, query: str, *, safe: bool) -> Sequence[TemplateCount]:
        """Return the templates among the hits of a query, or all where it is empty; most memes first."""
        request = SearchRequest(query, safe=safe) if query.strip() else None
        return self._engine.template_counts(request, safe=safe)

    def languages(self) -> Sequence[str]:
        """Return the codes of the languages captions are in."""
        return self._engine.known_languages()


def _counted(memes: int) -> str:
    return f"{memes:,} memes"


class ServerBackend:
    """A server: it wants a token, and each look costs one of its user's."""

    page_size = _AT_ONCE
    is_free_to_look = False

    def __init__(self, remote: Remote, name: str, token: str | None) -> None:
        """Take what asks the server, and the server's address for people.

        Raises:
            AuthenticationError: there is no token.
        """
        if token is None:
            raise AuthenticationError(f"{name} wants a token", hint="give it in MAAS_TOKEN, or with --token")
        self._remote = remote
        self._token = token
        self.name = name

    def check(self) -> None:
        """Look whether the server answers and the token is somebody's; that is free.

        Raises:
            AuthenticationError: the server knows no user with this token.
            ServiceUnreachableError: the server did not answer, or with something that cannot be used.
        """
        self.statistics()

    def warm_up(self) -> None:
        """Do nothing: the server does the looking."""

    def current_name(self) -> str:
        """Return the server's address."""
        return self.name

    def catalog_mark(self) -> Mark:
        """Return nothing: a server does not say."""
        return None

    def look(self, request: SearchRequest) -> SearchPage:
        """Return the first hits, charged by the server; nothing, for nothing, where the query is empty.

        Raises:
            InvalidInputError: the server refuses a value.
            AuthenticationError: the server knows no user with this token.
            BalanceExhaustedError: the user has no tokens left.
            ServiceUnreachableError: the server did not answer, or with something that cannot be used.
        """
        if not request.query.strip():
            return NO_HITS
        return self._remote.search(replace(request, limit=_AT_ONCE), token=self._token)

    def open(self, meme: Meme) -> int | None:  # noqa: ARG002  # whichever it is
        """Do nothing: the look was paid for."""
        return None

    def positions(self, request: SearchRequest) -> Sequence[tuple[float, float]]:  # noqa: ARG002  # it would cost
        """Return nothing: a server is not asked again."""
        return ()

    def statistics(self) -> Statistics:
        """Return the statistics of the token's user.

        Raises:
            AuthenticationError: the server knows no user with this token.
            ServiceUnreachableError: the server did not answer.
        """
        return Statistics(self._remote.user_stats(token=self._token))

    def find_place(self, name: str) -> Place:
        """Return the city that a name means, found on this machine; raises InvalidInputError if there is none."""
        return self._remote.find_place(name)

    def templates(self, query: str, *, safe: bool) -> Sequence[TemplateCount]:  # noqa: ARG002  # no such question
        """Return nothing: a server is not asked for its templates."""
        return ()

    def languages(self) -> Sequence[str]:
        """Return nothing: a server is not asked for its languages."""
        return ()
