from maas_cli.models.search import MatchKind, SearchRequest, SortOrder


def test_a_plain_request_is_fuzzy_by_relevance_and_folds_copies() -> None:
    request = SearchRequest("owl")
    assert (request.fuzzy, request.sort, request.unique, request.limit) == (True, SortOrder.RELEVANCE, True, 10)


def test_kinds_of_match_are_named_as_on_the_wire() -> None:
    assert [str(kind) for kind in MatchKind] == ["word", "prefix", "typo", "substring", "script"]
