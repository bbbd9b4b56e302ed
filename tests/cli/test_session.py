"""What every command does first and last."""

from pathlib import Path

import pytest

from maas_cli.cli.session import open_engine, read_config
from maas_cli.errors import NotFoundError
from tests.cli.driver import Driver


@pytest.mark.usefixtures("maas")
def test_flags_that_were_not_given_change_nothing() -> None:
    config = read_config(None, limit=None, output="json")
    assert (config.limit, config.output, config.origins["output"]) == (10, "json", "flag --output")


@pytest.mark.usefixtures("maas")
def test_a_settings_file_can_be_named() -> None:
    Path("mine.toml").write_text("limit = 3", encoding="utf-8")
    assert read_config(Path("mine.toml")).limit == 3


def test_notices_of_the_engine_are_passed_on(maas: Driver) -> None:
    assert maas("users", "list").err == ""
    with Path("users.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert maas("users", "list").err.startswith("note: the users file has changed")


def test_notices_are_passed_on_also_if_the_command_fails(maas: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    maas("users", "list")
    Path("users.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NotFoundError), open_engine(read_config(None)) as engine:
        engine.top_up(99, 5)
    assert capsys.readouterr().err.startswith("note: ")


def test_the_engine_is_closed_at_the_end(maas: Driver) -> None:
    assert maas("users", "list").code == 0
    with open_engine(read_config(None)) as engine:
        engine.list_users()
        assert list(Path().glob("users.db-*"))
    assert not list(Path().glob("users.db-*"))
