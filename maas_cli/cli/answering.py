"""Who answers: the engine on this machine, or a server somewhere else. The only place that chooses."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from maas_cli.cli import diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maas_cli.config import Config
    from maas_cli.engine import Engine
    from maas_cli.remote import Remote

_OF_THIS_MACHINE = ("users_file", "data_dir")


@contextmanager
def open_answering(config: "Config") -> "Iterator[Engine | Remote]":
    """Give what answers; at the end, also if it failed, its notices are passed on.

    Raises:
        InvalidInputError: a server is to be asked, and a flag names a file of this machine.
        InvalidSettingError: the server's address cannot be used.
    """
    if not config.server:
        from maas_cli.cli.session import open_engine  # noqa: PLC0415  # not where a server is asked

        with open_engine(config) as engine:
            yield engine
        return
    from maas_cli.remote import Remote  # noqa: PLC0415  # dear, and not for a search on this machine

    _check_flags(config)
    remote = Remote(config.server)
    try:
        yield remote
    finally:
        for notice in remote.notices():
            diagnostics.note(f"note: {notice}")


def _check_flags(config: "Config") -> None:
    """Refuse flags that would be of no effect: a server has users and a catalogue of its own."""
    for name in _OF_THIS_MACHINE:
        kind, _, flag = config.origins[name].partition(" ")
        if kind == "flag":
            from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # only for a refusal

            raise InvalidInputError(
                f"{flag} means this machine, {config.origins['server'].removeprefix('flag ')} a server",
                hint="give --server '' to ask this machine",
            )
