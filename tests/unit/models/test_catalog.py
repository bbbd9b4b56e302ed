from maas_cli.models.catalog import Progress


def test_progress_of_unknown_length_has_no_total() -> None:
    assert Progress("fetch", 1024, None).total is None
