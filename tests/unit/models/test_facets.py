from maas_cli.models.facets import SuggestionKind


def test_kinds_of_suggestion_are_named_as_on_the_wire() -> None:
    assert [kind.value for kind in SuggestionKind] == ["word", "template"]
