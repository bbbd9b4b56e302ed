"""The colours of maas: a dark and a light theme beside those that Textual brings."""

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="maas-dark",
    primary="#7aa2f7",
    secondary="#bb9af7",
    accent="#ffb454",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    foreground="#d5d9ea",
    background="#14161f",
    surface="#191c28",
    panel="#23273a",
    dark=True,
    variables={"border": "#3b4261", "border-blurred": "#3b4261"},
)
LIGHT = Theme(
    name="maas-light",
    primary="#2b5fc7",
    secondary="#7847bd",
    accent="#a54b00",
    success="#3f7a1a",
    warning="#8f5e15",
    error="#c4304b",
    foreground="#23283b",
    background="#f7f7f9",
    surface="#eff0f4",
    panel="#e1e4ed",
    dark=False,
    variables={"border": "#a9b1c9", "border-blurred": "#a9b1c9"},
)

THEMES = (DARK, LIGHT)
THEME_NAMES = (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
"""What can be chosen."""
