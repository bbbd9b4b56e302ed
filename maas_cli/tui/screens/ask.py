"""Small windows that ask one thing: a line of text, or one of many."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import work
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from maas_cli.errors import MaasError
from maas_cli.terminal_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

_MOST_SHOWN = 300
"""Choices listed at once; typing narrows them down."""


Answer = TypeVar("Answer")


class AskScreen(ModalScreen[Answer | None], Generic[Answer]):
    """Asks for a line of text; gives what is made of it, or None if the window was closed.

    ``take`` makes something of the text, which may be empty and has no blanks around it; it may wait, and runs in a
    thread. While it raises MaasError the window stays and says why.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, question: str, take: Callable[[str], Answer], *, text: str = "", hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._take = take
        self._text = text
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window") as window:
            window.border_title = self._question
            yield Input(self._text, compact=True)
            yield Static(self._hint, classes="hint", markup=False)
            yield Static("⏎ take   Esc close", classes="keys")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say again what can be typed."""
        event.stop()
        self._say(self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what is made of the text, if anything can be."""
        event.stop()
        self._answer(event.value.strip())

    @work(exclusive=True)
    async def _answer(self, text: str) -> None:
        try:
            answer = await asyncio.to_thread(self._take, text)
        except MaasError as error:
            self._say("\n".join(filter(None, (str(error), error.hint))), is_wrong=True)
            return
        self.dismiss(answer)

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        hint = self.query_one(".hint", Static)
        hint.set_class(is_wrong, "-wrong")
        hint.update(words)


class ChoiceScreen(ModalScreen[str | None]):
    """Asks for one of many; gives its value, or None if the window was closed. Typing narrows the choices down.

    ``choices`` are pairs of a value and what is shown for it, in the order they are shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "close"),
        ("up", "choose(-1)", "up"),
        ("down", "choose(1)", "down"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], *, nothing: str) -> None:
        """``nothing`` is said where there are no choices at all."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._nothing = nothing

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window -tall") as window:
            window.border_title = self._question
            yield Input(placeholder="type to narrow down", compact=True)
            choices = OptionList(compact=True)
            choices.can_focus = False
            yield choices
            yield Static("⏎ take   ↑ ↓ choose   Esc close", classes="keys")

    def on_mount(self) -> None:
        """List all choices."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the choices with all the words typed."""
        event.stop()
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the choice that is marked."""
        event.stop()
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(self._choices[int(option.id)][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the choice that was clicked."""
        event.stop()
        if event.option.id is not None:
            self.dismiss(self._choices[int(event.option.id)][0])

    def action_choose(self, steps: int) -> None:
        """Mark another choice."""
        choices = self.query_one(OptionList)
        if choices.option_count:
            marked = choices.highlighted or 0
            choices.highlighted = min(max(marked + steps, 0), choices.option_count - 1)

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [
            Option(Text(one_line(shown), no_wrap=True), id=str(number))
            for number, (_, shown) in enumerate(self._choices)
            if all(word in shown.casefold() for word in words)
        ]
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(fitting[:_MOST_SHOWN])
        if not fitting:
            empty = "nothing fits" if self._choices else self._nothing
            choices.add_option(Option(empty, disabled=True))
        elif len(fitting) > _MOST_SHOWN:
            choices.add_option(Option(f"and {len(fitting) - _MOST_SHOWN:,} more: type to narrow down", disabled=True))
        choices.highlighted = 0 if fitting else None
