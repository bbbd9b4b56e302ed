"""Standard error and exit codes: the only module that writes words, and where every failure becomes one line.

The exit codes are an API; README and ``maas --help`` list them.
"""

import sys
from typing import TYPE_CHECKING, Final

from maas_cli.cli.output import ReaderGoneError, discard_rest
from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    MaasError,
    ServiceUnreachableError,
    StorageError,
)
from maas_cli.terminal_text import escaped

if TYPE_CHECKING:
    from rich.console import Console

DONE: Final = 0
NO_HIT: Final = 1
USAGE: Final = 2
UNUSABLE: Final = 5
INTERNAL: Final = 70
INTERRUPTED: Final = 130

_EXIT_CODES: tuple[tuple[type[MaasError], int], ...] = (
    (AuthenticationError, 3),
    (BalanceExhaustedError, 4),
    (StorageError, UNUSABLE),
    (ServiceUnreachableError, 6),
)
"""Every other error maas foresees is about what the caller gave: exit code 2."""

EXIT_CODES_HELP: Final = """\
Exit codes: 0 hits, or done; 1 no hit; 2 usage or bad input, an unknown user included; 3 token not accepted; \
4 no tokens left; 5 a file, folder or the data cannot be used; 6 a server cannot be reached; 70 a fault in maas \
itself; 130 interrupted."""


def note(text: str) -> None:
    """Say one line."""
    write_raw(f"{escaped(text)}\n")


def is_terminal() -> bool:
    """Return whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def write_raw(text: str) -> None:
    """Write text as it is, control sequences included."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:  # there is nobody left to tell
        discard_rest(sys.stderr)


def live_console(*, color: bool) -> "Console":
    """Return the console for what is drawn again and again; only where standard error is a terminal."""
    from rich.console import Console  # noqa: PLC0415  # for long work only

    return Console(
        stderr=True,
        color_system="standard" if color else None,
        no_color=not color,
        force_terminal=True,
        force_interactive=True,
        force_jupyter=False,
    )


def report_failure(error: BaseException) -> int:
    """Say what went wrong and return the exit code."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, ReaderGoneError):
        return DONE
    _show_traceback(error)
    if isinstance(error, MaasError):
        _say_error(str(error), error.hint)
        return exit_code_of(error)
    if isinstance(error, OSError):
        return _report_unwritable(error)
    return _report_usage(error) or _report_fault(error)


def exit_code_of(error: MaasError) -> int:
    """Return the exit code that tells an error."""
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), USAGE)


def _report_unwritable(error: OSError) -> int:
    """Report that help, which typer writes itself, could not be written; any other OSError is put in words earlier."""
    discard_rest(sys.stdout)
    _say_error(f"cannot write the output: {error.strerror or error}", "")
    return UNUSABLE


def _report_usage(error: BaseException) -> int | None:
    """Report what typer refuses; return None if the error is none of that."""
    from typer._click import exceptions as refusals  # noqa: PLC0415  # typer gives them no public name

    if isinstance(error, refusals.NoArgsIsHelpError):
        write_raw(f"{error.format_message()}\n")
        return USAGE
    if not isinstance(error, refusals.ClickException):
        return None
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "maas"
    message = _in_words(" ".join(error.format_message().split()).rstrip("."))
    hint = f"{command} -h shows what is allowed"
    if command == "maas" and message.startswith("No such command"):
        hint = "memes are found with: maas search QUERY"
    if command == "maas search" and message.startswith("No such option"):
        hint = f"{hint}; a dash in a query needs quotes around all of it ('cat -dog'), or -- before it"
    _say_error(message[:1].lower() + message[1:], hint)
    return USAGE


def _in_words(message: str) -> str:
    """Return what typer says in words for people: of kinds of numbers it gives Python's names."""
    return (
        message.replace("is not a valid int", "is not a whole number")
        .replace("is not a valid float", "is not a number")
        .replace("'[ID]...'", "ID")
    )


def _report_fault(error: BaseException) -> int:
    _say_error(f"internal error ({type(error).__name__})", "MAAS_DEBUG=1 shows where; please report it")
    return INTERNAL


def _say_error(message: str, hint: str) -> None:
    note(f"error: {message}")
    if hint:
        note(f"hint: {hint}")


def _show_traceback(error: BaseException) -> None:
    """Show where an error is from if that is wanted; never with the values of variables, tokens being among them."""
    from maas_cli.config import debug_wanted  # noqa: PLC0415  # only for a failure

    if debug_wanted():
        import traceback  # noqa: PLC0415  # only where it is wanted

        write_raw("".join(traceback.format_exception(error)))
