import pytest

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.search.damage import noticing_damage
from tests.factories import index_of, memes_of

INDEX = index_of(memes_of("a"))


@pytest.mark.parametrize("error", [IndexError("out of range"), ValueError("no JSON")])
def test_bytes_that_make_no_sense_are_damage_of_the_index(error: Exception) -> None:
    with pytest.raises(IndexDamagedError, match=rf"memes\.idx is damaged: {error}"), noticing_damage(INDEX):
        raise error


def test_what_the_caller_gave_is_no_damage() -> None:
    with pytest.raises(InvalidInputError), noticing_damage(INDEX):
        raise InvalidInputError("no such template")
