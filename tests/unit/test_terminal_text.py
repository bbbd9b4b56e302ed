"""Text made safe for a terminal."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.terminal_text import escaped, escaped_lines, one_line

ANY_TEXT = st.text(st.characters(codec=None))


def is_safe(text: str) -> bool:
    dangerous = {"\u2028", "\u2029", *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
    return not any(unicodedata.category(char) in {"Cc", "Cs"} or char in dangerous for char in text)


@given(ANY_TEXT)
def test_nothing_dangerous_is_left(text: str) -> None:
    assert is_safe(escaped(text))
    assert is_safe(one_line(text))
    assert is_safe(escaped_lines(text).replace("\n", "").replace("\t", ""))


@given(ANY_TEXT)
def test_positions_stay_true_on_one_line(text: str) -> None:
    assert len(one_line(text)) == len(text)


@given(st.text())
def test_escaping_keeps_the_meaning_of_json(text: str) -> None:
    assert json.loads(escaped_lines(json.dumps(text, ensure_ascii=False))) == text


def test_harmless_text_stays_as_it_is() -> None:
    text = "日本語 кот 🙂 e\u0301 \u200f"
    assert escaped(text) == escaped_lines(text) == one_line(text) == text


def test_blanks_of_all_kinds_become_blanks() -> None:
    assert one_line("a\tb\nc\r\u2028d\x1be") == "a b c  d\ufffde"
