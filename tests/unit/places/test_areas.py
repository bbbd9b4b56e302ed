from pathlib import Path

import pytest

from maas_cli.errors import StorageError
from maas_cli.places import areas


@pytest.mark.parametrize("name", ["Kazakhstan", "kz", "KAZ", "Казахстан", "Қазақстан"])
def test_a_country_goes_by_its_names_and_codes(name: str) -> None:
    assert areas.codes_called(name) == {"KZ"}


def test_a_state_goes_by_name_and_by_code_with_and_without_its_country() -> None:
    assert areas.codes_called("Texas") == areas.codes_called("tx") == areas.codes_called("US-TX") == {"US-TX"}


def test_a_name_may_mean_a_country_and_a_state() -> None:
    assert areas.codes_called("Georgia") == {"GE", "US-GA"}
    assert areas.codes_called("CA") == {"CA", "US-CA"}


@pytest.mark.parametrize("name", ["Atlantis", "", "|", "a"])
def test_what_no_area_is_called_means_none(name: str) -> None:
    assert areas.codes_called(name) == frozenset()


def test_a_country_has_its_languages_in_order() -> None:
    assert areas.area_of("CH") == areas.Area("CH", "Switzerland", ("de", "fr", "it", "rm"))
    assert areas.area_of("KZ").languages == ("kk", "ru")


def test_a_state_has_a_name_and_no_languages() -> None:
    assert areas.area_of("US-TX") == areas.Area("US-TX", "Texas", ())


def test_a_code_that_the_table_lacks_is_a_damaged_table() -> None:
    with pytest.raises(StorageError, match="it lacks XX"):
        areas.area_of("XX")


def test_a_missing_table_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(areas, "country_table", lambda: tmp_path / "countries.tsv")
    areas._table.cache_clear()  # noqa: SLF001  # the table is read once in a process
    with pytest.raises(StorageError, match=r"cannot read .*countries\.tsv"):
        areas.area_of("KZ")
