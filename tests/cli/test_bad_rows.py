"""The list of bad rows."""

from contextlib import suppress
from pathlib import Path

import pytest

from maas_cli.cli.bad_rows import BadRowReport
from maas_cli.errors import CatalogError, InvalidInputError, StorageError
from maas_cli.models.catalog import BadRow


def test_a_bad_row_is_a_line_of_three_fields(tmp_path: Path) -> None:
    with BadRowReport(tmp_path / "bad.tsv") as report:
        report(BadRow(7, "short", "only\t3 columns"))
    assert (tmp_path / "bad.tsv").read_text(encoding="utf-8") == "7\tshort\tonly\\t3 columns\n"


def test_the_report_cannot_overwrite_what_is_imported(tmp_path: Path) -> None:
    source = tmp_path / "memes.csv"
    source.write_text("precious", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(source)
    with pytest.raises(InvalidInputError, match="would overwrite"), BadRowReport(tmp_path / "link.csv", [source]):
        pass
    assert source.read_text(encoding="utf-8") == "precious"


def test_the_report_cannot_lie_among_the_data(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="would overwrite"), BadRowReport(tmp_path / "bad.tsv", [tmp_path]):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_import_that_fails_at_once_leaves_an_earlier_report(tmp_path: Path) -> None:
    earlier = tmp_path / "bad.tsv"
    earlier.write_text("7\tshort\tx\n", encoding="utf-8")
    with pytest.raises(CatalogError), BadRowReport(earlier):
        raise CatalogError("no such file")
    assert earlier.read_text(encoding="utf-8") == "7\tshort\tx\n"


def test_an_earlier_report_gives_way_to_a_new_one_also_an_empty_one(tmp_path: Path) -> None:
    earlier = tmp_path / "bad.tsv"
    earlier.write_text("7\tshort\tx\n", encoding="utf-8")
    with BadRowReport(earlier) as report:
        report(BadRow(8, "short", "y"))
        report(BadRow(9, "short", "z"))
    assert earlier.read_text(encoding="utf-8") == "8\tshort\ty\n9\tshort\tz\n"
    with BadRowReport(earlier):
        pass
    assert earlier.read_text(encoding="utf-8") == ""


def test_a_report_that_cannot_be_created_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot write the report"), BadRowReport(tmp_path / "none" / "bad.tsv"):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_is_said() -> None:
    with (
        pytest.raises(StorageError, match="report /dev/full: No space left"),
        BadRowReport(Path("/dev/full")) as report,
    ):
        report(BadRow(1, "short", "x"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_report_that_lacks_rows_is_said_again_at_the_end() -> None:
    with (
        pytest.raises(StorageError, match="report /dev/full: No space left"),
        BadRowReport(Path("/dev/full")) as report,
        suppress(StorageError),
    ):
        report(BadRow(1, "short", "x"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_an_error_under_way_is_not_hidden_by_a_full_disk() -> None:
    def fail(report: BadRowReport) -> None:
        with suppress(StorageError):
            report(BadRow(1, "short", "x"))
        raise CatalogError("no usable row")

    with pytest.raises(CatalogError), BadRowReport(Path("/dev/full")) as report:
        fail(report)


def test_it_must_be_entered_first(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not open"):
        BadRowReport(tmp_path / "bad.tsv")(BadRow(1, "short", "x"))
