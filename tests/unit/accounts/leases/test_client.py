from maas_cli.accounts.leases import Client


def test_a_client_never_shows_the_digest_of_their_token() -> None:
    assert repr(Client(10, b"digest")) == "Client(uid=10)"
