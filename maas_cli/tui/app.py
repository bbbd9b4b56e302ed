"""The application: its screens, colours and keys, and the clock by which live statistics are read."""

from __future__ import annotations

import asyncio
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.events import Key
from textual.worker import WorkerFailed

from maas_cli.errors import MaasError
from maas_cli.models.meme import Meme
from maas_cli.terminal_text import one_line
from maas_cli.tui.actions import EVERYWHERE, bindings_of
from maas_cli.tui.call_rate import CallRate
from maas_cli.tui.palette import ActionProvider
from maas_cli.tui.screens.browse import BrowseScreen
from maas_cli.tui.screens.help import HelpScreen
from maas_cli.tui.screens.live import StatisticsScreen
from maas_cli.tui.screens.world import WorldScreen
from maas_cli.tui.steady_columns import FullScreenDriver
from maas_cli.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Event
    from textual.screen import Screen

    from maas_cli.tui.backends import Statistics
    from maas_cli.tui.session import Session

TICK_SECONDS = 1.0
"""Statistics are read so often, as long as a screen shows them."""


NOTICE_SECONDS = 10
"""A note stays so long: enough to read a line that may name a file."""


class MaasApp(App[Meme | None]):
    """The interactive browser."""

    TITLE = "maas"
    CSS_PATH = "maas.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(EVERYWHERE))
    COMMANDS: ClassVar[set] = {ActionProvider}  # type: ignore[type-arg]  # as Textual declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012  # as its base
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-short"), (30, "-tall")]  # noqa: RUF012  # as above

    def __init__(self, session: Session) -> None:
        is_ansi = session.theme.startswith("ansi-")
        # Textual chooses how NO_COLOR is kept before it knows the theme
        super().__init__(FullScreenDriver, ansi_color=is_ansi or None)
        self.session = session
        self.keys = dict(session.keys)
        self.fault: Exception | None = None
        """What nobody foresaw and ended the browser."""
        self.statistics: Statistics | None = None
        self.escaped_at = -inf
        """When Esc was last pressed on another screen than the main one, by :func:`time.monotonic`."""
        self._is_reading = False
        self.rate = CallRate()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = session.theme
        self.set_keymap(self.keys)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen below all others."""
        return BrowseScreen(self.session)

    async def on_event(self, event: Event) -> None:
        """Remember when Esc closed something, before anything takes the key."""
        if isinstance(event, Key) and event.key == "escape" and not isinstance(self.screen, BrowseScreen):
            self.escaped_at = monotonic()
        await super().on_event(event)

    def on_ready(self) -> None:
        """Begin to read statistics and load what is dear, the first frame being shown."""
        self.watch(self, "theme", self._theme_chosen, init=False)
        self._warm_up()
        self.set_interval(TICK_SECONDS, self.tick)
        self.tick()

    def _theme_chosen(self, theme: str) -> None:
        self._keep_theme(theme)

    @work(exclusive=True, group="theme")
    async def _keep_theme(self, theme: str) -> None:
        try:
            await asyncio.to_thread(self.session.keep_theme, theme)
        except MaasError as error:
            self.notify(one_line(str(error)), severity="error", timeout=NOTICE_SECONDS, markup=False)

    @work(thread=True, group="warm up")
    def _warm_up(self) -> None:
        self.session.backend.warm_up()

    def on_browse_screen_resumed(self) -> None:
        """Read statistics at once when the main screen is in sight again."""
        self.tick()

    def tick(self) -> None:
        """Show what there is to note, and read statistics if they are in sight."""
        self._show_notices()
        self._watch_catalog()
        if self._is_reading or not self.screen.is_mounted:
            return  # a server that takes its time is not asked again meanwhile
        if getattr(self.screen, "shows_statistics", False):
            self._is_reading = True
            self._read_statistics()

    def _watch_catalog(self) -> None:
        browse = self.screen_stack[0]
        if isinstance(browse, BrowseScreen) and browse.is_mounted:
            browse.watch_catalog()

    def _show_notices(self) -> None:
        for note in self.session.notices.news():
            self.notify(one_line(note), severity="warning", timeout=NOTICE_SECONDS, markup=False)

    @work(group="statistics")
    async def _read_statistics(self) -> None:
        try:
            statistics = await asyncio.to_thread(self.session.backend.statistics)
        except MaasError as error:
            self._show_lost(f"{error}; what is shown may be old")
            return
        finally:
            self._is_reading = False
        self.statistics = statistics
        self.rate.count(sum(sum(user.hits.values()) for user in statistics.counted), monotonic())
        self._show_lost("")
        if self.screen.is_mounted:  # one that is still being made asks for them once it is
            self.show_statistics(self.screen)

    def show_statistics(self, screen: Screen[object]) -> None:
        """Hand a screen that shows statistics the last ones."""
        show = getattr(screen, "show_statistics", None)
        if show is not None and self.statistics is not None:
            show(self.statistics, self.rate.rates, f"{self.session.now():%H:%M:%S}")

    def _show_lost(self, reason: str) -> None:
        show = getattr(self.screen, "show_lost", None)
        if show is not None and self.screen.is_mounted:
            show(reason)

    def action_show_help(self) -> None:
        """Show the help, or go back."""
        self._toggle(HelpScreen, lambda: HelpScreen(self.keys))

    def action_show_statistics(self) -> None:
        """Show the statistics, or go back."""
        self._toggle(StatisticsScreen, lambda: StatisticsScreen(self.keys))

    def action_show_map(self) -> None:
        """Show the map, or go back."""
        browse = self.screen_stack[0]
        if isinstance(browse, BrowseScreen):
            self._toggle(WorldScreen, lambda: WorldScreen(browse))

    def _toggle(self, kind: type[Screen[None]], make: Callable[[], Screen[None]]) -> None:
        """Show a screen; close it if it is shown."""
        if isinstance(self.screen, kind):
            self.pop_screen()
        elif not self.screen.is_modal:
            if kind is not HelpScreen and isinstance(self.screen, StatisticsScreen | WorldScreen):
                self.pop_screen()
            self.push_screen(make())

    def action_change_theme(self) -> None:
        """Let a theme be chosen."""
        self.search_themes()

    def action_leave(self) -> None:
        """End the browser."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """End the browser; the fault is reported by who started it, and not with the values of variables."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close without Textual's own report, which shows the values of variables, tokens among them."""
        self._close_messages_no_wait()
