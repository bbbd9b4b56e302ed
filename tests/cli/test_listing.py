"""Rows for programs."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.listing import Listing, as_csv, as_tsv, chosen_format, write_listing
from maas_cli.cli.options import ListFormat
from maas_cli.cli.session import read_config
from maas_cli.errors import InvalidInputError

ROWS = st.lists(st.lists(st.text(), min_size=2, max_size=2))


@given(ROWS)
def test_a_row_of_tsv_is_a_line_and_its_fields_can_be_told_apart(rows: list[list[str]]) -> None:
    lines = as_tsv(rows).split("\n")
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == 1 for line in lines[:-1])


def test_tsv_escapes_so_that_it_can_be_undone() -> None:
    assert as_tsv([["a\tb", "c\nd\r", "e\\n", "\x1b"]]) == "a\\tb\tc\\nd\\r\te\\\\n\t\\u001b\n"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_csv_can_be_read_back(rows: list[list[str]]) -> None:
    text = as_csv(("a", "b"), rows)
    assert list(csv.reader(StringIO(text, newline=""))) == [["a", "b"], *rows]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("tsv", "1\tx\n"),
        ("csv", "id,name\n1,x\n"),
        ("json", '[{"id":1}]\n'),
        ("ndjson", '{"id":1}\n'),
    ],
)
def test_a_listing_in_every_format(form: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(("id", "name"), [("1", "x")], [{"id": 1}]), form)
    assert capsys.readouterr().out == wanted


def test_no_rows_are_an_empty_array_in_json_and_nothing_in_tsv(capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(("id",), [], []), "json")
    write_listing(Listing(("id",), [], []), "tsv")
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("setting", "as_json", "wanted"),
    [(None, False, "tsv"), ("auto", False, "tsv"), ("csv", False, "csv"), ("json", True, "json"), (None, True, "json")],
)
@pytest.mark.usefixtures("maas")
def test_the_format_is_the_one_asked_for(setting: str | None, as_json: bool, wanted: str) -> None:
    assert chosen_format(read_config(None, output=setting), as_json=as_json, supported=ListFormat) == wanted


@pytest.mark.usefixtures("maas")
def test_a_setting_that_a_command_does_not_support_counts_as_auto(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_OUTPUT", "url")
    assert chosen_format(read_config(None), as_json=False, supported=ListFormat) == "tsv"
    assert chosen_format(read_config(None), as_json=True, supported=ListFormat) == "json"


@pytest.mark.usefixtures("maas")
def test_two_formats_contradict_each_other() -> None:
    with pytest.raises(InvalidInputError, match="--json and --output csv contradict each other"):
        chosen_format(read_config(None, output="csv"), as_json=True, supported=ListFormat)
