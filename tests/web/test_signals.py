"""Signals to wait for."""

import os
import select
import signal

from maas_cli.web.signals import Signals


def test_signals_are_given_in_order_and_do_nothing_else() -> None:
    former = signal.getsignal(signal.SIGTERM)
    with Signals() as signals:
        assert signals.taken() == []
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        assert select.select([signals], [], [], 1)[0] == [signals]
        assert signals.taken() == [signal.SIGHUP, signal.SIGTERM]
        assert signals.taken() == []
    assert signal.getsignal(signal.SIGTERM) is former
