"""Workers that hang are found out, and nobody is blamed for a machine that slept."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.web.heartbeat import Beats, Watch

LIMIT = 10.0


@pytest.fixture
def beats() -> Beats:
    return Beats(2)


def watching(beats: Beats) -> Watch:
    watch = Watch(beats, LIMIT)
    for worker in range(2):
        watch.begin(worker, 0.0)
    return watch


def looked(watch: Watch, first: float, last: float) -> list[int]:
    """Return who was found silent by regular looks from one time to another."""
    found, now = [], first
    while now <= last:
        found += watch.silent(now)
        now += watch.pause_seconds
    return found


def test_a_worker_that_is_silent_for_too_long_is_told_once(beats: Beats) -> None:
    watch = watching(beats)
    assert looked(watch, 0, LIMIT - 1) == []
    beats.beat(0)
    assert looked(watch, LIMIT, LIMIT) == [1]
    assert looked(watch, LIMIT + 1, LIMIT + 8) == []
    assert looked(watch, LIMIT + 9, LIMIT + 11) == [0]
    assert looked(watch, LIMIT + 12, 10 * LIMIT) == []


def test_the_one_in_its_place_is_watched_anew_and_one_that_ended_is_not(beats: Beats) -> None:
    watch = watching(beats)
    assert looked(watch, 0, LIMIT) == [0, 1]
    watch.begin(1, 100.0)
    assert looked(watch, 100, 99 + LIMIT) == []
    watch.end(1)
    watch.end(0)
    assert looked(watch, 100 + LIMIT, 200) == []


def test_a_time_in_which_nobody_looked_is_held_against_nobody(beats: Beats) -> None:
    watch = watching(beats)
    for hour in range(1, 4):
        assert watch.silent(3600.0 * hour) == [], "all were asleep, and the first to wake is the one who looks"
        beats.beat(0)
        beats.beat(1)
        assert watch.silent(3600.0 * hour + watch.pause_seconds) == []


def test_the_words_are_shared_with_processes_forked_later(beats: Beats) -> None:
    pid = os.fork()
    if pid == 0:
        beats.beat(1)
        os._exit(0)
    os.waitpid(pid, 0)
    assert (beats.of(0), beats.of(1)) == (0, 1)


@given(
    st.lists(st.tuples(st.floats(0.01, 3 * LIMIT), st.booleans()), min_size=1, max_size=60),
)
def test_nobody_is_silent_too_early_and_whoever_is_looked_at_in_time_not_too_late(
    steps: list[tuple[float, bool]],
) -> None:
    beats = Beats(1)
    watch = Watch(beats, LIMIT)
    watch.begin(0, 0.0)
    now = counted = silent = 0.0
    for pause, beat in steps:
        now += pause
        if beat:
            beats.beat(0)
            counted = silent = 0.0
        else:
            counted += min(pause, 2 * watch.pause_seconds)
            silent += pause
        found = watch.silent(now)
        assert bool(found) == (counted >= LIMIT)
        if found:
            assert silent >= LIMIT
            return
