"""What a page of hits does not say itself: that there are none, that there are more, what is left to spend."""

import shlex
from collections.abc import Iterator

from maas_cli.cli.counting import counted
from maas_cli.models.search import SearchPage, SearchRequest


def page_notes(page: SearchPage, request: SearchRequest) -> Iterator[str]:
    """Yield one line for each thing to say about the answer to a request."""
    shown, end = len(page.hits), page.offset + len(page.hits)
    if page.balance is not None:
        yield f"{counted(page.balance, 'token')} left"
    if not shown and page.total:
        yield f"no more memes: {page.total:,} in all, --offset {page.offset} leaves out all of them"
    elif not shown:
        yield f"no {'safe ' * bool(page.hidden)}meme found for {page.query!r}{_filters(request)}"
        if page.suggestion is not None:
            yield f"did you mean: maas search {shlex.quote(page.suggestion)}"
    if page.hidden:
        yield f"{counted(page.hidden, 'unsafe meme')} hidden: --nsfw shows {'it' if page.hidden == 1 else 'them'}"
    if shown and not page.offset and page.hits[0].missing:
        words = len(page.hits[0].matches) + len(page.hits[0].missing)
        yield f"no meme has {'both' if words == 2 else f'all {words}'} words; these come closest"  # noqa: PLR2004  # both are two
    if shown and shown < page.total:
        following = f"; --offset {end} shows more" if end < page.total else ""
        yield f"{shown:,} of {page.total:,} shown{following}"


def _filters(request: SearchRequest) -> str:
    """Name the options that leave memes out, since one of them may be why nothing is found."""
    options = {
        "--exact": not request.fuzzy,
        "--template": request.template is not None,
        "--lang": request.lang is not None,
        "--radius": request.radius_km is not None,
    }
    given = [option for option, is_given in options.items() if is_given]
    return f" with {', '.join(given)}" if given else ""
