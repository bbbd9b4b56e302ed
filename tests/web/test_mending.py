"""Requests that meet a damaged index."""

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from maas_cli.errors import IndexDamagedError
from maas_cli.web import mending
from maas_cli.web.mending import answered

if TYPE_CHECKING:
    from maas_cli.service import Service


class Damaged:
    """A service whose index is damaged until it is mended."""

    def __init__(self) -> None:
        self.is_damaged = self.is_being_mended = True
        self.asked = 0

    def ask(self) -> str:
        self.asked += 1
        if self.is_damaged:
            raise IndexDamagedError("damaged")
        return "found"

    def mend(self) -> None:
        self.is_damaged = self.is_being_mended = False


def answer(service: Damaged, mended_after: float | None) -> str:
    async def ask() -> str:
        if mended_after is not None:
            asyncio.get_running_loop().call_later(mended_after, service.mend)
        return await answered(cast("Service", service), service.ask)

    return asyncio.run(ask())


def test_who_meets_damage_is_answered_once_it_is_mended() -> None:
    service = Damaged()
    assert answer(service, 0.1) == "found"
    assert service.asked == 2


def test_who_meets_none_is_answered_at_once() -> None:
    service = Damaged()
    service.is_damaged = False
    assert answer(service, None) == "found"
    assert service.asked == 1


def test_nobody_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(IndexDamagedError):
        answer(Damaged(), None)


def test_nobody_waits_for_what_nobody_mends() -> None:
    service = Damaged()
    service.is_being_mended = False
    with pytest.raises(IndexDamagedError):
        answer(service, None)
