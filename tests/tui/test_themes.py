import pytest
from textual.color import Color
from textual.theme import Theme

from maas_cli.tui.themes import DARK, LIGHT, THEME_NAMES, THEMES

READABLE = 4.5
"""The least contrast of text by WCAG 2.1, level AA."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["foreground", "primary", "accent", "success", "warning", "error"])
def test_words_are_readable_on_every_ground(theme: Theme, text: str) -> None:
    for ground in ("background", "surface"):
        contrast = _contrast(getattr(theme, text), getattr(theme, ground))
        assert contrast >= READABLE, (theme.name, text, ground, contrast)


def test_there_is_a_theme_for_dark_and_one_for_light_rooms_and_those_of_the_library() -> None:
    assert DARK.dark
    assert not LIGHT.dark
    assert {"maas-dark", "maas-light", "ansi-dark", "nord"} <= set(THEME_NAMES)


def _contrast(text: str, ground: str) -> float:
    """Return the contrast of two colours, 1 to 21, by WCAG 2.1."""
    lighter, darker = sorted((_luminance(Color.parse(text)), _luminance(Color.parse(ground))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
