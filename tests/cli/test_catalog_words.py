"""Catalogues and imports in words."""

from datetime import UTC, datetime
from pathlib import Path

from maas_cli.cli.catalog_words import import_words, info_rows
from maas_cli.models.catalog import CatalogInfo, ImportReport

WHEN = datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


def info(languages: dict[str, int], imported_at: datetime | None = WHEN) -> CatalogInfo:
    return CatalogInfo(
        "memes.csv", "starter", imported_at, 1234, 80, languages, 600, "/c/catalog.idx", 1_431_992, 0.309, WHEN
    )


def test_what_is_loaded_as_pairs() -> None:
    assert info_rows(info({"en": 1000, "de": 234})) == [
        ("source", "memes.csv"),
        ("format", "starter"),
        ("imported", "2026-03-31 12:05 UTC"),
        ("memes", "1,234"),
        ("templates", "80"),
        ("languages", "en 1,000, de 234"),
        ("placed", "600"),
        ("index", "/c/catalog.idx"),
        ("index size", "1,431,992 bytes"),
        ("index built", "2026-03-31 12:05 UTC, in 0.31 s"),
    ]


def test_many_languages_are_counted_and_a_starter_was_never_imported() -> None:
    rows = dict(info_rows(info({f"l{number}": 9 for number in range(15)}, imported_at=None)))
    assert rows["languages"].endswith("l11 9, and 3 more")
    assert rows["imported"] == "never; it came with maas"


def test_an_import_without_bad_rows_is_one_line() -> None:
    report = ImportReport("memes.csv", "starter", 4666, {}, 1.24)
    assert list(import_words(report, None)) == ["4,666 memes imported from memes.csv (starter) in 1.2 s"]


def test_bad_rows_are_counted_by_reason_with_where_to_see_them() -> None:
    report = ImportReport("memes.csv", "starter", 2, {"short": 2, "duplicate_id": 1000}, 0)
    assert list(import_words(report, None))[1] == (
        "1,002 rows left out (2 short, 1,000 duplicate_id); --report FILE lists them"
    )
    one = ImportReport("memes.csv", "starter", 2, {"short": 1}, 0)
    assert list(import_words(one, Path("bad.tsv")))[1] == "1 row left out (1 short); listed in bad.tsv"
