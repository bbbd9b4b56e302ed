"""Failures as lines and exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from maas_cli import errors
from maas_cli.cli.diagnostics import is_terminal, note, report_failure
from maas_cli.cli.output import ReaderGoneError
from tests.cli.driver import Driver


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InvalidInputError("x"), 2),
        (errors.InvalidQueryError("x"), 2),
        (errors.InvalidSettingError("x"), 2),
        (errors.NotFoundError("x"), 2),
        (errors.AuthenticationError("x"), 3),
        (errors.BalanceExhaustedError("x"), 4),
        (errors.StorageError("x"), 5),
        (errors.CatalogError("x"), 5),
        (errors.UsersFileError("x"), 5),
        (errors.LedgerError("x"), 5),
        (errors.ServiceUnreachableError("x"), 6),
    ],
)
def test_every_error_has_its_exit_code_and_line(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_failure(error) == code
    assert capsys.readouterr() == ("", "error: x\n")


def test_a_hint_has_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(errors.NotFoundError("no user 9", hint="maas users list"))
    assert capsys.readouterr().err == "error: no user 9\nhint: maas users list\n"


def test_a_message_stays_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(errors.InvalidInputError("no\n\x1b[2Jway"))
    assert capsys.readouterr().err == "error: no\\u000a\\u001b[2Jway\n"


def test_a_fault_in_maas_names_its_kind_but_not_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_failure(TypeError("canary")) == 70
    err = capsys.readouterr().err
    assert err == "error: internal error (TypeError)\nhint: MAAS_DEBUG=1 shows where; please report it\n"


def test_a_fault_can_be_traced(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_DEBUG", "1")
    report_failure(TypeError("why"))
    assert capsys.readouterr().err.startswith("TypeError: why\nerror: internal error")


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (ReaderGoneError(), 0)])
def test_an_interrupt_and_a_reader_that_left_are_silent(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_failure(error) == code
    assert capsys.readouterr() == ("", "")


def test_notes_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    note("by the way")
    assert capsys.readouterr() == ("", "by the way\n")
    assert not is_terminal()


def test_without_a_standard_error_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    note("to nobody")
    assert not is_terminal()


def test_help_on_a_full_disk_is_one_line_and_exit_code_5() -> None:
    with Path("/dev/full").open("w") as full:
        command = (sys.executable, "-m", "maas_cli", "-h")
        result = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (result.returncode, result.stderr) == (5, "error: cannot write the output: No space left on device\n")


def test_a_word_that_is_no_command_is_answered_with_how_to_search(maas: Driver) -> None:
    assert "hint: memes are found with: maas search QUERY" in maas("becky").err
