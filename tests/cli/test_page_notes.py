from maas_cli.cli.page_notes import page_notes
from maas_cli.models.search import Hit, MatchKind, SearchPage, SearchRequest, WordMatch
from tests.factories import meme

OWL = WordMatch("owl", "owl", MatchKind.WORD, 0)
REQUEST = SearchRequest("owl")


def page(*hits: Hit, total: int, offset: int = 0, balance: int | None = None, hidden: int = 0) -> SearchPage:
    return SearchPage("owl", hits, total, offset, 10, balance, hidden=hidden)


def hit(*missing: str) -> Hit:
    return Hit(meme(text="owl"), 1.0, (OWL,), missing)


def notes(answer: SearchPage, request: SearchRequest = REQUEST) -> list[str]:
    return list(page_notes(answer, request))


def test_a_page_with_every_hit_needs_no_words() -> None:
    assert notes(page(hit(), total=1)) == []


def test_hits_left_out_are_counted_with_the_way_to_more() -> None:
    assert notes(page(hit(), total=1204)) == ["1 of 1,204 shown; --offset 1 shows more"]
    assert notes(page(hit(), total=2, offset=1)) == ["1 of 2 shown"]


def test_what_is_left_to_spend_is_said_first() -> None:
    assert notes(page(total=0, balance=1)) == ["1 token left", "no meme found for 'owl'"]


def test_filters_that_may_be_why_nothing_is_found_are_named() -> None:
    request = SearchRequest("owl", fuzzy=False, template="Owl", lang="en", lat=0, lon=0, radius_km=5)
    assert notes(page(total=0), request) == [
        "no meme found for 'owl' with --exact, --template, --lang, --radius",
    ]


def test_an_offset_beyond_the_last_hit_is_told() -> None:
    assert notes(page(total=3, offset=9)) == ["no more memes: 3 in all, --offset 9 leaves out all of them"]


def test_hits_that_lack_words_are_announced_on_the_first_page_only() -> None:
    assert notes(page(hit("cat"), total=1)) == ["no meme has both words; these come closest"]
    assert notes(page(hit("cat", "dog"), total=1)) == ["no meme has all 3 words; these come closest"]
    assert notes(page(hit("cat"), total=2, offset=1)) == ["1 of 2 shown"]


def test_unsafe_memes_that_are_hidden_are_counted_with_the_way_to_them() -> None:
    assert notes(page(hit(), total=1, hidden=1)) == ["1 unsafe meme hidden: --nsfw shows it"]
    assert notes(page(total=0, hidden=1204)) == [
        "no safe meme found for 'owl'",
        "1,204 unsafe memes hidden: --nsfw shows them",
    ]
