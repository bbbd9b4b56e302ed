from maas_cli.cli.counting import counted


def test_only_one_is_singular() -> None:
    assert [counted(count, "token") for count in (0, 1, 2, 1204)] == ["0 tokens", "1 token", "2 tokens", "1,204 tokens"]
