from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError
from maas_cli.models.facets import Suggestion, SuggestionKind
from maas_cli.models.search import SearchRequest
from maas_cli.search import IndexFile, search
from maas_cli.search.suggestions import closest, complete
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of

INDEX = index_of(
    [
        meme(1, "Grumpy Cat", "groceries on monday"),
        meme(2, "Grumpy Cat", "grumbling on monday"),
        meme(3, "Harbour Cat", "grumbling again, привет"),
        meme(4, "", "monday monkey"),
    ]
)
WORD, TEMPLATE = SuggestionKind.WORD, SuggestionKind.TEMPLATE


def suggested(text: str, limit: int = 10) -> list[str]:
    return [suggestion.text for suggestion in complete(INDEX, text, limit)]


def test_templates_that_begin_with_the_text_come_first_then_words_by_frequency() -> None:
    assert complete(INDEX, "gru", 10) == [
        Suggestion("Grumpy Cat", TEMPLATE, 2),
        Suggestion("grumbling", WORD, 2),
        Suggestion("grumpy", WORD, 2),
    ]


def test_a_template_may_begin_with_the_text_at_a_later_word() -> None:
    assert suggested("Cat") == ["Grumpy Cat", "Harbour Cat"]
    assert suggested("grumpy  CA", 1) == ["Grumpy Cat"]
    assert suggested("rumpy") == []


def test_templates_leave_room_for_words_and_fill_what_words_leave() -> None:
    index = index_of([meme(n, f"Gru {n}", text) for n, text in enumerate(["grub", "grunt", "x", "y"], start=1)])
    texts = [suggestion.text for suggestion in complete(index, "gr", 4)]
    assert texts == ["Gru 1", "Gru 2", "gru", "grub"]
    assert [suggestion.text for suggestion in complete(index, "gru ", 4)] == ["Gru 1", "Gru 2", "Gru 3", "Gru 4"]
    assert [suggestion.text for suggestion in complete(index, "gr", 1)] == ["Gru 1"]


def test_only_the_last_word_is_completed_and_what_stands_before_it_stays() -> None:
    assert complete(INDEX, "Big, mon", 10) == [
        Suggestion("Big, monday", WORD, 3),
        Suggestion("Big, monkey", WORD, 1),
    ]


def test_a_word_is_no_completion_of_itself() -> None:
    assert suggested("monday") == []
    assert suggested("mon") == ["monday", "monkey"]


@given(prefix=st.text("abc", min_size=1, max_size=3), texts=st.lists(st.text("abc ", max_size=12), max_size=12))
def test_words_are_the_most_frequent_that_begin_so(prefix: str, texts: list[str]) -> None:
    frequency = Counter(word for text in texts for word in set(text.split()))
    begun = [word for word in frequency if word.startswith(prefix) and word != prefix]
    best = sorted(begun, key=lambda word: (-frequency[word], word))[:3]
    found = complete(index_of(memes_of(*texts)), f"so {prefix}", 3)
    assert found == [Suggestion(f"so {word}", WORD, frequency[word]) for word in best]


def test_there_are_never_more_than_asked_for() -> None:
    assert len(complete(INDEX, "m", 1)) == 1


@pytest.mark.parametrize("text", ["monda ", "monda,", '"monda"'])
def test_a_word_that_has_ended_is_not_completed(text: str) -> None:
    assert suggested(text) == []


def test_after_a_blank_templates_go_on() -> None:
    assert suggested("grumpy ") == ["Grumpy Cat"]


def test_an_apostrophe_does_not_end_a_word() -> None:
    index = index_of([meme(1, text="don't")])
    assert [suggestion.text for suggestion in complete(index, "don'", 1)] == ["dont"]


def test_punctuation_alone_suggests_nothing() -> None:
    assert suggested("?!") == []


def test_terms_that_are_no_text_are_damage() -> None:
    damaged = index_bytes(memes_of("owls")).replace(b"owls\n", b"ow\x80s\n")
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        complete(IndexFile(damaged, INDEX_PATH, FINGERPRINT), "ow", 5)


def test_where_nothing_is_found_the_closest_words_are_offered_in_place() -> None:
    assert closest(INDEX, "Mondlly: grocreis") == "monday: groceries"
    assert closest(INDEX, "преывет") == "привет"


def test_words_that_there_are_stay_as_they_are() -> None:
    assert closest(INDEX, "monday grumblinxx") == "monday grumbling"


