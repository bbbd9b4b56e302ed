"""Hits in every format but the table."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from maas_cli.cli.page_formats import COLUMNS, as_markdown, marked, write_page
from tests.cli.samples import BARE, CAT, page_of

PAGE = page_of(CAT, BARE)


def written(form: str, capsys: pytest.CaptureFixture[str], *, is_explained: bool = False) -> str:
    write_page(PAGE, form, is_explained=is_explained)
    return capsys.readouterr().out


def test_tsv_has_the_documented_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert written("tsv", capsys).splitlines() == [
        "1\tno cat | *never*\tGrumpy Cat\ten\tParis\t340.400\t",
        "2\tline one\\nline two\t\t\t\t\tjavascript:alert(1)",
    ]


def test_csv_has_them_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(StringIO(written("csv", capsys, is_explained=True))))
    assert list(rows[0]) == [*COLUMNS, "why"]
    assert (rows[1]["caption"], rows[1]["why"]) == ("line one\nline two", "no 'cat'; relevance 1.00")


def test_json_is_the_page_and_ndjson_its_hits(capsys: pytest.CaptureFixture[str]) -> None:
    page = json.loads(written("json", capsys))
    hits = [json.loads(line) for line in written("ndjson", capsys).splitlines()]
    assert page["hits"] == hits
    assert [hit["id"] for hit in hits] == ["1", "2"]


def test_urls_are_one_a_line_and_what_has_none_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    homeless = replace(BARE, meme=replace(BARE.meme, url=""))
    write_page(page_of(CAT, homeless, BARE), "url", is_explained=False)
    assert capsys.readouterr() == (
        "https://example.org/a b\njavascript:alert(1)\n",
        "1 of 3 hits have no address\n",
    )


def test_markdown_is_a_table_with_bold_matches_and_safe_links() -> None:
    assert as_markdown(PAGE, is_explained=False).splitlines() == [
        "| Caption | Template | Place | Distance |",
        "| --- | --- | --- | --- |",
        r"| [no **cat** \| \*never\*](<https://example.org/a%20b>) | Grumpy **Cat** | Paris | 340 km |",
        "| line one line two |  |  |  |",
    ]


def test_markdown_explains_in_a_further_column() -> None:
    assert as_markdown(page_of(BARE), is_explained=True).endswith("| no 'cat'; relevance 1.00 |\n")


def test_text_cannot_break_out_of_markdown() -> None:
    assert marked("<b>|[x](y)`\\\x1b", ()) == "\\<b\\>\\|\\[x\\](y)\\`\\\\\ufffd"
