"""Settling the journals of workers that died: what they charged is charged, what they held goes back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from maas_cli.accounts.leases import store
from maas_cli.accounts.leases.journal_files import journals_in, orphaned, read, set_aside, unfinished_in
from maas_cli.accounts.leases.journal_format import Content, JournalError
from maas_cli.accounts.leases.protocol import LAST_SEQ, Message, Reply
from maas_cli.accounts.ledger import Ledger
from maas_cli.accounts.opening import open_ledger
from maas_cli.errors import StorageError

Notice = Callable[[str], None]
"""Is given one line for people about something that needs their eye."""


def recover(
    users_file: Path,
    journal_dir: Path,
    *,
    now: Callable[[], datetime],
    timeout_seconds: float = 10,
    on_notice: Notice | None = None,
) -> int:
    """Settle every journal whose owner is dead, and delete it; return how many were settled. ``now`` gives aware times.

    A journal that cannot be read, in whole or in part, or that the database knows nothing of any more, is never
    deleted: what can be read of it is settled, and it is set aside under another name and told, or left in its place
    where nobody listens. Nothing is opened where all owners live. Several processes may do this at once, and again
    after a kill: nothing is charged twice.

    Raises:
        StorageError: the database or the journals cannot be read or written; what is not settled stays.
    """
    ledger = open_ledger(users_file, now=now, timeout_seconds=timeout_seconds)
    try:
        _sweep(journal_dir)
        return sum(_recover(ledger, path, now, on_notice) for path in journals_in(journal_dir))
    except OSError as error:
        raise StorageError(f"cannot settle the journals in {journal_dir}: {error.strerror}") from error
    finally:
        ledger.close()


def _sweep(folder: Path) -> None:
    """Delete what its maker did not live to make a journal; nothing was ever charged in it."""
    for path in unfinished_in(folder):
        with orphaned(path) as descriptor:
            if descriptor is not None:
                path.unlink()


def _recover(ledger: Ledger, path: Path, now: Callable[[], datetime], on_notice: Notice | None) -> bool:
    with orphaned(path) as descriptor:
        if descriptor is None:
            return False
        try:
            content = read(descriptor)
        except JournalError as error:
            _refuse(path, str(error), on_notice)
            return False
        trouble = _settle(ledger, content, now)
        if content.torn or trouble:
            _refuse(path, content.torn or trouble, on_notice)
        else:
            path.unlink()
        return True


def _settle(ledger: Ledger, content: Content, now: Callable[[], datetime]) -> str:
    """End all leases of a journal in one transaction; return what could not be charged, in words."""
    messages = last_messages(content)
    if not messages:
        return ""
    with ledger.writing(durable=True) as connection:
        replies = store.sync_all(connection, messages, now())
    lost = [message.uid for message, reply in zip(messages, replies, strict=True) if _is_lost(message, reply)]
    return f"the database knows no such lease any more of users {', '.join(map(str, lost))}" if lost else ""


def last_messages(content: Content) -> list[Message]:
    """Return the messages that end the leases of a journal: its calls are charged, all else is given back."""
    return [
        Message(
            uid=lease.uid,
            incarnation=content.incarnation,
            born=lease.born,
            seq=LAST_SEQ,
            granted=sum(calls * slot.cost for slot, calls in lease.calls.items()),
            calls=lease.calls,
        )
        for lease in content.leases.values()
    ]


def _is_lost(message: Message, reply: Reply) -> bool:
    return reply.outcome != "done" and any(message.calls.values())


def _refuse(path: Path, why: str, on_notice: Notice | None) -> None:
    if on_notice is not None:
        place = set_aside(path)
        on_notice(f"the journal of calls {path.name} is not settled: {why}; it is kept as {place}")
