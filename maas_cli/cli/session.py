"""What every command does first and last: read the settings, make the engine, pass on its notices."""

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.cli import diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maas_cli.config import Config
    from maas_cli.engine import Engine


def read_config(file: Path | None, **flags: object) -> "Config":
    """Return the settings in force; ``flags`` are the values of settings given as flags, None where not given.

    Raises:
        InvalidSettingError: a setting cannot be used.
        StorageError: the settings file cannot be read.
    """
    from maas_cli.config import load_config  # noqa: PLC0415  # not for help

    return load_config(flags, file=file)


@contextmanager
def open_engine(config: "Config") -> "Iterator[Engine]":
    """Give an engine; at the end, also if it failed, its notices are passed on and it is closed."""
    from maas_cli.bootstrap import create_engine  # noqa: PLC0415  # not for help

    with closing(create_engine(config)) as engine:
        try:
            yield engine
        finally:
            for notice in engine.notices():
                diagnostics.note(f"note: {notice}")
