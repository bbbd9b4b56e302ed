"""Filters by template and by language, and what to say when nothing can pass them."""

from maas_cli.errors import InvalidInputError
from maas_cli.search.analysis import query_words
from maas_cli.search.format import UNKNOWN_LANGUAGE
from maas_cli.search.index_file import IndexFile

_SUGGESTIONS = 3


def matching_templates(index: IndexFile, wanted: str) -> frozenset[int]:
    """Return the numbers of the templates of that name; if none has it, of those whose names hold all its words.

    Names are compared folded.

    Raises:
        InvalidInputError: no template fits; the message names the closest.
        IndexDamagedError: the names are damaged.
    """
    index.verify("templates", "template_offsets")
    words = query_words(wanted)
    names = {number: query_words(index.template(number)) for number in range(index.template_count())}
    same = frozenset(number for number, name in names.items() if words and name == words)
    holding = same or frozenset(number for number, name in names.items() if words and set(words) <= set(name))
    if not holding:
        raise InvalidInputError(f"no template is called {wanted!r}", hint=_closest_templates(index, wanted))
    return holding


def language_number(index: IndexFile, wanted: str) -> int:
    """Return the number of a language.

    Raises:
        InvalidInputError: no meme is in it; the message names the languages there are.
        IndexDamagedError: the list of languages is damaged.
    """
    languages = list(index.meta()["languages"])
    code = wanted.strip().casefold()
    folded = [language.casefold() for language in languages]
    if folded == [UNKNOWN_LANGUAGE] and code != UNKNOWN_LANGUAGE:
        raise InvalidInputError("this catalogue does not say in which languages its memes are", hint="leave lang out")
    if code not in folded:
        known = ", ".join(sorted(languages)) or "none"
        raise InvalidInputError(f"no meme is in language {wanted!r}; this catalogue has {known}")
    return folded.index(code)


def _closest_templates(index: IndexFile, wanted: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415  # only for an error message

    names = [index.template(number) for number in range(index.template_count())]
    closest = [name for name, _, _ in process.extract(wanted, names, limit=_SUGGESTIONS)]
    return f"the closest are {', '.join(closest)}" if closest else "this catalogue has no templates"
