"""The query language. The reference knows what a query means because it wrote it, item by item."""

from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from maas_cli.errors import InvalidQueryError
from maas_cli.search.analysis import analyse, query_words
from maas_cli.search.query import (
    FIELDS,
    MAX_QUERY_CHARS,
    MAX_QUERY_WORDS,
    ParsedQuery,
    parse_query,
    sought_spans,
    unquoted,
)

QUOTES = '"“”„«»'
OPERATORS = f"{QUOTES}-:"
GRUMPY_CAT = ("grumpy", "cat")

plain_texts = st.text(st.characters(exclude_characters=OPERATORS), max_size=MAX_QUERY_CHARS)
heavy_texts = st.lists(
    st.one_of(
        st.sampled_from((*OPERATORS, *" \t\n'’!/_", "a", "é", "ſ", "½", "猫", "ـ", "\u0301", "\u200b", "\ud800")),
        st.sampled_from((" -", ' "', ":)", "lang:", " template:", "TEMPLATE:", "foo:", "http://", "don't", "cat ")),
    ),
    max_size=30,
).map("".join)
words = st.sampled_from(("cat", "Dog", "don't", "café", "кот", "猫", "42", "a", "language", "ﬁsh"))
quotes = st.sampled_from(QUOTES)


class Item(NamedTuple):
    """One item of a query and what it means."""

    text: str
    kind: str
    value: str


@st.composite
def items(draw: st.DrawFn) -> Item:
    kind = draw(st.sampled_from(("word", "word", "ornament", "phrase", "exclusion", "template", "lang")))
    if kind == "word":
        word = draw(words)
        return Item(draw(st.sampled_from((word, f"{word},", f"{word}:", f"({word}", f"--{word}"))), kind, word)
    if kind == "ornament":
        return Item(draw(st.sampled_from(("-", "--", "!?", ":)", "—", "'", ":"))), kind, "")
    if kind == "exclusion":
        word = draw(words)
        return Item(f"-{word}", kind, word)
    value = " ".join(draw(st.lists(words, min_size=1, max_size=3)))
    quoted = f"{draw(quotes)}{value}{draw(quotes)}"
    if kind == "phrase":
        return Item(quoted, kind, value)
    bare = value.split()[0]
    text, value = draw(st.sampled_from(((quoted, value), (bare, bare))))
    return Item(f"{draw(st.sampled_from((kind, kind.upper(), kind.title())))}:{text}", kind, value)


def folded(items: list[Item], *kinds: str) -> tuple[str, ...]:
    return tuple(query_words(" ".join(item.value for item in items if item.kind in kinds)))


def meaning(items: list[Item]) -> ParsedQuery:
    """Return what the items ask for, by the plainest means."""
    found, required = folded(items, "word", "phrase"), folded(items, "phrase")
    phrases = tuple(tuple(terms[0] for terms in analyse(item.value)) for item in items if item.kind == "phrase")
    telling = [item for item in items if item.kind != "ornament"]
    last = query_words(telling[-1].value)[-1] if telling and telling[-1].kind == "word" else None
    return ParsedQuery(
        found,
        frozenset(required),
        phrases,
        folded(items, "exclusion"),
        tuple(item.value for item in items if item.kind == "template"),
        tuple(item.value for item in items if item.kind == "lang"),
        last_is_open=last is not None and last == found[-1] and last not in required,
    )


def refusal(text: str) -> str:
    with pytest.raises(InvalidQueryError) as caught:
        parse_query(text)
    message = str(caught.value)
    assert message.splitlines() == [message]
    return message


@given(st.lists(items(), max_size=7), st.sampled_from((" ", "  ", "\t", "\n", "\u3000")))
def test_a_query_means_what_its_items_mean(items: list[Item], blank: str) -> None:
    expected = meaning(items)
    counted = (*expected.words, *expected.excluded, *expected.templates, *expected.langs)
    assume(len(counted) <= MAX_QUERY_WORDS and (expected.words or expected.templates or expected.langs))
    assert parse_query(blank.join(item.text for item in items)) == expected


