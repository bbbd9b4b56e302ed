"""What one can do where nothing was found, or where a query is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from maas_cli.terminal_text import one_line
from maas_cli.tui.actions import key_of
from maas_cli.tui.screens.refining import filters_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maas_cli.errors import MaasError
    from maas_cli.models.search import SearchPage, SearchRequest

_FILTERS = {"template": ("filter_template", "templates"), "lang": ("filter_language", "languages")}


def no_hit_words(page: SearchPage, request: SearchRequest, keys: Mapping[str, str]) -> Text | None:
    """Return what one can do where nothing was found, a line each; None where there are hits, or nothing was asked.

    ``keys`` are the keys that were remapped, by the action's name.
    """
    if page.total or not request.query.strip():
        return None
    return Text("\n").join([_heading("Nothing was found"), *map(Text, _ways_on(page, request, keys))])


def _ways_on(page: SearchPage, request: SearchRequest, keys: Mapping[str, str]) -> Iterator[str]:
    filters = filters_in(request.query)
    if page.suggestion:
        yield f"did you mean {one_line(page.suggestion)}?  Tab or {key_of('open', keys)} takes it"
    if page.hidden:
        memes = "1 unsafe meme is" if page.hidden == 1 else f"{page.hidden:,} unsafe memes are"
        yield f"{memes} hidden: {key_of('change_safe', keys)} shows them"
    for field, said in filters:
        yield f"only {one_line(said)} is looked at: {key_of(_FILTERS[field][0], keys)} takes that away"
    if len(request.query.split()) - len(filters) > 1:
        yield "fewer words find more"
    elif not (page.suggestion or page.hidden or filters):
        yield f"try another word, or {key_of('show_history', keys)} for an earlier query"


def refused_words(error: MaasError, request: SearchRequest, keys: Mapping[str, str]) -> Text:
    """Return why there is no answer to a request, and what helps, a line each; ``keys`` as above."""
    return Text("\n").join([_heading(one_line(str(error))), *map(Text, _helps(error, request, keys))])


def _helps(error: MaasError, request: SearchRequest, keys: Mapping[str, str]) -> Iterator[str]:
    hint = error.hint or ""
    if hint and "`maas" not in hint:  # no command can be typed here
        yield one_line(hint)
    for field in dict.fromkeys(field for field, _ in filters_in(request.query)):
        action, what = _FILTERS[field]
        yield f"{key_of(action, keys)} lists the {what}"


def _heading(words: str) -> Text:
    return Text(words, style="bold")
