"""Users and what was done to them, in words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maas_cli.cli.counting import counted

if TYPE_CHECKING:
    from maas_cli.models.users import SyncReport, User


def user_words(user: "User") -> str:
    """Return who a user is and what they have left."""
    return (
        f"user {user.uid} ({user.name}): {counted(user.balance, 'token')} left{', disabled' if user.disabled else ''}"
    )


def sync_words(report: "SyncReport") -> Iterator[str]:
    """Yield a line for each kind of change and for all that was not applied, or one that says there was nothing."""
    lines = [
        *_listed("added", report.added),
        *(f"user {uid}: {amount:+,} tokens" for uid, amount in report.granted.items()),
        *_listed("renamed", report.renamed),
        *_listed("new token for", report.rotated),
        *_listed("not in the file and kept as they are:", report.kept),
        *(f"not applied to user {uid}: {why}" for uid, why in report.not_applied.items()),
    ]
    yield from lines or ["nothing has changed"]


def _listed(what: str, uids: Iterable[int]) -> Iterator[str]:
    named = ", ".join(map(str, uids))
    if named:
        yield f"{what} {'users' if ',' in named else 'user'} {named}"
