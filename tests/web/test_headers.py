from maas_cli.web.headers import JSON, NO_STORE, NOSNIFF


def test_names_are_in_lower_case_as_asgi_wants_them() -> None:
    for name, value in (JSON, NO_STORE, NOSNIFF):
        assert name == name.lower()
        assert value.isascii()
