"""`maas search`, as a user meets it."""

import json

import pytest

from tests.cli.driver import Driver


def test_words_are_joined_to_one_query(maas: Driver) -> None:
    joined = maas("search", "grumpy", "cat")
    assert joined.code == 0
    assert joined == maas("search", "--query", "grumpy cat")


def test_on_a_pipe_each_hit_is_a_line_of_seven_fields(maas: Driver) -> None:
    result = maas("search", "becky", "--limit", "3")
    lines = result.out.splitlines()
    assert [line.count("\t") for line in lines] == [6, 6, 6]
    assert all("Becky" in line for line in lines)


def test_what_is_left_out_is_said_with_the_way_to_it(maas: Driver) -> None:
    page = json.loads(maas("search", "becky", "--json").out)
    result = maas("search", "becky", "-n", "2", "--offset", "2")
    assert result.err == f"2 of {page['total']} shown; --offset 4 shows more\n"
    assert [line.split("\t")[0] for line in result.out.splitlines()] == [hit["id"] for hit in page["hits"][2:4]]


def test_the_last_page_says_no_more(maas: Driver) -> None:
    total = json.loads(maas("search", "becky", "--json").out)["total"]
    assert maas("search", "becky", "--offset", str(total - 1)).err == f"1 of {total} shown\n"
    everything = maas("search", "becky", "-n", "500")
    assert (len(everything.out.splitlines()), everything.err) == (total, "")


def test_nothing_found_is_exit_code_1_and_one_line(maas: Driver) -> None:
    assert maas("search", "xyzzyqq") == (1, "", "no meme found for 'xyzzyqq'\n")
    assert maas("search", "xyzzyqq", "-o", "table") == (1, "", "no meme found for 'xyzzyqq'\n")


def test_an_offset_past_the_end_is_told_from_nothing_found(maas: Driver) -> None:
    result = maas("search", "becky", "--offset", "5000")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("no more memes: ")


def test_json_is_one_object_also_without_hits(maas: Driver) -> None:
    page = json.loads(maas("search", "xyzzyqq", "--json").out)
    assert (page["query"], page["total"], page["hits"]) == ("xyzzyqq", 0, [])


def test_without_a_token_nothing_is_charged(maas: Driver) -> None:
    assert "tokens left" not in maas("search", "becky").err
    assert json.loads(maas("stats", "--uid", "10", "--json").out)["tokenCount"] == 1000


def test_with_a_token_one_is_charged_and_the_rest_is_said(maas: Driver) -> None:
    result = maas("search", "--token", "secret1", "--query", "becky", "--lat", "45.2", "--lon", "70.225")
    assert (result.code, result.err.splitlines()[0]) == (0, "999 tokens left")
    stats = json.loads(maas("stats", "--uid", "10", "--json").out)
    assert (stats["tokenCount"], stats["hits"]) == (999, {"/api/memes": 41, "cli/search": 1})


def test_a_search_without_hits_is_charged_too(maas: Driver) -> None:
    assert maas("search", "-t", "secret1", "xyzzyqq").err.splitlines()[0] == "999 tokens left"


