import dataclasses
from datetime import UTC, datetime

import pytest

from maas_cli.models.kept import Favourite, PastQuery
from tests.factories import meme

AT = datetime(2026, 3, 31, tzinfo=UTC)


def test_what_is_kept_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Favourite(meme(), AT).at = AT  # type: ignore[misc]  # that is what is refused
    with pytest.raises(dataclasses.FrozenInstanceError):
        PastQuery("cat", AT).query = "dog"  # type: ignore[misc]  # as above
