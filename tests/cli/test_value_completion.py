"""What the shell offers for options, as a shell asks for it."""

import pytest

from tests.cli.driver import Driver


def offered(maas: Driver, line: str) -> list[str]:
    variables = {"_MAAS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    result = maas.process(**variables)
    assert result.err == ""
    return result.out.split()


@pytest.fixture
def indexed(maas: Driver) -> Driver:
    assert maas("data", "info").code == 0
    return maas


@pytest.mark.parametrize("command", ["search", "random"])
def test_templates_are_offered_in_words_that_no_shell_splits(indexed: Driver, command: str) -> None:
    assert offered(indexed, f"maas {command} --template grumpy") == ["grumpy-cat"]
    assert "grumpy-cat" in offered(indexed, f"maas {command} --template ")


def test_what_is_offered_finds_the_template(indexed: Driver) -> None:
    found = indexed("templates", "template:grumpy-cat").out
    assert found == indexed("templates", 'template:"Grumpy Cat"').out != ""


def test_what_was_typed_stays_as_it_was_typed(indexed: Driver) -> None:
    assert offered(indexed, "maas search --template GRUMPY-c") == ["GRUMPY-cat"]


@pytest.mark.parametrize("command", ["search", "random", "templates"])
def test_languages_are_offered(indexed: Driver, command: str) -> None:
    assert "en" in offered(indexed, f"maas {command} --lang ")
    assert offered(indexed, f"maas {command} --lang en") == ["en"]
    assert offered(indexed, f"maas {command} --lang q") == []


def test_without_an_index_nothing_is_offered_and_none_is_built(own_cache: Driver) -> None:
    assert offered(own_cache, "maas search --template gru") == []
    assert offered(own_cache, "maas search --lang e") == []
    assert not list((own_cache.folder / "cache").glob("*.idx"))


def test_settings_that_cannot_be_used_offer_nothing(indexed: Driver) -> None:
    assert offered(indexed, "maas search --config nowhere.toml --template gru") == []


def test_the_folder_of_the_catalogue_is_heeded(own_cache: Driver) -> None:
    (own_cache.folder / "owls.csv").write_text("id,name,text\n1,Grumpy Owl,alone\n", encoding="utf-8")
    assert own_cache("data", "import", "owls.csv", "--data-dir", "other").code == 0
    assert offered(own_cache, "maas search --data-dir other --template gru") == ["grumpy-owl"]
    assert offered(own_cache, "maas search --template gru") == []
