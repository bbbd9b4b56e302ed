"""When dead workers are replaced."""

import signal

from maas_cli.web.restarts import MOST_IN_A_ROW, Restarts


def test_one_that_never_works_is_replaced_later_and_later_and_then_given_up() -> None:
    restarts = Restarts()
    delays = [restarts.delay_after(0.1, was_ready=False, exit_code=1) for _ in range(MOST_IN_A_ROW)]
    assert delays[0] == 0.1
    assert delays[:-1] == sorted(delays[:-1], key=lambda delay: delay or 0)
    assert max(delay or 0 for delay in delays) <= 2
    assert delays[-1] is None
    assert None not in delays[:-1]


def test_one_that_crashes_soon_after_it_was_ready_counts_too() -> None:
    restarts = Restarts()
    delays = [restarts.delay_after(4, was_ready=True, exit_code=-signal.SIGSEGV) for _ in range(MOST_IN_A_ROW)]
    assert delays[-1] is None


def test_one_that_worked_is_replaced_at_once_however_often() -> None:
    restarts = Restarts()
    for _ in range(3 * MOST_IN_A_ROW):
        assert restarts.delay_after(6, was_ready=True, exit_code=-signal.SIGSEGV) == 0
        assert restarts.delay_after(0.1, was_ready=True, exit_code=-signal.SIGKILL) == 0
        assert restarts.delay_after(0.1, was_ready=True, exit_code=0) == 0


def test_one_that_worked_puts_the_count_back() -> None:
    restarts = Restarts()
    for _ in range(5):
        for _ in range(MOST_IN_A_ROW - 1):
            assert restarts.delay_after(0.1, was_ready=False, exit_code=1)
        assert restarts.delay_after(60, was_ready=True, exit_code=1) == 0


def test_beside_others_that_serve_it_is_tried_for_ever_but_ever_less_often() -> None:
    restarts = Restarts()
    delays = [restarts.delay_after(0.1, was_ready=False, exit_code=1, others_serve=True) for _ in range(5000)]
    assert delays[:3] == [0.1, 0.2, 0.4]
    assert None not in delays
    assert delays[-1] == 30
    assert restarts.delay_after(0.1, was_ready=False, exit_code=1) is None
