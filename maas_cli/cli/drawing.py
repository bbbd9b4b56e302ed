"""What rich lays out, as text. It loads rich, so only what is shown to people imports it."""

from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROWEST: Final = 40
"""Below so many columns a table would have no room for its words; the terminal wraps what is too wide for it."""


def drawn(view: "RenderableType", *, width: int, color: bool) -> str:
    """Return a view laid out for a terminal of so many columns, with control sequences only if it is coloured.

    Everything is said to rich here, so that neither the environment nor what a text looks like changes the outcome.
    """
    file = StringIO()
    console = Console(
        file=file,
        width=max(width, NARROWEST),
        height=1,  # of no use, but asked of the terminal otherwise
        color_system="standard" if color else None,
        no_color=not color,
        force_terminal=color,
        force_interactive=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(view, crop=False)
    return "".join(f"{line.rstrip(' ')}\n" for line in file.getvalue().splitlines())
