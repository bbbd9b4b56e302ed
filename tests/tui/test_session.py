from datetime import UTC, datetime, timedelta

from maas_cli.tui.session import local_now


def test_the_time_is_this_machine_s_and_knows_its_zone() -> None:
    now = local_now()
    assert now.tzinfo is not None
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