@given(plain_texts)
@example("cat dog cat")
@example("don't DON’T dont")
def test_a_text_without_operators_is_its_words(text: str) -> None:
    found = query_words(text)
    assume(0 < len(found) <= MAX_QUERY_WORDS)
    parsed = parse_query(text)
    assert parsed == ParsedQuery(tuple(found), last_is_open=parsed.last_is_open)
    assert parsed.last_is_open == (analyse(text)[-1][0] == found[-1])
    assert parsed.is_plain


@given(plain_texts, st.sampled_from((" -", " :", "!-", " --", " :)")))
def test_operators_that_mean_nothing_change_nothing(text: str, ornament: str) -> None:
    assume(len(text) <= MAX_QUERY_CHARS - len(ornament))
    assume(0 < len(query_words(text)) <= MAX_QUERY_WORDS)
    assert parse_query(text + ornament) == parse_query(text)


@given(heavy_texts | st.text())
@example('"')
@example("-")
@example("template:")
def test_any_text_is_answered_or_refused_in_one_line_and_never_fails(text: str) -> None:
    try:
        parsed = parse_query(text)
    except InvalidQueryError:
        refusal(text)
        return
    in_phrases = [word for phrase in parsed.phrases for word in phrase]
    assert parsed.required == set(in_phrases) <= set(parsed.words)
    assert all(parsed.phrases)
    assert len(set(parsed.words)) == len(parsed.words)
    assert len(set(parsed.excluded)) == len(parsed.excluded)
    assert all(map(query_words, (*parsed.templates, *parsed.langs)))
    assert not parsed.last_is_open or parsed.words[-1] not in parsed.required


@given(heavy_texts)
def test_a_query_written_anew_from_what_it_means_means_the_same(text: str) -> None:
    try:
        parsed = parse_query(text)
    except InvalidQueryError:
        assume(False)
    filters = zip(FIELDS, (parsed.templates, parsed.langs), strict=True)
    written = [
        *(word for word in parsed.words if word not in parsed.required),
        *(f'"{" ".join(phrase)}"' for phrase in parsed.phrases),
        *(f"-{word}" for word in parsed.excluded),
        *(f'{field}:"{value}"' for field, values in filters for value in values),
    ]
    assume(len(" ".join(written)) <= MAX_QUERY_CHARS)
    again = parse_query(" ".join(written))
    assert set(again.words) == set(parsed.words)
    assert again[1:-1] == parsed[1:-1]


@pytest.mark.parametrize("text", [f"{first}Grumpy  CAT!{last}" for first in QUOTES for last in QUOTES])
def test_quotes_of_every_kind_hold_a_phrase_whose_words_are_looked_for_whole(text: str) -> None:
    assert parse_query(text) == ParsedQuery(GRUMPY_CAT, frozenset(GRUMPY_CAT), (GRUMPY_CAT,), last_is_open=False)


def test_a_phrase_keeps_the_words_it_has_twice() -> None:
    parsed = parse_query('"No, no, don\'t" no yes')
    assert parsed.words == ("no", "dont", "yes")
    assert parsed.phrases == (("no", "no", "dont"),)
    assert parsed.required == {"no", "dont"}


def test_a_phrase_may_touch_words_and_other_phrases() -> None:
    parsed = parse_query('say"hi there""you"now')
    assert parsed.words == ("say", "hi", "there", "you", "now")
    assert parsed.phrases == (("hi", "there"), ("you",))
    assert parsed.last_is_open


@pytest.mark.parametrize("text", ["'grumpy cat'", "‘grumpy cat’", "grumpy 'cat", "`grumpy´ cat"])
def test_an_apostrophe_is_no_quote(text: str) -> None:
    assert parse_query(text) == ParsedQuery(GRUMPY_CAT)


