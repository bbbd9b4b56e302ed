"""The meme beside the list: its picture, and always its caption in letters, for no picture in cells can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.reactive import var
from textual.widgets import Static

from maas_cli.terminal_text import one_line
from maas_cli.tui.widgets.picture import set_image
from maas_cli.tui.widgets.result_line import distance_text

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.app import ComposeResult
    from textual.widget import Widget

    from maas_cli.models.meme import Meme
    from maas_cli.models.search import Hit


class MemePane(Vertical):
    """A meme at a glance. Pictures come later than their meme, and only one that is still shown is taken."""

    DEFAULT_CSS = """
    MemePane .picture { width: 1fr; height: 1fr; }
    MemePane .caption { height: 4; content-align: center middle; text-align: center; text-style: bold; padding: 0 1; }
    MemePane .about { height: 2; text-align: center; color: $text-muted; padding: 0 1;
                      text-wrap: nowrap; text-overflow: ellipsis; }
    MemePane.-without-picture .picture { display: none; }
    """

    hit: var[Hit | None] = var(None, init=False)
    is_kept: var[bool] = var(default=False, init=False)

    def __init__(self, picture: Widget, *, classes: str | None = None) -> None:
        """``picture`` is the widget that shows the picture."""
        super().__init__(classes=classes)
        self._picture = picture
        picture.add_class("picture")

    def compose(self) -> ComposeResult:
        """Make the picture, the caption and what is said about it."""
        yield self._picture
        yield Static(classes="caption", markup=False)
        yield Static(classes="about", markup=False)

    def show_picture(self, meme: Meme, image: Image | None) -> None:
        """Take a meme's picture, unless another meme is shown by now."""
        if self.hit is not None and self.hit.meme == meme:
            set_image(self._picture, image)

    def watch_hit(self) -> None:
        """Show another meme's words at once; the picture follows."""
        self._say()
        if self.hit is None:
            set_image(self._picture, None)

    def watch_is_kept(self) -> None:
        """Show or hide the star."""
        self._say()

    def _say(self) -> None:
        caption = Text("") if self.hit is None else caption_text(self.hit.meme)
        self.query_one(".caption", Static).update(caption, layout=False)  # sizes stay, so nothing is laid out anew
        about = "" if self.hit is None else about_text(self.hit, is_kept=self.is_kept)
        self.query_one(".about", Static).update(about, layout=False)


def caption_text(meme: Meme) -> Text:
    """Return a caption as it stands on the picture: its halves on lines of their own."""
    halves = [one_line(half) for half in (meme.upper, meme.lower) if half.strip()]
    return Text("\n".join(halves) if halves else one_line(meme.text) or "(no caption)")


def about_text(hit: Hit, *, is_kept: bool) -> Text:
    """Return the template, the number and the place of a meme."""
    meme = hit.meme
    facts = [*(["★ favourite"] if is_kept else []), one_line(meme.name), f"#{meme.id}"]
    where = [one_line(meme.place), distance_text(hit.distance_km), meme.lang]
    copies = [f"{hit.copies} copies"] if hit.copies > 1 else []
    lines = [facts, [*where, *copies, *map(one_line, meme.tags)]]
    return Text("\n".join(" · ".join(filter(None, line)) for line in lines if any(line)))
