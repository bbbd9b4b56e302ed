"""`maas random`, as a user meets it."""

import json

from tests.cli.driver import Driver


def ids(text: str) -> list[str]:
    return [line.split("\t")[0] for line in text.splitlines()]


def test_no_meme_comes_again_before_all_have_come(maas: Driver) -> None:
    template = 'template:"Grumpy Cat"'
    memes = json.loads(maas("search", template, "--json").out)["total"]
    drawn = [meme for _ in range(3) for meme in ids(maas("random", template, "-n", str(memes // 3)).out)]
    assert len(drawn) == memes // 3 * 3 == len(set(drawn))


def test_with_a_seed_the_same_memes_come_every_time(maas: Driver) -> None:
    first = maas("random", "--seed", "7", "-n", "5")
    assert len(set(ids(first.out))) == 5
    assert maas("random", "--seed", "7", "-n", "5") == first
    assert maas("random", "--seed", "8", "-n", "5") != first


def test_one_meme_is_shown_where_no_number_is_given(maas: Driver) -> None:
    assert len(ids(maas("random").out)) == 1
    assert len(json.loads(maas("random", "--json").out)["hits"]) == 1


def test_a_query_says_what_is_drawn_from(maas: Driver) -> None:
    hits = json.loads(maas("random", "becky", "-n", "3", "--json").out)["hits"]
    assert all("becky" in (hit["text"] + hit["name"]).casefold() for hit in hits)


def test_more_than_there_are_is_all_of_them(maas: Driver) -> None:
    total = json.loads(maas("search", "becky", "--json").out)["total"]
    assert len(set(ids(maas("random", "becky", "-n", "500").out))) == total


def test_options_say_what_is_drawn_from(maas: Driver) -> None:
    hits = json.loads(maas("random", "--template", "Grumpy Cat", "--lang", "en", "-n", "5", "--json").out)["hits"]
    assert [(hit["name"], hit["lang"]) for hit in hits] == [("Grumpy Cat", "en")] * 5


def test_an_offset_goes_on_where_a_seed_ended(maas: Driver) -> None:
    ten = ids(maas("random", "--seed", "7", "-n", "10").out)
    assert ids(maas("random", "--seed", "7", "-n", "4", "--offset", "6").out) == ten[6:]
    assert maas("random", "--offset", "6").err.splitlines()[0] == "error: offset 6 needs a seed"


def test_an_offset_behind_the_last_meme_is_exit_code_1_and_one_line(maas: Driver) -> None:
    result = maas("random", "becky", "--seed", "7", "--offset", "9000")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith(" in all, --offset 9000 leaves out all of them\n")


def test_draws_go_on_in_other_processes_and_after_the_index_was_built_again(own_cache: Driver) -> None:
    template = ("--template", "Grumpy Cat")
    memes = json.loads(own_cache.process("search", "--json", 'template:"Grumpy Cat"').out)["total"]
    drawn = ids(own_cache.process("random", *template, "-n", str(memes - 1)).out)
    for index in (own_cache.folder / "cache").glob("*.idx"):
        index.unlink()
    drawn += ids(own_cache.process("random", *template).out)
    assert len(set(drawn)) == len(drawn) == memes


def test_a_page_never_holds_a_meme_twice(maas: Driver) -> None:
    memes = json.loads(maas("search", 'template:"Grumpy Cat"', "--json").out)["total"]
    for _ in range(4):
        page = ids(maas("random", "--template", "Grumpy Cat", "-n", str(memes - 1)).out)
        assert len(set(page)) == memes - 1


def test_a_folder_that_cannot_be_written_is_said(maas: Driver) -> None:
    (maas.folder / "data").write_bytes(b"a file")
    result = maas("random", "--data-dir", "data")
    assert result.code == 5
    assert maas("random", "--data-dir", "data", "--seed", "1").code in {0, 5}


def test_nothing_to_draw_from_is_exit_code_1_and_one_line(maas: Driver) -> None:
    assert maas("random", "xyzzyqq") == (1, "", "no meme found for 'xyzzyqq'\n")


def test_a_number_out_of_range_is_refused(maas: Driver) -> None:
    assert maas("random", "-n", "0").err.splitlines()[0] == "error: count 0 is out of range: 1 to 10000"
    assert maas("random", "--seed", "-1").code == 2
