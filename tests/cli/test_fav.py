"""`maas fav`, as a user meets it."""

import csv
import io
import json
import re
import stat
from datetime import datetime
from pathlib import Path

import pytest

from maas_cli.bootstrap import create_favourites, create_history
from maas_cli.config import load_config
from maas_cli.models.meme import Meme
from tests.cli.driver import Driver

FIRST, SECOND = "1001", "1002"
KEPT = Path("data") / "favourites.json"
HISTORY = Path("data") / "history.json"


def ids(maas: Driver) -> list[str]:
    return [line.split("\t")[0] for line in maas("fav", "list").out.splitlines()]


def keep(*memes: Meme) -> None:
    create_favourites(load_config()).add_all(memes)


def remember(*queries: str) -> None:
    for query in queries:
        create_history(load_config()).add(query)


def test_memes_are_kept_and_listed_newest_first(maas: Driver) -> None:
    assert maas("fav", "add", FIRST) == (0, "", "1 meme kept\n")
    assert maas("fav", "add", SECOND).code == 0
    assert ids(maas) == [SECOND, FIRST]
    assert stat.S_IMODE(KEPT.stat().st_mode) == 0o600


def test_a_meme_is_kept_once(maas: Driver) -> None:
    maas("fav", "add", FIRST)
    assert maas("fav", "add", FIRST, SECOND, SECOND) == (0, "", "1 meme kept, 1 already were\n")
    assert sorted(ids(maas)) == [FIRST, SECOND]


def test_if_one_meme_does_not_exist_none_is_kept(maas: Driver) -> None:
    result = maas("fav", "add", FIRST, "99")
    assert (result.code, result.out, "99" in result.err) == (2, "", True)
    assert not KEPT.exists()


@pytest.mark.parametrize("number", ["cat", "1.5", "99999999999999999999999"])
def test_what_is_no_id_is_refused_by_value(maas: Driver, number: str) -> None:
    result = maas("fav", "add", number)
    assert (result.code, number in result.err) == (2, True)


def test_what_is_removed_is_kept_no_longer(maas: Driver) -> None:
    maas("fav", "add", FIRST, SECOND)
    assert maas("fav", "remove", FIRST, "7") == (0, "", f"meme {FIRST} is kept no longer\nmeme 7 was not kept\n")
    assert ids(maas) == [SECOND]


def test_clearing_asks_to_be_sure(maas: Driver) -> None:
    maas("fav", "add", FIRST, SECOND)
    refused = maas("fav", "clear")
    assert (refused.code, len(ids(maas))) == (2, 2)
    assert refused.err.splitlines() == [
        "error: 2 memes would be kept no longer",
        "hint: maas fav clear --yes, if that is meant",
    ]
    assert maas("fav", "clear", "--yes") == (0, "", "2 memes kept no longer\n")
    assert ids(maas) == []


def test_where_nothing_is_kept_that_is_said_and_stdout_stays_data(maas: Driver) -> None:
    note = "no meme is kept yet; maas fav add ID keeps one\n"
    for form, out in (("tsv", ""), ("table", ""), ("json", "[]\n"), ("ndjson", ""), ("url", "")):
        assert maas("fav", "list", "-o", form) == (0, out, note)


def test_kept_memes_are_the_same_whatever_catalogue_is_in_use(own_cache: Driver) -> None:
    own_cache("fav", "add", FIRST)
    before = own_cache("fav", "list", "--json").out
    Path("memes.csv").write_text(f"id,name,text\n{FIRST},Other,another meme\n", encoding="utf-8")
    assert own_cache("data", "import", "memes.csv").code == 0
    assert own_cache("fav", "list", "--json").out == before
    own_cache("fav", "add", FIRST)
    assert ids(own_cache) == [FIRST, FIRST]


def test_json_has_all_of_a_meme_and_when_it_was_kept(maas: Driver) -> None:
    maas("fav", "add", FIRST)
    (kept,) = json.loads(maas("fav", "list", "--json").out)
    assert json.loads(maas("fav", "list", "-o", "ndjson").out) == kept
    found = json.loads(maas("search", kept["text"], "--json").out)["hits"][0]
    assert {key: found[key] for key in kept if key != "keptAt"} == {key: kept[key] for key in kept if key != "keptAt"}
    assert datetime.fromisoformat(kept["keptAt"]).tzinfo is not None


