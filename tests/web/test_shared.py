from maas_cli.web.shared import Shared


def test_each_service_has_memory_of_its_own() -> None:
    one, other = Shared.for_workers(2), Shared.for_workers(2)
    one.counts.row(1)[3] = 7.0
    assert (one.counts.total(3), other.counts.total(3)) == (7.0, 0.0)
    one.beats.beat(1)
    assert (one.beats.of(1), other.beats.of(1)) == (1, 0)
    assert one.rates.take(5, 1, 1, 0) == other.rates.take(5, 1, 1, 0) == (True, 1)
