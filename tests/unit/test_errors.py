import inspect

from maas_cli import errors
from maas_cli.errors import MaasError

CLASSES = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, MaasError)]


def test_every_error_has_a_code_of_its_own() -> None:
    assert len({cls.code for cls in CLASSES}) == len(CLASSES)


def test_a_hint_is_kept_apart_from_the_message() -> None:
    error = MaasError("no users file", hint="maas users export")
    assert (str(error), error.hint) == ("no users file", "maas users export")


def test_the_tree_at_the_top_of_the_module_names_every_error() -> None:
    assert [cls.__name__ for cls in CLASSES if cls.__name__ not in (errors.__doc__ or "")] == []