@pytest.mark.parametrize("text", ['"" cat', '"!?" cat', "“ ” cat", '-"" cat', "-ـ cat"])
def test_a_phrase_or_an_exclusion_that_holds_no_letter_or_digit_asks_for_nothing(text: str) -> None:
    assert parse_query(text) == ParsedQuery(("cat",))


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("-dog cat", ("dog",)),
        ("cat -Dogs, -dogs -birds", ("dogs", "birds")),
        ("cat -don't", ("dont",)),
        ("cat -7", ("7",)),
        ("cat -猫", ("猫",)),
        ('cat -"dog"', ("dog",)),
        ("cat\t-dog", ("dog",)),
    ],
)
def test_a_dash_before_a_word_excludes_it(text: str, excluded: tuple[str, ...]) -> None:
    parsed = parse_query(text)
    assert parsed.words == ("cat",)
    assert parsed.excluded == excluded
    assert not parsed.is_plain


@pytest.mark.parametrize(
    "text",
    ["well-known", "well - known", "well -- known", "well --known", "-- well known", "- well known -", "well (-known"],
)
def test_a_dash_elsewhere_is_punctuation(text: str) -> None:
    assert parse_query(text) == ParsedQuery(("well", "known"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"a b"-like', ("a", "b", "like")),
        ('"a b"lang:en', ("a", "b", "lang", "en")),
        ("x-lang:en", ("x", "lang", "en")),
    ],
)
def test_an_operator_in_the_middle_of_an_item_is_text(text: str, found: tuple[str, ...]) -> None:
    parsed = parse_query(text)
    assert parsed.words == found
    assert parsed.excluded == parsed.langs == ()


@pytest.mark.parametrize(
    ("text", "templates", "langs"),
    [
        ("template:grumpy", ("grumpy",), ()),
        ('Template:"Grumpy Cat"', ("Grumpy Cat",), ()),
        ("TEMPLATE:“Grumpy Cat”", ("Grumpy Cat",), ()),
        ("template:Grumpy-Cat", ("Grumpy-Cat",), ()),
        ("template:one template:two lang:EN", ("one", "two"), ("EN",)),
        ("lang:pt-BR", (), ("pt-BR",)),
        ("template:a:b", ("a:b",), ()),
    ],
)
def test_filters_are_kept_as_typed_and_need_no_words(
    text: str, templates: tuple[str, ...], langs: tuple[str, ...]
) -> None:
    assert parse_query(text) == ParsedQuery((), templates=templates, langs=langs, last_is_open=False)
    assert parse_query(f"{text} cat") == ParsedQuery(("cat",), templates=templates, langs=langs)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("note: buy milk", ("note", "buy", "milk")),
        ("12:30", ("12", "30")),
        ("cat :)", ("cat",)),
        ("re:", ("re",)),
        ("http://a.b/c", ("http", "a", "b", "c")),
        ("HTTPS://a.b", ("https", "a", "b")),
        ("template://x", ("template", "x")),
        ("the template", ("the", "template")),
        ("ſ:x", ("s", "x")),
        ("кот:пёс", ("кот", "пес")),
        ("a1:b", ("a1", "b")),
        ("(lang:en)", ("lang", "en")),
    ],
)
def test_a_colon_that_makes_no_filter_is_punctuation(text: str, found: tuple[str, ...]) -> None:
    assert parse_query(text) == ParsedQuery(found)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("grumpy ca", True),
        ("grumpy ca!", True),
        ("grumpy ca - !", True),
        ("-dog grumpy ca", True),
        ('"grumpy" ca', True),
        ("lang:en ca", True),
        ("ca -dog", False),
        ("ca lang:en", False),
        ('ca "grumpy"', False),
        ('ca ""', False),
        ('"grumpy ca"', False),
        ('"grumpy ca" !', False),
        ('"grumpy ca" ca', False),
        ("ca grumpy ca", False),
        ("ca - grumpy ca", False),
        ("lang:en", False),
    ],
)
def test_the_last_word_may_still_be_growing_only_where_the_text_ends_with_it(text: str, *, is_open: bool) -> None:
    assert parse_query(text).last_is_open is is_open


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the query is empty"),
        (" \t\n", "the query is empty"),
        ("!!!", "'!!!' holds no letter or digit"),
        ("- :) --", "'- :) --' holds no letter or digit"),
        ('"!"', "'\"!\"' holds no letter or digit"),
        ("a" * 257, "the query has 257 characters; at most 256 are allowed"),
        ("-cat -dog", "'-cat -dog' only says what not to find"),
        ('"grumpy ca', """the quote in '"grumpy ca' is not closed"""),
        ('a "b c" 5"', """the quote in 'a "b c" 5"' is not closed"""),
        ('a template:"b', """the quote in 'a template:"b' is not closed"""),
        ('cat -"two words"', """'-"two words"' is not allowed: only single words can be excluded"""),
        ("cat -well-known", "'-well-known' is not allowed: only single words can be excluded"),
        ("cat -http://a", "'-http://a' is not allowed: only single words can be excluded"),
        ("cat foo:bar", "unknown field 'foo'; fields are template, lang"),
        ('Foo:"a b"', "unknown field 'Foo'; fields are template, lang"),
        ("cat -foo:bar", "unknown field 'foo'; fields are template, lang"),
        ("cat template:", "'template:' names nothing"),
        ("Lang: en", "'Lang:' names nothing"),
        ('template:""', "'template:\"\"' names nothing"),
        ("template:!?", "'template:!?' names nothing"),
        ("cat -template:x", "'-template:x' is not allowed: filters cannot be excluded, only words"),
        ('cat -lang:"en"', "'-lang:\"en\"' is not allowed: filters cannot be excluded, only words"),
        ("cat -Lang:", "'-Lang:' is not allowed: filters cannot be excluded, only words"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    "text",
    [
        " ".join("abcdefghijklmnopq"),
        f'"{" ".join("abcdefghijklmnopq")}"',
        " ".join(["a", *(f"-{letter}" for letter in "bcdefghijklmnopq")]),
        " ".join(f"lang:{letter}" for letter in "abcdefghijklmnopq"),
        '"a b c d" e f g h -i -j -k -l template:"m n o" template:p lang:q lang:r lang:s',
    ],
)
def test_seventeen_words_are_too_many_however_they_are_asked_for(text: str) -> None:
    assert refusal(text) == "the query has 17 words; at most 16 are allowed"
    parse_query(text.rpartition(" ")[0] + ('"' if text.startswith('"a b c d e') else ""))


