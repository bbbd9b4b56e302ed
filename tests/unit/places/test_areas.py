from pathlib import Path

import pytest

from maas_cli.errors import StorageError
from maas_cli.places import areas


@pytest.mark.parametrize("name", ["Kazakhstan", "kz", "KAZ", "Казахстан", "Қазақстан"])
def test_a_country_goes_by_its_names_and_codes(name: str) -> None:
    assert areas.codes_called(name) == {"KZ"}


def test_a_state_goes_by_name_and_by_code_with_and_without_its_country() -> None:
    assert areas.codes_called("Texas") == areas.codes_called("tx") == areas.codes_called("US-TX") == {"US-TX"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ontario", "CA-08"),
        ("on", "CA-08"),
        ("Québec", "CA-10"),
        ("NSW", "AU-02"),
        ("Scotland", "GB-SCT"),
        ("Bayern", "DE-02"),
        ("Castilla y León", "ES-55"),
        ("Île-de-France", "FR-11"),
        ("Anhui", "CN-01"),
        ("Saga Prefecture", "JP-33"),
        ("Москва", "RU-48"),
    ],
)
def test_a_region_goes_by_its_names_in_english_and_at_home_without_what_any_region_is_called(
    name: str, code: str
) -> None:
    assert areas.codes_called(name) == areas.codes_called(code) == {code}


def test_a_region_that_was_merged_with_others_goes_by_the_old_names_too() -> None:
    assert areas.codes_called("Alsace") == areas.codes_called("Grand Est") == {"FR-44"}


def test_a_name_may_mean_several_areas() -> None:
    assert areas.codes_called("Georgia") == {"GE", "US-GA"}
    assert areas.codes_called("CA") == {"CA", "US-CA"}
    assert areas.codes_called("Punjab") == {"IN-23", "PK-04"}


@pytest.mark.parametrize("name", ["Atlantis", "", "|", "a"])
def test_what_no_area_is_called_means_none(name: str) -> None:
    assert areas.codes_called(name) == frozenset()


def test_a_country_has_its_languages_in_order() -> None:
    assert areas.area_of("CH") == areas.Area("CH", "Switzerland", ("de", "fr", "it", "rm"))
    assert areas.area_of("KZ").languages == ("kk", "ru")


def test_a_region_has_a_name_and_no_languages() -> None:
    assert areas.area_of("US-TX") == areas.Area("US-TX", "Texas", ())
    assert areas.area_of("CA-08") == areas.Area("CA-08", "Ontario", ())


def test_a_code_that_the_table_lacks_is_a_damaged_table() -> None:
    with pytest.raises(StorageError, match="it lacks XX"):
        areas.area_of("XX")


def test_a_missing_table_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(areas, "country_table", lambda: tmp_path / "countries.tsv")
    areas._table.cache_clear()  # noqa: SLF001  # the table is read once in a process
    with pytest.raises(StorageError, match=r"cannot read .*countries\.tsv"):
        areas.area_of("KZ")
