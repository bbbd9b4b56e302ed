"""Standard output: the only module that writes there. What goes there is data, never words about it.

Data is UTF-8. On a terminal its control characters are shown escaped, so that no caption can play with the terminal;
on a pipe every byte is passed on as it is.
"""

import os
import sys

TYPE_CHECKING = False  # importing typing for it would cost `maas --version` half of its time
if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import RenderableType


class ReaderGoneError(Exception):
    """Nobody reads the output any more (``maas search cat | head -1``): there is nothing left to do or to say."""


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_color(color: str) -> bool:
    """Return whether to colour: ``always``, ``never``, or ``auto``, which is where a terminal shows it."""
    return color == "always" or (color == "auto" and is_terminal())


def write(data: str | bytes) -> None:
    """Write data.

    Raises:
        ReaderGoneError: the reader has closed the pipe.
        StorageError: the data cannot be written, the disk being full for example.
    """
    if is_terminal():
        from maas_cli.terminal_text import escaped_lines  # noqa: PLC0415  # not on a pipe

        data = escaped_lines(data.decode("utf-8") if isinstance(data, bytes) else data)
        _write_bytes(data.encode(sys.stdout.encoding, "replace"))
    else:
        _write_bytes(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)


def write_version() -> None:
    """Write the version of maas."""
    from maas_cli import __version__  # noqa: PLC0415  # only for that

    write(f"maas {__version__}\n")


def terminal_width() -> int:
    """Return how many columns there are: COLUMNS, else the terminal's, else 80."""
    import shutil  # noqa: PLC0415  # only for people

    return shutil.get_terminal_size().columns


def write_view(view: "RenderableType", *, color: bool) -> None:
    """Write what rich lays out for people; its makers have made what is of unknown origin in it safe for a terminal.

    Raises:
        ReaderGoneError: the reader has closed the pipe.
        StorageError: the view cannot be written.
    """
    from maas_cli.cli.drawing import drawn  # noqa: PLC0415  # only for people

    encoding = sys.stdout.encoding if is_terminal() else "utf-8"
    _write_bytes(drawn(view, width=terminal_width(), color=color).encode(encoding, "replace"))


def _write_bytes(data: bytes) -> None:
    if sys.stdout is None:
        raise _unwritable("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        discard_rest(sys.stdout)
        raise ReaderGoneError from error
    except OSError as error:
        discard_rest(sys.stdout)
        raise _unwritable(error.strerror or str(error)) from error


def _unwritable(reason: str) -> Exception:
    from maas_cli.errors import StorageError  # noqa: PLC0415  # only for a failure

    return StorageError(f"cannot write the output: {reason}")


def discard_rest(stream: "TextIO") -> None:
    """Point a stream that cannot be written at nothing, else Python tries once more on exit and complains."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