def test_only_what_is_looked_for_is_replaced() -> None:
    index = index_of([meme(1, "Langur", "monday templates, land of kings")])
    query = 'template:langru lang:eng -mondlly "mondlly" kinks'
    assert closest(index, query) == 'template:langru lang:eng -mondlly "monday" kings'


def test_a_much_more_frequent_word_is_offered_though_one_edit_farther_away() -> None:
    index = index_of([meme(1, text="mondaly"), *(meme(number, text=f"monday {number}") for number in range(2, 60))])
    assert closest(index, "mondlly") == "monday"
    index = index_of([meme(1, text="mondaly"), *(meme(number, text=f"monday {number}") for number in range(2, 9))])
    assert closest(index, "mondlly") == "mondaly"


def test_the_first_letter_may_be_a_typo_too() -> None:
    assert closest(INDEX, "nonday") == "monday"
    assert closest(INDEX, "xxxrumbling") is None


def test_nothing_is_offered_where_a_word_has_nothing_close_or_all_are_known() -> None:
    assert closest(INDEX, "monday qqqqqqq") is None
    assert closest(INDEX, "mo zz") is None
    assert closest(INDEX, "monday monkey") is None


def test_of_equally_close_words_the_more_frequent_is_offered() -> None:
    index = index_of([meme(1, text="stone"), meme(2, text="store"), meme(3, text="store shelf")])
    assert closest(index, "stoxe") == "store"


def test_a_search_offers_it_only_where_it_found_nothing() -> None:
    assert search(INDEX, SearchRequest("mondlly")).suggestion == "monday"
    assert search(INDEX, SearchRequest("monday")).suggestion is None


@given(
    prefix=st.text("abc", min_size=1, max_size=3),
    texts=st.lists(st.text("abc ", max_size=12), max_size=12),
    unsafe=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_safe_words_are_those_that_the_most_safe_memes_hold(prefix: str, texts: list[str], unsafe: list[bool]) -> None:
    rows = [f"{text} shit" if is_unsafe else text for text, is_unsafe in zip(texts, unsafe, strict=False)]
    frequency = Counter(word for text in rows for word in set(text.split()) if "shit" not in text)
    begun = [word for word in frequency if word.startswith(prefix) and word != prefix]
    best = sorted(begun, key=lambda word: (-frequency[word], word))[:3]
    found = complete(index_of(memes_of(*rows)), f"so {prefix}", 3, safe=True)
    assert found == [Suggestion(f"so {word}", WORD, frequency[word]) for word in best]


def test_safe_suggestions_name_no_templates_or_words_that_only_unsafe_memes_have() -> None:
    index = index_of([meme(1, "Bitchy Owl", "bitten"), meme(2, "Bit Owl", "bite shit"), meme(3, "Bit Owl", "bite")])
    assert [suggestion.text for suggestion in complete(index, "bit", 9)] == [
        "Bit Owl",
        "Bitchy Owl",
        "bite",
        "bitchy",
        "bitten",
    ]
    assert complete(index, "bit", 9, safe=True) == [Suggestion("Bit Owl", TEMPLATE, 1), Suggestion("bite", WORD, 1)]


def test_of_many_words_only_those_with_the_most_safe_memes_are_looked_at() -> None:
    texts = [*(f"bat {n}" for n in range(4)), *(f"bad shit {n}" for n in range(3)), "bag one", "bag two", "bar"]
    found = complete(index_of(memes_of(*texts)), "ba", 2, safe=True)
    assert found == [Suggestion("bat", WORD, 4), Suggestion("bag", WORD, 2)]


def test_where_nothing_safe_is_found_no_unsafe_word_is_offered() -> None:
    index = index_of([*memes_of("bitch one", "bitch two", "birch"), meme(9, text="monday shit")])
    assert closest(index, "bixch") == "bitch"
    assert closest(index, "bixch", safe=True) == "birch"
    assert closest(index, "mondlly", safe=True) is None
    assert search(index, SearchRequest("bixchx", safe=True)).suggestion in (None, "birch")


def test_hidden_hits_are_hits_so_nothing_else_is_offered() -> None:
    page = search(index_of(memes_of("monday shit", "mondae")), SearchRequest("monday", fuzzy=False, safe=True))
    assert (page.total, page.hidden, page.suggestion) == (0, 1, None)
