"""What helps to find a query: templates with their memes, and how a text may go on."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TemplateCount:
    """A template and how many memes of it there are."""

    name: str
    memes: int


class SuggestionKind(StrEnum):
    """What a suggestion is: a text with its last word completed, or the name of a template."""

    WORD = "word"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on from what was typed; ``memes`` have that word or are of that template."""

    text: str
    kind: SuggestionKind
    memes: int
