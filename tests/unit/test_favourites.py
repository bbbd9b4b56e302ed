from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import StorageError
from maas_cli.favourites import Favourites
from maas_cli.models.kept import Favourite
from maas_cli.models.meme import Meme
from tests.factories import meme

AT = datetime(2026, 3, 31, tzinfo=UTC)
CAT = meme(1, "Grumpy Cat", "no", url="https://example.org/1.jpg", md5="a" * 32, lang="en", tags=("cat",), lat=1.5)
DOG = meme(2, "Doge", "wow", page="https://example.org/2")


def days() -> Iterator[datetime]:
    day = AT
    while True:
        yield day
        day += timedelta(days=1)


@pytest.fixture
def favourites(tmp_path: Path) -> Favourites:
    clock = days()
    return Favourites(tmp_path / "favourites.json", now=lambda: next(clock))


def numbers(favourites: Favourites) -> list[int]:
    return [each.meme.id for each in favourites.list()]


def test_memes_are_kept_whole_with_their_time_and_newest_first(favourites: Favourites, tmp_path: Path) -> None:
    assert favourites.list() == ()
    assert (favourites.add(CAT), favourites.add(DOG)) == (True, True)
    again = Favourites(tmp_path / "favourites.json", now=lambda: AT)
    assert again.list() == (Favourite(DOG, AT + timedelta(days=1)), Favourite(CAT, AT))


def test_a_meme_is_kept_once_and_its_time_stays(favourites: Favourites) -> None:
    favourites.add(CAT)
    assert favourites.add(CAT) is False
    assert favourites.list() == (Favourite(CAT, AT),)


def test_it_is_known_what_is_kept(favourites: Favourites) -> None:
    favourites.add(CAT)
    assert CAT in favourites
    assert 1 in favourites
    assert DOG not in favourites
    assert 2 not in favourites
    assert "cat" not in favourites


def test_what_is_removed_is_kept_no_longer(favourites: Favourites) -> None:
    favourites.add_all([CAT, DOG])
    assert favourites.remove(1) is True
    assert favourites.remove(1) is False
    assert favourites.remove(DOG) is True
    assert favourites.list() == ()


def test_several_are_kept_at_once_and_none_twice(favourites: Favourites) -> None:
    favourites.add(CAT)
    assert favourites.add_all([CAT, DOG, DOG]) == 1
    assert numbers(favourites) == [2, 1]


def test_in_another_catalogue_a_number_is_another_meme(favourites: Favourites) -> None:
    other = meme(1, "Grumpy Cat", "yes")
    favourites.add(CAT)
    assert other not in favourites
    assert favourites.add(other) is True
    assert [each.meme.text for each in favourites.list()] == ["yes", "no"]
    assert favourites.remove(other) is True
    assert favourites.list() == (Favourite(CAT, AT),)


def test_a_meme_of_which_only_the_address_changed_is_the_same(favourites: Favourites) -> None:
    favourites.add(CAT)
    assert meme(1, "Grumpy Cat", "no", url="https://elsewhere.example/1.jpg") in favourites


def test_clearing_keeps_nothing_and_says_how_many_there_were(favourites: Favourites) -> None:
    favourites.add_all([CAT, DOG])
    assert (favourites.clear(), favourites.clear(), favourites.list()) == (2, 0, ())


def test_a_damaged_file_is_said_by_all(favourites: Favourites, tmp_path: Path) -> None:
    (tmp_path / "favourites.json").write_text("[{]", encoding="utf-8")
    uses = (favourites.list, favourites.clear, lambda: favourites.add(CAT), lambda: favourites.remove(1))
    for use in (*uses, lambda: CAT in favourites):
        with pytest.raises(StorageError, match=r"favourites\.json is damaged"):
            use()
    assert (tmp_path / "favourites.json").read_text(encoding="utf-8") == "[{]"


few_memes = st.builds(meme, st.integers(1, 3), st.sampled_from(["", "a"]), st.sampled_from(["x", "y"]))
steps = st.tuples(st.sampled_from(["add", "remove", "forget"]), few_memes)


@given(st.lists(steps, max_size=12))
def test_it_does_what_a_plain_list_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Meme]]
) -> None:
    favourites = Favourites(tmp_path_factory.mktemp("kept") / "favourites.json", now=lambda: AT)
    plain: list[Meme] = []
    for step, one in steps:
        if step == "add":
            assert favourites.add(one) is (one not in plain)
            plain = plain if one in plain else [one, *plain]
        else:
            wanted = one if step == "remove" else one.id
            left = [each for each in plain if wanted not in (each, each.id)]
            assert favourites.remove(wanted) is (left != plain)
            plain = left
        assert [each.meme for each in favourites.list()] == plain
        assert (one in favourites) is (one in plain)
