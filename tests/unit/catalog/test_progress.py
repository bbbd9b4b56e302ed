from maas_cli.catalog.progress import reporter
from maas_cli.models.catalog import Progress


def test_the_first_and_the_last_step_are_told_and_few_between() -> None:
    told: list[Progress] = []
    on_bytes = reporter("import", told.append)
    for done in range(1, 10_001):
        on_bytes(done, 10_000)
    assert told[0] == Progress("import", 1, 10_000)
    assert told[-1] == Progress("import", 10_000, 10_000)
    assert len(told) < 100


def test_without_a_listener_nothing_happens() -> None:
    reporter("import", None)(1, 1)
