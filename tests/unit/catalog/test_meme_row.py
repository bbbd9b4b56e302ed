import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.catalog.meme_row import LONGEST_VALUE, RowError, meme_from_fields, shown
from maas_cli.models.meme import Meme


def refusal(**fields: object) -> RowError:
    with pytest.raises(RowError) as caught:
        meme_from_fields({"id": "1", "text": "hi"} | fields)
    assert "\n" not in caught.value.detail
    return caught.value


def test_a_row_with_every_value_becomes_a_meme_with_every_value() -> None:
    fields = {
        "id": "7", "url": "u", "name": "Owl", "page": "p", "md5": "m", "fileSize": "12", "text": "hi there",
        "upper": "hi", "lower": "there", "lang": "en", "place": "Oslo", "lat": "59.9", "lon": "10.7", "tags": "a  b",
    }  # fmt: skip
    meme = Meme(7, "Owl", "hi there", "u", "p", "m", 12, "hi", "there", "en", "Oslo", 59.9, 10.7, ("a", "b"))
    assert meme_from_fields(fields) == meme


def test_numbers_may_come_as_numbers_and_tags_as_a_list() -> None:
    meme = meme_from_fields({"id": 0, "name": 42, "fileSize": 0, "lat": 0, "lon": -0.5, "tags": ["a b", " ", "-", 3]})
    assert meme == Meme(0, "42", "", file_size=0, lat=0.0, lon=-0.5, tags=("a b", "3"))


def test_a_dash_and_nothing_both_mean_missing() -> None:
    fields = {"id": "1", "text": "hi", "name": "-", "md5": " - ", "url": None, "fileSize": "-", "lat": "", "lon": "-"}
    assert meme_from_fields(fields) == Meme(1, "", "hi")


def test_blanks_around_and_nul_characters_within_a_value_are_dropped() -> None:
    assert meme_from_fields({"id": " 1 ", "text": "\n h\0i \t"}) == Meme(1, "", "hi")


def test_a_missing_text_is_made_of_its_halves() -> None:
    assert meme_from_fields({"id": "1", "upper": "one", "lower": "two"}).text == "one two"
    assert meme_from_fields({"id": "1", "upper": "-", "lower": "two", "text": "-"}).text == "two"


@pytest.mark.parametrize("value", ["", "-", "x", "-1", "1.5", "+1", "1_000", "٣", "1e3", str(2**63), "9" * 5000, "nan"])
def test_an_id_is_a_whole_number_of_64_bits(value: str) -> None:
    assert refusal(id=value).reason == "bad_number"
    assert meme_from_fields({"id": str(2**63 - 1), "text": "hi"}).id == 2**63 - 1


def test_a_bad_number_is_told_with_what_is_allowed() -> None:
    assert (
        refusal(fileSize="12kB").detail == "fileSize is '12kB': a whole number from 0 to 9223372036854775807 is allowed"
    )
    assert refusal(lat="95", lon="1").detail == "lat is '95': a number from -90 to 90 is allowed"
    assert refusal(lat="5").detail == "lat is given but lon is missing: both or none are allowed"
    assert refusal(lon="5").detail == "lon is given but lat is missing: both or none are allowed"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "180.1", "-181", "1,5", "1_0", "٣", "x", "1e999", math.nan])
def test_a_position_is_on_earth(value: object) -> None:
    assert refusal(lat="1", lon=value).reason == "bad_number"


def test_positions_reach_to_the_poles_and_the_date_line() -> None:
    meme = meme_from_fields({"id": "1", "text": "hi", "lat": "-90", "lon": "1.8e2"})
    assert (meme.lat, meme.lon) == (-90, 180)


def test_without_text_and_name_there_is_no_meme() -> None:
    assert refusal(text="").reason == "empty"
    assert refusal(text="", url="http://picture").reason == "empty"
    assert refusal(text="-").reason == "empty"
    assert meme_from_fields({"id": "1", "name": "Owl"}) == Meme(1, "Owl", "")


def test_a_picture_whose_text_is_said_to_be_unknown_is_a_meme() -> None:
    fields = {"id": "1", "url": "http://picture", "name": "-", "text": "-"}
    assert meme_from_fields(fields) == Meme(1, "", "", url="http://picture")


@pytest.mark.parametrize("value", [True, False, {}, [], ["x"], {"a": 1}])
def test_a_value_is_a_string_or_a_number(value: object) -> None:
    assert refusal(name=value).reason == "bad_json"
    assert refusal(tags=[value]).reason == "bad_json"


def test_a_value_has_ten_thousand_characters_at_most() -> None:
    assert len(meme_from_fields({"id": "1", "text": "x" * LONGEST_VALUE}).text) == LONGEST_VALUE
    too_long = "x" * (LONGEST_VALUE + 1)
    assert refusal(text=too_long).detail == "text has 10001 characters: 10000 are allowed"
    half = "x" * 6000
    for fields in (
        {"url": too_long},
        {"id": too_long},
        {"text": "", "upper": half, "lower": half},
        {"tags": [half] * 2},
    ):
        assert refusal(**fields).reason == "too_long"


def test_what_could_not_be_decoded_is_no_text() -> None:
    assert refusal(text="caf\udce9").detail == r"text is not text: 'caf\udce9'"
    assert refusal(id="1\udcff").reason == "undecodable"


def test_a_value_is_shown_short() -> None:
    assert shown("x" * 100) == "'" + "x" * 39 + "..."


VALUES = st.text(max_size=5) | st.floats() | st.integers() | st.none() | st.booleans() | st.lists(st.text(max_size=3))


@given(st.dictionaries(st.sampled_from(["id", "text", "upper", "lat", "lon", "fileSize", "tags"]), VALUES))
def test_whatever_the_values_a_row_is_a_meme_or_refused_in_one_line(fields: dict[str, object]) -> None:
    try:
        meme = meme_from_fields(fields)
    except RowError as error:
        detail = error.detail
    else:
        detail = "no error"
        assert meme.text or meme.name
        assert (meme.lat is None) == (meme.lon is None)
    assert len(detail.splitlines()) == 1
