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


def _unheard(notice: str) -> None:
    pytest.fail(f"there is nothing to note, and yet: {notice}")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """The sessions of applications that would be run by now."""
    sessions: list[Session] = []

    def run(app: MaasApp) -> None:
        sessions.append(app.session)

    monkeypatch.setattr(launch, "run", run)
    return sessions


def test_the_first_request_is_what_was_given(desk: Desk, started: list[Session]) -> None:
    browse(desk.config(token=ALICE), Start("grumpy cat", "Almaty"), _building(), _unheard)
    request = started[0].request
    assert request.query == "grumpy cat"
    assert (request.lat, request.lon) == pytest.approx((43.25, 76.92), abs=0.1)


@pytest.mark.parametrize(("flags", "is_safe"), [({}, True), ({"safe": False}, False), ({"safe": True}, True)])
def test_unsafe_memes_are_hidden_unless_told_otherwise(
    desk: Desk, started: list[Session], flags: dict[str, bool], is_safe: bool
) -> None:
    browse(desk.config(**flags), Start(), _building(), _unheard)
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
        browse(desk.config(**flags), start, _building(), _unheard)
    assert started == []


def test_nothing_picked_is_none(desk: Desk, started: list[Session]) -> None:
    assert pick(desk.config(), Start("monday"), _building(), _unheard) is None
    assert started[0].request.query == "monday"


def _edit_users(desk: Desk) -> None:
    """Change the users file by hand, which is noted until it is read again."""
    desk.balance()
    users = desk.folder / "users.json"
    users.write_text(users.read_text(encoding="utf-8") + "\n", encoding="utf-8")


CHANGED = "the users file has changed: `maas users sync` reads it again"


def test_notes_are_told_when_it_is_left(desk: Desk, started: list[Session]) -> None:
    _edit_users(desk)
    told: list[str] = []
    browse(desk.config(), Start(), _building(), told.append)
    assert told == started[0].notices.all() == [CHANGED]


def test_notes_are_told_also_where_it_cannot_begin(desk: Desk) -> None:
    _edit_users(desk)
    told: list[str] = []
    with pytest.raises(AuthenticationError):
        pick(desk.config(token="nobody"), Start(), _building(), told.append)
    assert told == [CHANGED]


def test_a_theme_chosen_before_is_begun_with_unless_a_setting_says_otherwise(
    desk: Desk, started: list[Session]
) -> None:
    browse(desk.config(), Start(), _building(), _unheard)
    started[-1].keep_theme("nord")
    browse(desk.config(), Start(), _building(), _unheard)
    pick(desk.config(), Start(), _building(), _unheard)
    browse(desk.config(theme="maas-light"), Start(), _building(), _unheard)
    assert [session.theme for session in started] == ["maas-dark", "nord", "nord", "maas-light"]
    (desk.folder / "data" / "theme").write_bytes(b"\xff")
    browse(desk.config(), Start(), _building(), _unheard)
    assert started[-1].theme == "maas-dark"
