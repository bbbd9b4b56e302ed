"""A worker in a process of its own, as the tests of leases run it.

``python -m tests.unit.accounts.leases.worker_process MODE USERS_FILE [COUNT]``; a line on its standard input lets it
begin. Modes:

* ``all``: COUNT calls of user 10 in so many threads at once; prints how many were answered and how many refused.
* ``until-killed``: calls of user 10 without end; a dot is written for each when it is answered.
"""

import os
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Client, Meter
from maas_cli.errors import BalanceExhaustedError

ENDPOINT = "/api/memes"


def meter_of(users_file: Path) -> Meter:
    """Return a meter on the machine's clock."""
    return Meter(users_file, journals_of(users_file), now=lambda: datetime.now(UTC), timeout_seconds=30)


def call(meter: Meter, client: Client) -> bool:
    """Charge a call as the web face does: renew where the lease does not cover it; return whether it was answered."""
    while meter.spend(client, ENDPOINT) is None:
        try:
            meter.renew(client)
        except BalanceExhaustedError:
            return False
    return True


def settle_until(stopped: threading.Event, meter: Meter) -> None:
    """Settle every 50 ms."""
    while not stopped.wait(0.05):
        meter.settle()


def call_all(meter: Meter, count: int) -> None:
    """Make so many calls at once."""
    client = meter.authenticate("secret1")
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(call(meter, client))) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sum(answers), len(answers) - sum(answers), flush=True)  # noqa: T201  # what the test reads


def call_until_killed(meter: Meter) -> None:
    """Make calls one after the other; each is answered by one byte before the next begins."""
    client = meter.authenticate("secret1")
    while call(meter, client):
        os.write(1, b".")


def main(mode: str, users_file: Path, count: int) -> None:
    """Run one mode to its end."""
    meter = meter_of(users_file)
    sys.stdin.readline()
    stopped = threading.Event()
    settling = threading.Thread(target=settle_until, args=(stopped, meter), daemon=True)
    settling.start()
    if mode == "all":
        call_all(meter, count)
        time.sleep(0.2)
    else:
        call_until_killed(meter)
    stopped.set()
    settling.join()
    meter.close()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main(sys.argv[1], Path(sys.argv[2]), int((*sys.argv, "0")[3]))