@pytest.mark.parametrize("text", ["a" * 256, "-dog " + "a" * 251, " ".join(["same"] * 40), '"' + "no " * 60 + '"'])
def test_long_queries_of_few_words_are_answered(text: str) -> None:
    assert len(parse_query(text).words) == 1


@pytest.mark.parametrize("text", ['"a', "foo:a", "lang:", "-a", "!", "", "b -a-c", 'b -"c d"'])
def test_a_refusal_says_what_to_do_instead(text: str) -> None:
    with pytest.raises(InvalidQueryError) as caught:
        parse_query(text)
    assert caught.value.hint


def test_the_parts_that_say_what_to_look_for_leave_out_filters_and_exclusions() -> None:
    text = 'big -dog lang:en "old cat" template:"no way" http://x'
    assert [text[start:end] for start, end in sought_spans(text)] == ["big", '"old cat"', "http://x"]
    assert sought_spans("big cat") == [(0, 7)]


@given(st.one_of(plain_texts, heavy_texts))
def test_the_words_of_those_parts_are_the_words_looked_for(text: str) -> None:
    try:
        wanted = list(parse_query(text).words)
    except InvalidQueryError:
        assume(False)
    found = dict.fromkeys(word for start, end in sought_spans(text) for word in query_words(text[start:end]))
    assert list(found) == wanted


@given(st.text(f"{QUOTES}ab '"))
def test_a_text_without_quotes_fits_between_quotes(text: str) -> None:
    assert query_words(unquoted(text)) == query_words(text)
    assert not set(QUOTES) & set(unquoted(text))
