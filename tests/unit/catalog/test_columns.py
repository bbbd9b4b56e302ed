import pytest

from maas_cli.catalog.columns import (
    LOC_COLUMNS,
    ORIGINAL_COLUMNS,
    STARTER_COLUMNS,
    column_of,
    header_columns,
    header_format,
    is_id_heading,
    positional_columns,
)
from tests.unit.catalog.writers import LOC_HEADER, ORIGINAL_HEADER, STARTER_HEADER


def test_the_headers_of_all_formats_name_their_columns() -> None:
    assert header_columns(STARTER_HEADER) == STARTER_COLUMNS
    assert header_columns(ORIGINAL_HEADER) == ORIGINAL_COLUMNS
    assert header_columns(LOC_HEADER) == LOC_COLUMNS


def test_names_count_whatever_their_case_order_and_blanks() -> None:
    assert header_columns(["TEXT", " Id ", "FILESIZE", "mood"]) == ("text", "id", "fileSize", "")
    assert column_of("fIlEsIzE") == "fileSize"
    assert is_id_heading("MEME id")


def test_of_a_column_named_twice_the_first_counts() -> None:
    assert header_columns(["id", "text", "Alternate Text", "id"]) == ("id", "text", "", "")


@pytest.mark.parametrize("cells", [["id", "url"], ["name", "text"], ["7", "x"], []])
def test_without_the_id_and_something_to_search_in_it_is_no_header(cells: list[str]) -> None:
    assert header_columns(cells) is None


def test_the_header_tells_the_format() -> None:
    assert header_format(LOC_HEADER) == "loc"
    assert header_format(["id", "text"]) == header_format([*ORIGINAL_HEADER, "mood"]) == "original"
    assert header_format(["id", "text", "LAT", "lon"]) == "starter"


def test_without_a_header_the_number_of_cells_tells_the_columns() -> None:
    assert positional_columns(6) is None
    assert positional_columns(7) == positional_columns(8) == positional_columns(15) == ORIGINAL_COLUMNS
    assert positional_columns(10) == LOC_COLUMNS
    assert positional_columns(14) == STARTER_COLUMNS
