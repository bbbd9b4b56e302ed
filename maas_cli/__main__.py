"""The command ``maas``, also as ``python -m maas_cli``."""

import gc
import sys

_GC_THRESHOLD = 100_000
"""Objects made before Python looks for garbage; with its own 700 it looks dozens of times during the imports alone."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line, by default with the process's arguments, and return its exit code.

    Whatever fails ends here, as one line on standard error.
    """
    if arguments is not None:
        return _run_guarded(arguments)
    gc.set_threshold(_GC_THRESHOLD)
    if sys.argv[1:2] == ["serve"]:
        _hold_signals()
    exit_code = _run_guarded(sys.argv[1:])
    gc.freeze()  # the process ends: looking for garbage once more would cost a tenth of a search
    return exit_code


def _hold_signals() -> None:
    """Let signals wait until the service takes notice of them: none may end it while its parts are being loaded."""
    import signal  # noqa: PLC0415  # only the service waits for signals

    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGINT, signal.SIGHUP))


def _run_guarded(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # the one place where every error ends
        from maas_cli.cli.diagnostics import report_failure  # noqa: PLC0415  # only for a failure

        return report_failure(error)


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:  # answered without loading the command line
        from maas_cli.cli.output import write_version  # noqa: PLC0415  # only for that

        write_version()
        return 0
    from maas_cli.cli.app import run  # noqa: PLC0415  # not for the version

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
