"""Group commit."""

import asyncio
import threading
import time

import pytest

from maas_cli.errors import LedgerError
from maas_cli.web.durable import GroupCommit
from tests.web.face import Parts, make_face


def test_all_who_come_during_a_write_share_the_next_one() -> None:
    done: list[int] = []
    wanted = 0

    def write() -> None:
        seen = wanted
        time.sleep(0.05)
        done.append(seen)

    async def main() -> None:
        nonlocal wanted
        commit = GroupCommit(write)

        async def one(number: int) -> None:
            nonlocal wanted
            await asyncio.sleep(number * 0.002)
            wanted = number
            await commit.written()
            assert max(done) >= number  # a write that began later than this call has ended

        await asyncio.gather(*(one(number) for number in range(1, 20)))

    asyncio.run(main())
    assert len(done) <= 3


def test_a_write_that_fails_fails_all_who_waited_for_it_and_not_the_next() -> None:
    calls = 0

    def write() -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise LedgerError("locked")

    async def main() -> None:
        commit = GroupCommit(write)
        results = await asyncio.gather(commit.written(), commit.written(), return_exceptions=True)
        assert [type(result) for result in results] == [LedgerError, LedgerError]
        await commit.written()

    asyncio.run(main())
    assert calls == 2


def test_one_who_hangs_up_stops_nothing_for_the_others() -> None:
    release = threading.Event()

    def write() -> None:
        assert release.wait(5)

    async def main() -> None:
        commit = GroupCommit(write)
        one, other = (asyncio.ensure_future(commit.written()) for _ in range(2))
        await asyncio.sleep(0.02)
        one.cancel()
        release.set()
        await other
        with pytest.raises(asyncio.CancelledError):
            await one

    asyncio.run(main())


def test_a_durable_service_settles_before_it_answers(parts: Parts) -> None:
    face = make_face(parts, durable=True)
    assert face.ask("/api/memes?query=becky").status_code == 200
    assert parts.meter.durable_settles == 1
    assert make_face(parts).ask("/api/memes?query=becky").status_code == 200
    assert parts.meter.durable_settles == 1


def test_what_cannot_be_made_durable_is_not_answered(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(*, durable: bool) -> None:
        raise LedgerError(f"/secret/place/users.db: disk full, durable {durable}")

    monkeypatch.setattr(parts.meter, "settle", settle)
    answer = make_face(parts, durable=True).ask("/api/memes?query=becky")
    assert (answer.status_code, answer.json()["message"]) == (503, "service unavailable")
    assert "/secret" not in answer.text
