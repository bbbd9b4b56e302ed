"""Who answers a search: this machine or a server."""

import pytest

from maas_cli.cli.answering import open_answering
from maas_cli.cli.session import read_config
from maas_cli.engine import Engine
from maas_cli.errors import InvalidInputError, InvalidSettingError, ServiceUnreachableError
from maas_cli.models.search import SearchRequest
from maas_cli.remote import Remote
from tests.cli.driver import Driver

pytestmark = pytest.mark.usefixtures("maas")


@pytest.mark.parametrize("server", [None, ""])
def test_this_machine_answers_unless_a_server_is_named(server: str | None) -> None:
    with open_answering(read_config(None, server=server)) as answering:
        assert isinstance(answering, Engine)


def test_a_server_answers_where_one_is_named(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_SERVER", "http://localhost:1")
    (maas.folder / "users.json").unlink()
    with open_answering(read_config(None)) as answering:
        assert isinstance(answering, Remote)


def test_no_server_on_the_command_line_wins_over_one_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_SERVER", "http://localhost:1")
    with open_answering(read_config(None, server="")) as answering:
        assert isinstance(answering, Engine)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidSettingError), open_answering(read_config(None, server="localhost")):
        pass


@pytest.mark.parametrize(("name", "flag"), [("users_file", "--users"), ("data_dir", "--data-dir")])
def test_a_flag_that_only_means_this_machine_is_refused(name: str, flag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = {name: "there"}
    with (
        pytest.raises(InvalidInputError, match=f"{flag} means this machine, --server a server"),
        open_answering(read_config(None, server="http://localhost:1", **flags)),
    ):
        pass
    monkeypatch.setenv("MAAS_SERVER", "http://localhost:1")
    with (
        pytest.raises(InvalidInputError, match=f"{flag} means this machine, MAAS_SERVER a server") as caught,
        open_answering(read_config(None, **flags)),
    ):
        pass
    assert caught.value.hint == "give --server '' to ask this machine"


def test_settings_about_this_machine_are_no_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_USERS", "users.json")
    with open_answering(read_config(None, server="http://localhost:1")) as answering:
        assert isinstance(answering, Remote)


def test_notices_are_passed_on_also_where_the_server_is_not_reached(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ServiceUnreachableError("nobody there")

    monkeypatch.setattr("maas_cli.remote.remote.get", fail)
    with (
        pytest.raises(ServiceUnreachableError),
        open_answering(read_config(None, server="http://memes.example.org")) as answering,
    ):
        answering.search(SearchRequest("owl"), token="canary")
    err = capsys.readouterr().err
    assert err.startswith("note: the token went to http://memes.example.org unencrypted")
    assert (err.count("\n"), "canary" in err) == (1, False)