def test_the_token_may_come_from_the_environment(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_TOKEN", "secret1")
    assert maas("search", "becky").err.startswith("999 tokens left")


def test_a_wrong_token_is_exit_code_3_and_never_echoed(maas: Driver) -> None:
    result = maas("search", "becky", "--token", "canary-token")
    assert (result.code, result.out) == (3, "")
    assert "canary" not in result.err


def test_an_empty_token_lets_nobody_in(maas: Driver) -> None:
    assert maas("search", "becky", "--token", "").code == 3


def test_no_tokens_left_is_exit_code_4(maas: Driver) -> None:
    result = maas("search", "becky", "--token", "secret2")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("error: user 20 has no tokens left\nhint: ")


def test_the_query_is_given_once(maas: Driver) -> None:
    assert maas("search", "cat", "--query", "dog") == (
        2,
        "",
        "error: the query is given twice\nhint: give it as words or with --query\n",
    )


def test_a_missing_query_is_said(maas: Driver) -> None:
    assert maas("search", "--limit", "3").err.startswith("error: the query is missing\n")
    assert maas("search", "").err.startswith("error: the query is empty\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--limit", "0"), "limit 0 is out of range: 1 to 10000"),
        (("--limit", "-1"), "limit -1 is out of range: 1 to 10000"),
        (("--limit", "ten"), "invalid value for '--limit' / '-n': 'ten' is not a whole number"),
        (("--offset", "-1"), "offset -1 is out of range: 0 to 2147483647"),
        (("--lat", "45"), "lon is missing: lat and lon belong together"),
        (("--lat", "91", "--lon", "0"), "lat 91 is out of range: -90 to 90 degrees"),
        (("--lat", "nan", "--lon", "0"), "lat nan is out of range: -90 to 90 degrees"),
        (("--lat", "1", "--lon", "2", "--radius", "far"), "radius 'far' is not a distance"),
        (("--lat", "1", "--lon", "2", "--radius", "-5km"), "radius -5 km is out of range"),
        (("--radius", "50"), "a radius needs a position"),
        (("--sort", "distance"), "nearest first needs a position"),
        (("--sort", "best"), "invalid value for '--sort': 'best' is not one of 'relevance', 'distance'"),
        (("--template", "No Such Meme"), "no template is called 'No Such Meme'"),
        (("--lang", "xx"), "no meme is in language 'xx'"),
        (("-o", "xml"), "invalid value for '--output' / '-o': 'xml' is not one of"),
        (("--json", "-o", "csv"), "--json and --output csv contradict each other"),
        (("--colour", "red"), "no such option: --colour"),
    ],
)
def test_bad_input_is_exit_code_2_and_one_line_naming_it(
    maas: Driver, arguments: tuple[str, ...], message: str
) -> None:
    result = maas("search", "cat", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert [line.split(":")[0] for line in result.err.splitlines()] in (["error"], ["error", "hint"])


def test_a_dash_that_was_meant_for_the_query_gets_a_hint_that_works(maas: Driver) -> None:
    refused = maas("search", "cat", "-dog")
    assert (refused.code, "'cat -dog'" in refused.err) == (2, True)
    assert maas("search", "cat -dog").code == maas("search", "--", "cat", "-dog").code == 0


def test_a_query_that_is_too_long_is_refused_with_the_limit(maas: Driver) -> None:
    result = maas("search", "a" * 257)
    assert (result.code, "257" in result.err, "256" in result.err) == (2, True, True)


def test_nearest_first_gives_rising_distances_within_the_radius(maas: Driver) -> None:
    place = ("--lat", "45.2", "--lon", "70.225")
    arguments = ("search", "cat", *place, "--sort", "distance", "--radius", "3000mi", "--json", "-n", "50")
    distances = [hit["distanceKm"] for hit in json.loads(maas(*arguments).out)["hits"]]
    assert distances == sorted(distances)
    assert distances[-1] <= 3000 * 1.609344


def test_a_place_stands_for_its_position_and_is_said(maas: Driver) -> None:
    nearest = ("--sort", "distance", "-n", "500")
    result = maas("search", "cat", "--near", "Алматы", *nearest)
    assert (result.code, result.err) == (0, "near Almaty, KZ (43.25, 76.91)\n")
    assert result.out == maas("search", "cat", "--lat", "43.25", "--lon", "76.91", *nearest).out


def test_a_place_goes_before_the_position_of_the_settings(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    nearest = ("search", "cat", "--near", "Almaty", "--sort", "distance")
    expected = maas(*nearest).out
    monkeypatch.setenv("MAAS_LAT", "-33.9")
    monkeypatch.setenv("MAAS_LON", "18.4")
    assert maas(*nearest).out == expected


def test_a_radius_may_be_around_a_place(maas: Driver) -> None:
    page = json.loads(maas("search", "cat", "--near", "Almaty", "--radius", "1000km", "--json").out)
    assert all(hit["distanceKm"] <= 1000 for hit in page["hits"])


@pytest.mark.parametrize("axis", ["--lat", "--lon"])
def test_a_place_and_a_position_contradict_each_other(maas: Driver, axis: str) -> None:
    assert maas("search", "cat", "--near", "Almaty", axis, "0") == (
        2,
        "",
        "error: the position is given twice\nhint: give it by --near or by --lat and --lon\n",
    )


def test_an_unknown_place_is_refused_with_the_closest(maas: Driver) -> None:
    result = maas("search", "cat", "--near", "Almatty", "-t", "secret1")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: no place is called 'Almatty'\nhint: the closest are Almaty, ")
    assert json.loads(maas("stats", "--uid", "10", "--json").out)["tokenCount"] == 1000


def test_negative_degrees_are_values_not_options(maas: Driver) -> None:
    assert maas("search", "cat", "--lat", "-33.9", "--lon", "-70.7").code == 0


def test_exact_finds_whole_words_only(maas: Driver) -> None:
    assert maas("search", "parano").code == 0
    assert maas("search", "parano", "--exact").code == 1


def test_a_template_and_a_language_narrow_the_search(maas: Driver) -> None:
    hits = json.loads(maas("search", "cat", "--template", "grumpy cat", "--lang", "en", "--json").out)["hits"]
    assert {(hit["name"], hit["lang"]) for hit in hits} == {("Grumpy Cat", "en")}


def test_explain_gives_a_reason_for_each_hit(maas: Driver) -> None:
    rows = [line.split("\t") for line in maas("search", "becky", "--explain", "-n", "2").out.splitlines()]
    assert all(row[-1].startswith("'becky' in caption; relevance ") for row in rows)
    assert "matches" in json.loads(maas("search", "becky", "--explain", "--json").out)["hits"][0]


def test_settings_of_the_environment_are_the_defaults(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_LIMIT", "1")
    monkeypatch.setenv("MAAS_OUTPUT", "ndjson")
    lines = maas("search", "becky").out.splitlines()
    assert (len(lines), json.loads(lines[0])["copies"]) == (1, 1)


def test_without_arguments_the_help_is_shown(maas: Driver) -> None:
    result = maas("search")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: maas search")


@pytest.mark.usefixtures("own_cache")
def test_unsafe_memes_are_hidden_where_safe_ones_are_wanted_and_shown_otherwise(maas: Driver) -> None:
    rows = "id,url,name,page,md5,fileSize,text\n1,,Owl,,,,monday\n2,,Owl,,,,fuck monday\n3,,Owl,,,,F**K monday\n"
    (maas.folder / "unsafe.csv").write_text(rows, encoding="utf-8")
    assert maas("data", "import", "unsafe.csv").code == 0
    safe = maas("search", "monday", "--safe", "--json")
    assert [hit["id"] for hit in json.loads(safe.out)["hits"]] == ["1"]
    assert (json.loads(safe.out)["hidden"], safe.err) == (2, "2 unsafe memes hidden: --nsfw shows them\n")
    everything = maas("search", "monday", "--json")
    assert (json.loads(everything.out)["total"], "hidden" in everything.out) == (3, False)
    assert json.loads(maas.process("search", "monday", "--nsfw", "--json", MAAS_SAFE="1").out)["total"] == 3
    assert json.loads(maas.process("search", "monday", "--json", MAAS_SAFE="true").out)["hidden"] == 2
    assert maas("search", "fuck", "--safe").code == 1
    assert [line.split("\t")[0] for line in maas("random", "-n", "9", "--safe").out.splitlines()] == ["1"]
    assert maas("random", "fuck", "--safe").code == 1
    assert maas("templates", "--safe").out == "1\tOwl\n"
    assert maas("templates", "monday", "--safe").out == "1\tOwl\n"
    assert maas("suggest", "fu", "--safe").code == 1
    assert maas("suggest", "fu").out == "fuck\tword\t1\n"