def test_csv_and_tsv_have_the_same_columns(maas: Driver) -> None:
    keep(Meme(7, "Owl", 'says "hoot"\n\x1b[2J', url="https://example.org/7.png", lang="en", place="Oslo"))
    header, row = csv.reader(io.StringIO(maas("fav", "list", "-o", "csv").out))
    assert header == ["id", "caption", "template", "lang", "place", "url", "kept_at"]
    assert row[:6] == ["7", 'says "hoot"\n\x1b[2J', "Owl", "en", "Oslo", "https://example.org/7.png"]
    assert maas("fav", "list").out.startswith(
        '7\tsays "hoot"\\n\\u001b[2J\tOwl\ten\tOslo\thttps://example.org/7.png\t20'
    )


def test_addresses_and_markdown_are_those_of_a_search(maas: Driver) -> None:
    keep(Meme(7, "Owl", "hoot", url="https://example.org/7.png"), Meme(8, "Owl", "no *hoot*"))
    addresses = maas("fav", "list", "-o", "url")
    assert (addresses.out, addresses.err) == ("https://example.org/7.png\n", "1 of 2 hits have no address\n")
    assert "| [hoot](<https://example.org/7.png>) | Owl |" in maas("fav", "list", "-o", "md").out
    assert r"| no \*hoot\* | Owl |" in maas("fav", "list", "-o", "md").out


def test_on_a_terminal_it_is_a_table_in_which_nothing_moves_the_cursor(maas: Driver) -> None:
    keep(Meme(7, "Owl", "hoot \x1b[2J", lang="en"))
    seen = maas.on_terminal("fav", "list").out
    lines = [line.split() for line in re.sub(r"\x1b\[[\d;]*m", "", seen).splitlines() if line.strip()]
    assert lines[0] == ["id", "caption", "template", "kept"]
    assert lines[-1][:4] == ["7", "hoot", "\N{REPLACEMENT CHARACTER}[2J", "Owl"]
    assert "\x1b[2J" not in seen


def test_a_damaged_file_is_exit_code_5_and_stays(maas: Driver) -> None:
    KEPT.parent.mkdir()
    KEPT.write_text("[{]", encoding="utf-8")
    for command in ("list", f"add {FIRST}", f"remove {FIRST}", "clear --yes"):
        result = maas("fav", *command.split())
        assert (result.code, result.out) == (5, "")
        assert "favourites.json is damaged" in result.err.splitlines()[0]
        assert "move it away" in result.err.splitlines()[1]
    assert KEPT.read_text(encoding="utf-8") == "[{]"


def test_a_folder_that_cannot_be_written_is_exit_code_5(maas: Driver) -> None:
    Path("data").write_bytes(b"a file")
    assert maas("fav", "add", FIRST).code == 5
    assert maas("fav", "list").code == 0


def test_past_searches_are_listed_newest_first(maas: Driver) -> None:
    remember("grumpy cat", "tab\there", "dog")
    listed = maas("fav", "history")
    assert [line.split("\t")[0] for line in listed.out.splitlines()] == ["dog", "tab\\there", "grumpy cat"]
    assert listed.err == ""
    (newest,) = json.loads(maas("fav", "history", "-n", "1", "--json").out)
    assert newest["query"] == "dog"
    assert datetime.fromisoformat(newest["searchedAt"]).tzinfo is not None
    assert "grumpy cat" in maas("fav", "history", "-o", "table").out


def test_past_searches_can_be_forgotten(maas: Driver) -> None:
    assert maas("fav", "history", "--clear").err == "0 searches forgotten\n"
    remember("dog")
    assert maas("fav", "history", "--clear").err == "1 search forgotten\n"
    remember("a secret", "dog")
    assert maas("fav", "history", "--clear") == (0, "", "2 searches forgotten\n")
    assert "secret" not in HISTORY.read_text(encoding="utf-8")
    for form, out in (("tsv", ""), ("table", ""), ("json", "[]\n")):
        assert maas("fav", "history", "-o", form) == (0, out, "no search is remembered yet\n")


@pytest.mark.parametrize("limit", ["0", "-1", "10001"])
def test_a_number_out_of_range_is_refused(maas: Driver, limit: str) -> None:
    result = maas("fav", "history", "-n", limit)
    assert (result.code, result.err.splitlines()[0]) == (2, f"error: limit {limit} is out of range: 1 to 10000")
