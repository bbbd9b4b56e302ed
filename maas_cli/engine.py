"""The engine: one method for each thing maas can do, and the only door the faces use.

It takes plain values, checks them, returns frozen models and raises :class:`maas_cli.errors.MaasError`. It never
makes text for people beyond one-line errors and notices.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from maas_cli.callers import find_user, stats_of, who_can_pay, with_languages
from maas_cli.catalog_index import IMPORTED, CatalogIndex
from maas_cli.errors import IndexDamagedError
from maas_cli.models.search import SearchRequest
from maas_cli.request_checks import MAX_LIMIT, check_draw, check_range, check_request, check_text
from maas_cli.search import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from maas_cli.accounts import Accounts
    from maas_cli.catalog_index import OnProgress
    from maas_cli.models.catalog import BadRow, CatalogInfo, ImportReport
    from maas_cli.models.facets import Suggestion, TemplateCount
    from maas_cli.models.meme import Meme
    from maas_cli.models.place import Place
    from maas_cli.models.search import SearchPage
    from maas_cli.models.users import IssuedToken, SyncReport, User, UserStats
    from maas_cli.search import IndexFile

SEARCH_COST = 1
"""Tokens a search costs."""

Found = TypeVar("Found")

OnBadRow: TypeAlias = "Callable[[BadRow], None]"


class Engine:
    """Everything maas can do. Its parts are opened when first used; safe to call from several threads.

    ``open_accounts`` makes the accounts when they are first asked for, and is given where its one-line notes go.
    ``on_progress`` hears how far long work has come, ``on_bad_row`` of every row of a source that is no meme.
    """

    def __init__(
        self,
        *,
        data_dir: Path,
        cache_dir: Path,
        starter: Path,
        open_accounts: Callable[[Callable[[str], None]], Accounts],
        now: Callable[[], datetime],
    ) -> None:
        self._now = now
        self._imported = data_dir / IMPORTED
        self._drawn = data_dir / "drawn.json"
        self._downloads = cache_dir / "downloads"
        self._open_accounts = open_accounts
        self._opened_accounts: Accounts | None = None
        self._lock = threading.Lock()
        self._notices: list[str] = []
        self._index = CatalogIndex(
            imported=self._imported, starter=starter, cache_dir=cache_dir, now=now, on_notice=self._notices.append
        )

    def search(
        self,
        request: SearchRequest,
        *,
        token: str | None = None,
        endpoint: str = "cli/search",
        on_progress: OnProgress | None = None,
    ) -> SearchPage:
        """Return the page of hits that answers the request.

        With a token its user pays ``SEARCH_COST`` for the answer, also for one without hits, and the call is counted
        under ``endpoint``; whatever is refused costs nothing. Without a token a search is free and counted nowhere.

        Raises:
            InvalidInputError: a value of the request cannot be used.
            AuthenticationError: no user has this token.
            BalanceExhaustedError: the user has no tokens left.
            StorageError: the catalogue or the users cannot be read.
        """
        check_request(request)
        found = partial(self._with_index, on_progress, lambda index: search(index, with_languages(request)))
        page, balance = self._paid(token, endpoint, found)
        return page if balance is None else replace(page, balance=balance)

    def get_meme(
        self,
        meme_id: int,
        *,
        token: str | None = None,
        endpoint: str = "cli/open",
        on_progress: OnProgress | None = None,
    ) -> Meme:
        """Return the meme of an id; with a token its user pays as for a search, unless there is no such meme.

        Raises:
            NotFoundError: no meme has this id.
            AuthenticationError: no user has this token.
            BalanceExhaustedError: the user has no tokens left.
            StorageError: the catalogue or the users cannot be read.
        """
        from maas_cli.search.by_id import get_by_id  # noqa: PLC0415  # a search asks for no id

        found = partial(get_by_id, meme_id=meme_id)
        return self._paid(token, endpoint, lambda: self._with_index(on_progress, found))[0]

    def _paid(self, token: str | None, endpoint: str, work: Callable[[], Found]) -> tuple[Found, int | None]:
        """Return what work gives and the balance left once it is paid for, None where there is no token to pay."""
        if token is None:
            return work(), None
        accounts = self._accounts()
        user = who_can_pay(accounts, token, SEARCH_COST)
        done = work()
        return done, accounts.spend(user.uid, endpoint, SEARCH_COST)

    def template_counts(
        self, request: SearchRequest | None = None, *, safe: bool = False, on_progress: OnProgress | None = None
    ) -> list[TemplateCount]:
        """Return how many memes each template has, among those a request finds or in all; most first, then by name.

        ``safe`` leaves out the unsafe ones where there is no request, whose own ``safe`` would.

        Raises:
            InvalidInputError: a value of the request cannot be used.
            StorageError: the catalogue cannot be read.
        """
        from maas_cli.search.facets import template_counts  # noqa: PLC0415  # a search counts no templates

        if request is not None:
            check_request(request)
        return self._with_index(on_progress, lambda index: template_counts(index, request, safe=safe))

    def complete(
        self, text: str, limit: int, *, safe: bool = False, on_progress: OnProgress | None = None
    ) -> list[Suggestion]:
        """Return at most ``limit`` ways to go on from a text: names of templates, then completions of its last word.

        ``safe`` counts safe memes only.

        Raises:
            InvalidInputError: the text is empty or too long, or the limit is out of range.
            StorageError: the catalogue cannot be read.
        """
        from maas_cli.search.suggestions import complete  # noqa: PLC0415  # a search completes nothing

        check_text("text", text)
        check_range("limit", limit, 1, MAX_LIMIT)
        return self._with_index(on_progress, lambda index: complete(index, text, limit, safe=safe))

    def known_templates(self) -> list[str]:
        """Return the names of all templates if the index is at hand; nothing is built for it.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        from maas_cli.search.template_names import template_names  # noqa: PLC0415  # a search needs no names

        index = self._index.find()
        return [] if index is None else template_names(index)

    def known_languages(self) -> list[str]:
        """Return the codes of the languages that captions are in if the index is at hand; nothing is built for it.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        from maas_cli.search.filters import languages_of  # noqa: PLC0415  # a search loads it by itself

        index = self._index.find()
        return [] if index is None else languages_of(index)

    def random_memes(
        self,
        count: int,
        *,
        seed: int | None = None,
        offset: int = 0,
        query: str | None = None,
        safe: bool = False,
        on_progress: OnProgress | None = None,
    ) -> SearchPage:
        """Return memes at random, of those that a query finds where one is given; copies count as one meme.

        With a seed they are the same on every call, and ``offset`` leaves out the first. Without one no meme comes
        again before all have come, over all calls and processes, until the catalogue changes.

        Raises:
            InvalidInputError: the count, the seed, the offset or the query cannot be used.
            StorageError: the catalogue cannot be read, or what was drawn cannot be kept.
        """
        check_draw(count, seed, offset)
        request = SearchRequest(query or "", limit=count, offset=offset, safe=safe)
        if query is not None:
            check_request(request)
        from maas_cli.drawn_memes import drawn_page  # noqa: PLC0415  # a search draws nothing

        finding = None if query is None else request
        return self._with_index(on_progress, lambda index: drawn_page(index, self._drawn, request, finding, seed))

    def hit_positions(self, request: SearchRequest | None) -> list[tuple[float, float]]:
        """Return where all the memes are that a request finds, or all there are: latitudes and longitudes, each once.

        Raises:
            InvalidInputError: a value of the request cannot be used.
            StorageError: the catalogue cannot be read.
        """
        from maas_cli.search.positions import hit_positions  # noqa: PLC0415  # a search draws no map

        if request is not None:
            check_request(request)
        return self._with_index(None, lambda index: hit_positions(index, request))

    def find_place(self, name: str) -> Place:
        """Return the city that a name means, offline; of several, the most populous.

        ``Paris, Texas`` and ``Paris, FR`` say which. The name may be in many languages and scripts.

        Raises:
            InvalidInputError: the name is empty or too long, or no city is called so.
            StorageError: the tables of places that came with maas cannot be read.
        """
        from maas_cli.places.gazetteer import find_place  # noqa: PLC0415  # most searches name no place

        return find_place(name)

    def _with_index(self, on_progress: OnProgress | None, use: Callable[[IndexFile], Found]) -> Found:
        """Return what an index is used for, mending the index if it turns out to be damaged."""
        try:
            return use(self._index.get(on_progress))
        except IndexDamagedError:
            return use(self._index.rebuild(on_progress))

    def meme_count(self, *, on_progress: OnProgress | None = None) -> int:
        """Return how many memes are searched.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        return self._with_index(on_progress, lambda index: index.doc_count)

    def catalog_info(self, *, on_progress: OnProgress | None = None) -> CatalogInfo:
        """Return what is loaded, after checking that the index is whole.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        return self._index.info(on_progress)

    def import_catalog(
        self, source: Path, *, on_progress: OnProgress | None = None, on_bad_row: OnBadRow | None = None
    ) -> ImportReport:
        """Make the memes of a file the catalogue in use, and build the index over them.

        Raises:
            CatalogError: the file cannot be read or holds no usable meme; the catalogue in use stays.
            StorageError: the catalogue cannot be written; the one in use stays.
        """
        from maas_cli.catalog import import_file  # noqa: PLC0415  # a search imports nothing

        report = import_file(source, self._imported, now=self._now, on_progress=on_progress, on_bad_row=on_bad_row)
        self._index.get(on_progress)
        return report

    def fetch_catalog(
        self, url: str, *, on_progress: OnProgress | None = None, on_bad_row: OnBadRow | None = None
    ) -> ImportReport:
        """Download a published catalogue and make it the one in use; a download that was cut is taken up again.

        Raises:
            InvalidInputError: the address is not one of http or https.
            ServiceUnreachableError: the download did not succeed.
            CatalogError: what came is no catalogue; the one in use stays.
            StorageError: the catalogue cannot be written; the one in use stays.
        """
        from maas_cli.catalog import download  # noqa: PLC0415  # a search fetches nothing

        with download(url, self._downloads, on_progress=on_progress) as fetched:
            return self.import_catalog(fetched, on_progress=on_progress, on_bad_row=on_bad_row)

    def reset_catalog(self, *, on_progress: OnProgress | None = None) -> CatalogInfo:
        """Return to the starter catalogue; the imported one is deleted.

        Raises:
            StorageError: the imported catalogue cannot be deleted.
        """
        from maas_cli.catalog import remove_catalog  # noqa: PLC0415  # a search removes nothing

        remove_catalog(self._imported)
        return self._index.info(on_progress)

    def user_stats(self, *, uid: int | None = None, token: str | None = None) -> UserStats:
        """Return the statistics of one user, by id or by token.

        Raises:
            InvalidInputError: neither or both are given.
            NotFoundError: no user has this id.
            AuthenticationError: no user has this token.
        """
        return self._stats_of(find_user(self._accounts(), uid, token))

    def all_user_stats(self) -> tuple[UserStats, ...]:
        """Return the statistics of all users, by id."""
        return tuple(map(self._stats_of, self._accounts().list_users()))

    def _stats_of(self, user: User) -> UserStats:
        return stats_of(self._accounts(), user, self._now())

    def list_users(self) -> tuple[User, ...]:
        """Return all users, by id."""
        return self._accounts().list_users()

    def add_user(self, name: str, balance: int, *, uid: int | None = None) -> IssuedToken:
        """Add a user with a balance of 0 and up, under an id of their own or the next free one.

        Raises:
            InvalidInputError: the name, balance or id cannot be used.
        """
        return self._accounts().add(name, balance, uid)

    def top_up(self, uid: int, amount: int) -> User:
        """Add tokens, 1 and up, to a balance.

        Raises:
            NotFoundError: no user has this id.
            InvalidInputError: the amount cannot be used.
        """
        return self._accounts().top_up(uid, amount)

    def rotate_token(self, uid: int) -> IssuedToken:
        """Give a user a new token; the old one stops working.

        Raises:
            NotFoundError: no user has this id.
        """
        return self._accounts().rotate(uid)

    def disable_user(self, uid: int) -> User:
        """Refuse a user's calls from now on; balance and hits stay.

        Raises:
            NotFoundError: no user has this id.
        """
        return self._accounts().set_disabled(uid, disabled=True)

    def enable_user(self, uid: int) -> User:
        """Take a user's calls again.

        Raises:
            NotFoundError: no user has this id.
        """
        return self._accounts().set_disabled(uid, disabled=False)

    def export_users(self, target: Path) -> int:
        """Write all users in the shape of the users file, whole or not at all; return how many.

        Raises:
            StorageError: the file cannot be written.
        """
        return self._accounts().export(target)

    def sync_users(self) -> SyncReport:
        """Read the users file again and apply what was changed in it by hand.

        Raises:
            UsersFileError: the file is missing or malformed; nothing was changed.
        """
        return self._accounts(mentions_changes=False).sync()

    def notices(self) -> tuple[str, ...]:
        """Return the one-line notes gathered since this was last called."""
        gathered = tuple(self._notices)
        del self._notices[: len(gathered)]
        return gathered

    def close(self) -> None:
        """Close the users; they are opened again when next asked for."""
        with self._lock:
            if self._opened_accounts is not None:
                self._opened_accounts.close()
                self._opened_accounts = None

    def _accounts(self, *, mentions_changes: bool = True) -> Accounts:
        with self._lock:
            if self._opened_accounts is None:
                self._opened_accounts = self._open_accounts(self._notices.append)
                if mentions_changes and self._opened_accounts.file_changed():
                    self._notices.append("the users file has changed: `maas users sync` reads it again")
            return self._opened_accounts
