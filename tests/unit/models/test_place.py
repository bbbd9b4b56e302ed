import dataclasses

import pytest

from maas_cli.models.place import Place


def test_a_place_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Place("Almaty", "KZ", "Kazakhstan", 43.25, 76.91, 1977011).lat = 0.0  # type: ignore[misc]  # that is refused
