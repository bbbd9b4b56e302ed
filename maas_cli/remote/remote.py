"""The class that asks."""

from typing import TYPE_CHECKING

from maas_cli.errors import AuthenticationError, InvalidInputError
from maas_cli.remote.address import parse_address
from maas_cli.remote.answers import page_of, stats_of
from maas_cli.remote.bounded_socket import Bounds
from maas_cli.remote.exchange import get
from maas_cli.remote.questions import memes_target, token_header, user_stats_target
from maas_cli.remote.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.models.catalog import Progress
    from maas_cli.models.place import Place
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.models.users import User, UserStats
    from maas_cli.remote.exchange import Response

_OK = 200


class Remote:
    """A maas server. Has those methods of the engine that a server can answer, with the same errors.

    Each call is one connection; nothing is open between them. Safe to call from several threads.
    """

    def __init__(self, url: str, *, bounds: Bounds | None = None) -> None:
        """Take the address of a server; ``bounds`` are what each exchange may take.

        Raises:
            InvalidSettingError: this is no address of a server.
        """
        self._address = parse_address(url)
        self._bounds = bounds or Bounds()
        self._notices: list[str] = []

    def search(
        self,
        request: "SearchRequest",
        *,
        token: str | None = None,
        on_progress: "Callable[[Progress], None] | None" = None,  # noqa: ARG002  # as the engine's; this is no long work
    ) -> "SearchPage":
        """Return the page of hits that the server's engine returns for the request; its user pays for the answer.

        Raises:
            InvalidInputError: the server refuses a value of the request.
            AuthenticationError: there is no token, or the server knows no user with it.
            BalanceExhaustedError: the user has no tokens left.
            ServiceUnreachableError: the server did not answer, or with something that cannot be used.
        """
        if token is None:
            raise AuthenticationError(f"{self._address} wants a token", hint="give it in MAAS_TOKEN, or with --token")
        return page_of(request, self._get(memes_target(request), token), self._address)

    def user_stats(self, *, uid: int | None = None, token: str | None = None) -> "UserStats | User":
        """Return the statistics of one user, by id or by token; the user alone where the server says no more.

        Raises:
            InvalidInputError: neither or both are given, or the server refuses the id.
            NotFoundError: the server knows no user with this id.
            AuthenticationError: the server knows no user with this token.
            ServiceUnreachableError: the server did not answer, or with something that cannot be used.
        """
        if (uid is None) == (token is None):
            raise InvalidInputError("give either a user's id or a token")
        return stats_of(self._get(user_stats_target(uid), token, is_about_id=uid is not None), self._address)

    def find_place(self, name: str) -> "Place":
        """Return the city that a name means, found on this machine.

        Raises:
            InvalidInputError: the name is empty or too long, or no city is called so.
            StorageError: the tables of places that came with maas cannot be read.
        """
        from maas_cli.places.gazetteer import find_place  # noqa: PLC0415  # most searches name no place

        return find_place(name)

    def notices(self) -> tuple[str, ...]:
        """Return the one-line notes gathered since this was last called."""
        gathered = tuple(self._notices)
        del self._notices[: len(gathered)]
        return gathered

    def _get(self, target: str, token: str | None, *, is_about_id: bool = False) -> "Response":
        """Return the answer to a question; a token is sent along where there is one.

        Raises:
            MaasError: the answer is a refusal, or there is none.
        """
        headers = {} if token is None else token_header(token)
        if headers and not (self._address.is_encrypted or self._address.is_loopback):
            self._notices.append(f"the token went to {self._address} unencrypted, where others can read it: use https")
        response = get(self._address, target, headers, self._bounds)
        if response.status != _OK:
            raise refusal(self._address, response, token, is_about_id=is_about_id)
        return response
