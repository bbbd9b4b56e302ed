"""Whether there is a terminal, asked of real files, pipes and pseudo-terminals."""

import io
import os
import sys
from collections.abc import Iterator

import pytest

from maas_cli.errors import InvalidInputError
from maas_cli.tui.terminal import check_terminal, piped_line, read_keys_from_terminal


@pytest.fixture
def terminal() -> Iterator[io.TextIOWrapper]:
    near, far = os.openpty()
    with open(far, "r+b", buffering=0) as raw:  # noqa: PTH123  # a descriptor has no path
        yield io.TextIOWrapper(raw, write_through=True)
    os.close(near)


def _piped(content: bytes) -> io.TextIOWrapper:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return io.TextIOWrapper(io.FileIO(reading), encoding="utf-8")


def test_a_terminal_on_both_sides_will_do(terminal: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    check_terminal(is_dumb=False)
    assert piped_line() is None
    read_keys_from_terminal()


def test_a_dumb_terminal_is_refused(terminal: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(InvalidInputError, match="TERM=dumb"):
        check_terminal(is_dumb=True)


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_what_is_no_terminal_is_named(
    stream: io.StringIO | None, terminal: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(InvalidInputError, match="standard input is none"):
        check_terminal(is_dumb=False)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(InvalidInputError, match="standard error is none"):
        check_terminal(is_dumb=False)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"  monday \nmore\n", "monday"), (b"", None), (b"\n\n", None), (b"caf\xe9\n", "caf\N{REPLACEMENT CHARACTER}")],
)
def test_the_first_line_piped_in_is_taken(content: bytes, line: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    with _piped(content) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert piped_line() == line


def test_a_closed_input_pipes_nothing_and_has_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert piped_line() is None
    with pytest.raises(InvalidInputError, match="standard input is closed"):
        read_keys_from_terminal()
