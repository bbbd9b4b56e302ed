import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.packaged import unsafe_word_list
from maas_cli.search.analysis import analyse, is_written_without_blanks
from maas_cli.search.build.unsafe_words import Entry, UnsafeWords, unsafe_words

LINES = (
    "abba\ten\t\n",
    "abba\tes\telsewhere\n",
    "aab*\tde\tsv no\n",
    "*猫\tja\t\n",
    "ba ab\ten\t\n",
    "ab ba ab\ten\talways\n",
)
LISTED = UnsafeWords(LINES)
ABBA, AABA, CAT = {Entry("en"), Entry("es", is_own=True)}, {Entry("de", frozenset(("sv", "no")))}, {Entry("ja")}


@pytest.mark.parametrize(
    ("term", "entries"),
    [
        ("abba", ABBA),
        ("abbaa", set()),
        ("aab", AABA),
        ("aabacus", AABA),
        ("baab", set()),
        ("abbbba", ABBA),
        ("aaaabbb", AABA),
        ("4bba", ABBA),
        ("好きな猫", CAT),
        ("ab", set()),
        ("b", set()),
    ],
)
def test_whole_words_beginnings_disguises_and_parts_of_unspaced_scripts_count(term: str, entries: set[Entry]) -> None:
    assert LISTED.of_term(term) == entries


@given(st.lists(st.text("ab4猫", min_size=1, max_size=6), unique=True).map(sorted))
def test_all_terms_at_once_give_what_each_gives(terms: list[str]) -> None:
    assert LISTED.of_terms(terms) == {n: found for n, term in enumerate(terms) if (found := LISTED.of_term(term))}


def test_a_word_counts_in_all_languages_but_some_or_in_its_own_only() -> None:
    everywhere, but_swedish, spanish = Entry("en"), Entry("de", frozenset(["sv"])), Entry("es", is_own=True)
    codes = ("en", "es", "es-MX", "sv", "sv-FI", "und")
    assert [everywhere.counts_in(code) for code in codes] == [True] * 6
    assert [but_swedish.counts_in(code) for code in codes] == [True, True, True, False, False, True]
    assert [spanish.counts_in(code) for code in codes] == [False, True, True, False, False, False]


def test_phrases_are_of_words_and_harmless_ones_have_no_entry() -> None:
    assert LISTED.phrases == [(("ba", "ab"), Entry("en")), (("ab", "ba", "ab"), None)]


@pytest.mark.parametrize(
    ("text", "language", "is_starred"),
    [
        ("so a**a it is", "en", True),
        ("A*B*B*A", "en", True),
        ("@bba", "en", True),
        ("aa**acus", "de", True),
        ("aa**acus", "sv", False),
        ("a*c", "en", False),
        ("abba", "en", False),
    ],
)
def test_words_behind_stars_and_signs_count(text: str, language: str, *, is_starred: bool) -> None:
    assert LISTED.starred(["nothing", text], ["en", language]) == [1] * is_starred


def test_a_line_with_another_number_of_columns_is_refused() -> None:
    with pytest.raises(TypeError):
        UnsafeWords(["word\ten\n"])


def test_the_list_that_comes_with_maas_is_folded_sorted_and_says_each_word_once() -> None:
    rows = [line.split("\t") for line in unsafe_word_list().read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 1000
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
    assert len({(word, language) for word, language, _ in rows}) == len(rows)
    for word, language, safe_in in rows:
        assert " ".join(terms[0] for terms in analyse(word)) == word.strip("*"), word
        assert 2 <= len(language) <= 3
        assert safe_in in ("elsewhere", "always") or language not in safe_in.split(), word
        assert not word.endswith("*") or " " not in word
        assert not word.startswith("*") or is_written_without_blanks(word.strip("*")), word
        assert word.startswith("*") or len(word.rstrip("*")) >= 2 or not word.isascii(), word


def terms_of(text: str) -> list[str]:
    return [term for terms in analyse(text) for term in terms]


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe assassin cockpit Essex classic cocktail Dickens shiitake therapist analysis button bass grass",
        "title Titanic documents cucumber circumstance raccoon Pakistan spice Niger Nigeria niggle snigger hoe-down",
        "hello shuttlecock peacock Sussex sextant Hancock Dickson Wankel Cumberland accumulate Uranus constitution",
        "Phuket Kike's kumquat grape drape scrape parapet pussyfoot titmouse therapy shitake bitcoin",
        "мандарин страховка херувим трахея хлебать гребля потреблять оскорблять употреблять рубля команда психуй",
        "パチンコ ロマンコメディ エセックス イブラヒモビッチ がまんこそ ピエロ スケッチブック",
        "女性交流 路口交通 自慰问 角色情感 生日你妈妈 去你妈妈家",
        "시발점 보지 마 자지 마",
    ],
)
def test_words_that_only_look_like_unsafe_ones_are_none(text: str) -> None:
    harmless = [term for term in terms_of(text) if not term.startswith(("hoe", "kike"))]
    unsafe = [term for term in harmless if any(entry.counts_in("und") for entry in unsafe_words().of_term(term))]
    assert unsafe == []


@pytest.mark.parametrize(
    ("term", "language"),
    [
        *(("fucking", code) for code in ("en", "de", "und")),
        *(("fuuuuck", "en"), ("sh1t", "en"), ("asssss", "und"), ("bitches", "en"), ("n1gger", "en")),
        *(("con", "fr"), ("pute", "fr"), ("puta", "es"), ("putas", "pt"), ("fick", "de"), ("got", "tr")),
        *(("пиздец", "ru"), ("охуенно", "ru"), ("kurwa", "pl"), ("спиздил", "uk"), ("cazzo", "it"), ("neuken", "nl")),
        *(("شرموطه", "fa"), ("मादरचोद", "hi")),
    ],
)
def test_unsafe_words_of_many_languages_are(term: str, language: str) -> None:
    if term == "شرموطه":
        term = terms_of("شرموطة")[0]
    assert any(entry.counts_in(language) for entry in unsafe_words().of_term(term))


@pytest.mark.parametrize(
    ("term", "languages"),
    [
        ("con", ("es", "it", "und")),
        ("pute", ("ro", "en", "und")),
        ("dick", ("de", "de-AT")),
        ("got", ("en", "und")),
        ("slut", ("sv", "da")),
        ("fick", ("sv",)),
        ("kunt", ("nl",)),
        ("rape", ("fr", "es")),
        ("retard", ("fr",)),
        ("pula", ("id", "und")),
        ("curva", ("es", "pt", "und")),
        ("negro", ("es", "pt", "und")),
    ],
)
def test_everyday_words_of_another_language_are_safe_in_it(term: str, languages: tuple[str, ...]) -> None:
    entries = unsafe_words().of_term(term)
    assert entries
    assert not any(entry.counts_in(language) for entry in entries for language in languages)
