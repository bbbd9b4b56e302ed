from maas_cli.models.users import IssuedToken, User


def test_an_issued_token_is_not_in_its_representation() -> None:
    assert "s3cret" not in repr(IssuedToken(User(1, "Alice", 5), "s3cret"))
