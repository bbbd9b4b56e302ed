"""What the browser begins with, from settings; the running program is in tests/cli and tests/tui/life."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from maas_cli.catalog_index import OnProgress
from maas_cli.errors import AuthenticationError, InvalidInputError, InvalidPositionError, InvalidSettingError, MaasError
from maas_cli.models.catalog import Progress
from maas_cli.tui import launch
from maas_cli.tui.app import MaasApp
from maas_cli.tui.launch import Start, browse, pick
from maas_cli.tui.session import Session
from tests.tui.browsing import ALICE, Desk


@contextmanager
def _building() -> Iterator[OnProgress]:
    def on_progress(_: Progress) -> None:
        """Take no notice."""

    yield on_progress


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """The sessions of applications that would be run by now."""
    sessions: list[Session] = []

    def run(app: MaasApp, *, is_inline: bool) -> None:  # noqa: ARG001  # as the real one
        sessions.append(app.session)

    monkeypatch.setattr(launch, "run", run)
    return sessions


def test_the_first_request_is_what_was_given(desk: Desk, started: list[Session]) -> None:
    browse(desk.config(token=ALICE), Start("grumpy cat", "Almaty"), _building())
    request = started[0].request
    assert request.query == "grumpy cat"
    assert (request.lat, request.lon) == pytest.approx((43.25, 76.92), abs=0.1)


@pytest.mark.parametrize(("flags", "is_safe"), [({}, True), ({"safe": False}, False), ({"safe": True}, True)])
def test_unsafe_memes_are_hidden_unless_told_otherwise(
    desk: Desk, started: list[Session], flags: dict[str, bool], is_safe: bool
) -> None:
    browse(desk.config(**flags), Start(), _building())
    assert started[0].request.safe is is_safe


@pytest.mark.parametrize(
    ("flags", "start", "error"),
    [
        ({"theme": "pink"}, Start(), InvalidSettingError),
        ({"keys": {"fly": "f"}}, Start(), InvalidSettingError),
        ({"token": "nobody"}, Start(), AuthenticationError),
        ({}, Start(near="Nowhereville"), InvalidInputError),
        ({"lat": 91.0, "lon": 0.0}, Start(), InvalidPositionError),
        ({"server": "http://127.0.0.1:1", "token": None}, Start(), AuthenticationError),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_drawn(
    desk: Desk, started: list[Session], flags: dict[str, object], start: Start, error: type[MaasError]
) -> None:
    with pytest.raises(error):
        browse(desk.config(**flags), start, _building())
    assert started == []


def test_nothing_picked_is_none(desk: Desk, started: list[Session]) -> None:
    assert pick(desk.config(), Start("monday"), _building()) is None
    assert started[0].request.query == "monday"
