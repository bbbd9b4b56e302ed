import dataclasses

import pytest

from maas_cli.models.meme import Meme


def test_a_meme_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Meme(1, "Owl", "hoot").text = "other"  # type: ignore[misc]  # that is what is refused


def test_a_meme_has_no_place_unless_its_source_gives_one() -> None:
    assert (Meme(1, "Owl", "hoot").lat, Meme(1, "Owl", "hoot").lon) == (None, None)
