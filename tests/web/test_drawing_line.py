"""The line in which pictures wait."""

import asyncio
import threading

import pytest

from maas_cli.models.meme import Meme
from maas_cli.web.drawing_line import DrawingLine
from tests.factories import meme


class Hand:
    """Draws once it may; remembers of which memes, and how many it ever drew at a time."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.may = threading.Event()
        self.at_once = self.most_at_once = 0

    def draw(self, shown: Meme, size: int) -> bytes:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        assert self.may.wait(10)
        self.at_once -= 1
        self.drawn.append(shown.id)
        return picture(shown.id, size)


def picture(number: int, size: int = 64) -> bytes:
    return b"%d %d" % (number, size)


async def asked(line: DrawingLine, *numbers: int) -> list[asyncio.Task[bytes | None]]:
    """Ask for pictures at once; return once all of them wait."""
    tasks = [asyncio.ensure_future(ask(line, number)) for number in numbers]
    await asyncio.sleep(0.01)
    return tasks


async def ask(line: DrawingLine, number: int) -> bytes | None:
    return await line.drawn(number, meme(number), 64)


def test_pictures_are_drawn_one_at_a_time_in_turn_and_each_once() -> None:
    hand = Hand()

    async def main() -> list[bytes | None]:
        tasks = await asked(DrawingLine(hand.draw), 1, 2, 3, 1, 2)
        assert not any(task.done() for task in tasks)  # and the event loop goes on
        hand.may.set()
        return await asyncio.gather(*tasks)

    assert asyncio.run(main()) == list(map(picture, (1, 2, 3, 1, 2)))
    assert (hand.drawn, hand.most_at_once) == ([1, 2, 3], 1)


@pytest.mark.parametrize(("cache_bytes", "drawn"), [(16_000, [1]), (0, [1, 1, 1])])
def test_a_picture_asked_for_again_is_at_hand_if_it_may_be_kept(cache_bytes: int, drawn: list[int]) -> None:
    hand = Hand()
    hand.may.set()

    async def main() -> None:
        line = DrawingLine(hand.draw, cache_bytes=cache_bytes)
        assert line.at_hand(1) is None
        for _ in range(3):
            assert await ask(line, 1) == picture(1)
        assert line.at_hand(1) == (picture(1) if cache_bytes else None)

    asyncio.run(main())
    assert hand.drawn == drawn


def test_where_too_many_wait_another_is_refused_at_once_but_the_same_may_be_waited_for() -> None:
    hand = Hand()

    async def main() -> list[bytes | None]:
        line = DrawingLine(hand.draw, most_waiting=2)
        waiting = await asked(line, 1, 2)
        assert await asyncio.wait_for(ask(line, 3), 1) is None
        waiting += await asked(line, 2)
        hand.may.set()
        return [*await asyncio.gather(*waiting), await ask(line, 3)]

    assert asyncio.run(main()) == list(map(picture, (1, 2, 2, 3)))


def test_one_who_hangs_up_stops_nothing_for_the_others() -> None:
    hand = Hand()

    async def main() -> bytes | None:
        gone, waiting = await asked(DrawingLine(hand.draw), 1, 1)
        gone.cancel()
        hand.may.set()
        return await waiting

    assert asyncio.run(main()) == picture(1)


def test_a_picture_that_cannot_be_drawn_fails_all_who_wait_for_it_and_not_the_next() -> None:
    calls = 0

    def draw(_: Meme, __: int) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OSError("no font")
        return b"picture"

    async def main() -> bytes | None:
        line = DrawingLine(draw, most_waiting=1)
        failed = await asyncio.gather(ask(line, 1), ask(line, 1), return_exceptions=True)
        assert [type(one) for one in failed] == [OSError, OSError]
        return await ask(line, 1)

    assert asyncio.run(main()) == b"picture"


@pytest.mark.parametrize("length", [2 * 2**20 - 1_000, 2 * 2**20])
def test_a_picture_of_up_to_two_mebibytes_is_kept(length: int) -> None:
    async def main() -> bytes | None:
        line = DrawingLine(lambda _, __: bytes(length))
        await ask(line, 1)
        return line.at_hand(1)

    kept = asyncio.run(main())
    assert (kept is not None) == (length < 2 * 2**20)
