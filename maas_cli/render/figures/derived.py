"""Figures for the templates of imported catalogues, derived from their names.

Words of the name say what it is, how it feels and what it wears, as far as they are known; all else follows from the
name by :class:`~maas_cli.render.figures.dice.Dice`. A name that says nothing becomes a person.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from maas_cli.render.figures import birds, mammals, people, scaly, things
from maas_cli.render.figures.dice import Dice
from maas_cli.render.figures.look import Figure, Kind, Look, Part
from maas_cli.render.figures.wardrobe import (
    BRIGHTS,
    CASUAL,
    CLOTHES,
    EARTHS,
    GREENS,
    HEADWEAR,
    PALES,
    TRIMS,
    Coat,
    beast,
    child,
    man,
    woman,
)
from maas_cli.render.figures.words import KINDS, MOODS_OF, WORN_BY, words_of

USUAL_MOODS = (
    "calm",
    "happy",
    "grumpy",
    "worried",
    "sly",
    "smug",
    "proud",
    "stern",
    "thinking",
    "sleepy",
    "sad",
    "shocked",
)
ONE_IN_FIVE = 5
SHORTEST_TAIL = 3
"""Letters a known word has at least to be seen at the end of a longer one, as in *roleplayercat*."""


def _of(coats: tuple[Coat, ...], kinds: Mapping[str, Kind]) -> dict[str, tuple[Kind, Callable[[Dice], Look]]]:
    return {name: (kind, lambda dice: beast(dice, coats)) for name, kind in kinds.items()}


_EARTHY: Mapping[str, Kind] = {
    "cat": mammals.cat,
    "dog": mammals.dog,
    "wolf": mammals.wolf,
    "fox": mammals.fox,
    "bear": mammals.bear,
    "koala": mammals.koala,
    "raccoon": mammals.raccoon,
    "lemur": mammals.lemur,
    "sloth": mammals.sloth,
    "squirrel": mammals.squirrel,
    "marmot": mammals.marmot,
    "quokka": mammals.quokka,
    "mouse": mammals.mouse,
    "hedgehog": mammals.hedgehog,
    "sheep": mammals.sheep,
    "goat": mammals.goat,
    "horse": mammals.hoofed,
    "llama": mammals.llama,
    "camel": mammals.camel,
    "moose": mammals.moose,
    "deer": mammals.deer,
    "giraffe": mammals.giraffe,
    "rabbit": mammals.rabbit,
    "lion": mammals.lion,
    "elephant": mammals.elephant,
    "monkey": mammals.monkey,
    "seal": mammals.seal,
    "walrus": mammals.walrus,
    "armadillo": mammals.armadillo,
    "owl": birds.owl,
    "eagle": birds.eagle,
    "snail": scaly.snail,
    "spider": scaly.spider,
}
_BRIGHT: Mapping[str, Kind] = {
    "penguin": birds.penguin,
    "duck": birds.duck,
    "goose": birds.goose,
    "parrot": birds.parrot,
    "hen": birds.hen,
    "pigeon": birds.pigeon,
    "crane": birds.crane,
    "fish": scaly.fish,
    "octopus": scaly.octopus,
    "crab": scaly.crab,
    "monster": people.monster,
    "robot": things.robot,
    "kettle": things.kettle,
    "umbrella": things.umbrella,
    "suitcase": things.suitcase,
    "sock": things.sock,
    "screen": things.screen,
}
_GREEN: Mapping[str, Kind] = {
    "raptor": scaly.raptor,
    "dragon": scaly.dragon,
    "tortoise": scaly.tortoise,
    "frog": scaly.frog,
    "murloc": scaly.murloc,
    "alien": people.alien,
    "cactus": things.cactus,
    "volcano": things.volcano,
}
_PALE: Mapping[str, Kind] = {"scribble": people.scribble, "skull": people.skull, "cloud": things.cloud}
_STRIPED: tuple[Coat, ...] = (("#fbf8ee", "#fbf8ee", "#3a3842"), ("#f3e6c8", "#fbf8ee", "#5b4032"))
_BLACKBIRDS: tuple[Coat, ...] = (("#3a3842", "#5d6674", "#26222f"), ("#454d63", "#98a0a8", "#3a3842"))
_PINKS: tuple[Coat, ...] = (("#ef9aa6", "#f7c3c9", "#8e2f44"), ("#e8b0a0", "#f4cfc4", "#7c4f33"))
_YELLOWS: tuple[Coat, ...] = (("#f7dc5c", "#fbf8ee", "#c98b2a"), ("#f2c230", "#fbf8ee", "#a8653a"))

KIND_OF: Mapping[str, tuple[Kind, Callable[[Dice], Look]]] = {
    **_of(EARTHS, _EARTHY),
    **_of(BRIGHTS, _BRIGHT),
    **_of(GREENS, _GREEN),
    **_of(PALES, _PALE),
    **_of(_STRIPED, {"panda": mammals.panda, "badger": mammals.badger}),
    **_of(_BLACKBIRDS, {"crow": birds.crow}),
    **_of(_PINKS, {"pig": mammals.pig}),
    **_of(_YELLOWS, {"star": things.star, "bread": things.bread}),
    "man": (people.person, man),
    "strong": (people.strong, man),
    "woman": (people.person, woman),
    "child": (people.child, child),
}
"""How each kind is drawn and how its looks are chosen."""


def derived_figure(name: str) -> Figure:
    """Return the figure for any name at all; the same name, in whatever case, has the same figure."""
    words = words_of(name)
    dice = Dice(" ".join(name.casefold().split()))
    kind, looks = KIND_OF[_kind(words) or dice.pick(("man", "strong", "woman", "man", "woman"))]
    look = looks(dice)
    usual = dice.pick(USUAL_MOODS)
    mood = next((MOODS_OF[word] for word in words if word in MOODS_OF), usual)
    return kind(replace(look, mood=mood, worn=(*look.worn, *_headwear(words, dice))))


def _kind(words: list[str]) -> str | None:
    """Return what the last word says that says anything: names of things end with what they are."""
    for word in reversed(words):
        if word in KINDS:
            return KINDS[word]
    for word in reversed(words):
        for start in range(1, len(word) - SHORTEST_TAIL + 1):
            if word[start:] in KINDS:
                return KINDS[word[start:]]
    return None


def _headwear(words: list[str], dice: Dice) -> list[Part]:
    """Return the hat or glasses that a word asks for; else, for one in five, whatever fits anybody."""
    colour, trim = dice.varied(dice.pick(CLOTHES)), dice.pick(TRIMS)
    asked = next((WORN_BY[word] for word in words if word in WORN_BY), None)
    by_chance = dice.pick(CASUAL) if dice.below(ONE_IN_FIVE) == 0 else None
    worn = asked or by_chance
    return [HEADWEAR[worn](colour, trim)] if worn else []
