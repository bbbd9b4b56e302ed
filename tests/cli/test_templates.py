"""`maas templates`, as a user meets it."""

import json

from tests.cli.driver import Driver


def test_templates_come_with_their_memes_most_first(maas: Driver) -> None:
    result = maas("templates", "-n", "1000")
    counts = [int(line.split("\t")[0]) for line in result.out.splitlines()]
    assert (result.code, result.err) == (0, "")
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == json.loads(maas("data", "info", "--json").out)["memes"]


def test_a_query_narrows_them_to_what_it_finds(maas: Driver) -> None:
    found = json.loads(maas("templates", "becky", "-n", "1000", "--json").out)
    everything = json.loads(maas("search", "becky", "--json", "--all-copies", "-n", "1000").out)["hits"]
    assert sum(template["memes"] for template in found) == len(everything)
    assert {template["name"] for template in found} == {hit["name"] for hit in everything}


def test_a_language_narrows_them(maas: Driver) -> None:
    assert maas("templates", "--lang", "en") == maas("templates", "lang:en")
    assert maas("templates", "becky", "--lang", "en") == maas("templates", "becky lang:en")
    assert maas("templates", "--lang", "xx").code == 2


def test_what_is_left_out_is_said(maas: Driver) -> None:
    result = maas("templates", "-n", "2")
    assert len(result.out.splitlines()) == 2
    assert result.err.startswith("2 of 107 shown; -n 107 shows all")


def test_a_table_has_a_heading(maas: Driver) -> None:
    assert maas("templates", "-n", "1", "-o", "table").out.split()[:2] == ["memes", "template"]


def test_no_template_is_exit_code_1_and_one_line(maas: Driver) -> None:
    assert maas("templates", "xyzzyqq") == (1, "", "no template found\n")
    assert maas("templates", "xyzzyqq", "-o", "table") == (1, "", "no template found\n")
    assert maas("templates", "xyzzyqq", "--json") == (1, "[]\n", "no template found\n")


def test_a_limit_out_of_range_is_refused(maas: Driver) -> None:
    result = maas("templates", "-n", "0")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: limit 0 is out of range: 1 to 10000")
