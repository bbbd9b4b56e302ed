"""`maas suggest`, as a user meets it."""

import json

from tests.cli.driver import Driver


def test_templates_and_words_that_go_on_are_suggested(maas: Driver) -> None:
    found = json.loads(maas("suggest", "gru", "--json").out)
    assert found[0]["text"] == "Grumpy Cat"
    assert found[0]["kind"] == "template"
    assert all(one["text"].casefold().startswith("gru") for one in found)


def test_each_suggestion_is_a_line(maas: Driver) -> None:
    result = maas("suggest", "good", "mor", "-n", "1")
    assert result.out.split("\t")[:2] == ["good more", "word"]


def test_a_table_has_a_heading(maas: Driver) -> None:
    assert maas("suggest", "gru", "-o", "table").out.split()[:3] == ["text", "kind", "memes"]


def test_nothing_to_suggest_is_exit_code_1_and_one_line(maas: Driver) -> None:
    assert maas("suggest", "xyzzyqq") == (1, "", "nothing goes on from 'xyzzyqq'\n")
    assert maas("suggest", "xyzzyqq", "-o", "table") == (1, "", "nothing goes on from 'xyzzyqq'\n")


def test_an_empty_or_endless_beginning_is_refused(maas: Driver) -> None:
    assert maas("suggest", " ").err.splitlines()[0] == "error: the text is empty"
    assert maas("suggest", "x" * 300).code == 2
