import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.clusters import clusters, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("न्दी", ["न्दी"]),
        ("กำน้", ["กำ", "น้"]),
        ("👩‍💻!", ["👩‍💻", "!"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇺🇦🇰🇿", ["🇺🇦", "🇰🇿"]),
        ("❤️", ["❤️"]),
        ("\u0301", ["\u0301"]),
        ("", []),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@given(st.text())
def test_together_they_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))


def test_joiners_and_the_like_need_no_glyph() -> None:
    assert visible("👩‍💻") == "👩💻"
    assert visible("❤️") == "❤"
    assert visible("می\u200cشود") == "میشود"
