"""What derived figures may look like: coats of animals, clothes and hair of people, hats for all."""

from collections.abc import Callable, Mapping

from maas_cli.render.figures import bodies, glasses, hair, hats
from maas_cli.render.figures import palette as of
from maas_cli.render.figures.dice import Dice
from maas_cli.render.figures.look import Look, Part, Parts

Coat = tuple[str, str, str]
"""Main colour, light colour, dark colour."""

EARTHS: tuple[Coat, ...] = (
    (of.BROWN, of.SAND, of.COCOA),
    (of.TAN, of.CREAM, of.BROWN),
    (of.GREY, of.WHITE, of.SLATE),
    (of.SLATE, of.SILVER, of.COAL),
    (of.RUST, of.CREAM, of.COCOA),
    (of.SAND, of.WHITE, of.TAN),
    (of.CREAM, of.WHITE, of.TAN),
    ("#a8703f", of.CREAM, of.COCOA),
)
BRIGHTS: tuple[Coat, ...] = (
    (of.BLUE, of.WHITE, of.ORANGE),
    (of.RED, of.CREAM, of.GOLD),
    (of.TEAL, of.WHITE, of.GOLD),
    (of.PLUM, of.CREAM, of.ORANGE),
    (of.GREEN, of.CREAM, of.GOLD),
    (of.SLATE, of.WHITE, of.ORANGE),
    (of.COCOA, of.CREAM, of.GOLD),
)
GREENS: tuple[Coat, ...] = (
    (of.GREEN, of.CREAM, of.FOREST),
    (of.LEAF, of.YELLOW, of.FOREST),
    (of.TEAL, of.SAND, of.NAVY),
    ("#7fa35a", of.CREAM, of.COCOA),
    (of.RUST, of.CREAM, of.WINE),
    (of.VIOLET, of.ROSE, of.PLUM),
)
PALES: tuple[Coat, ...] = (
    ("#ffffff", of.WHITE, of.INK),
    ("#ffe9a8", of.SKY, of.INK),
    ("#f6e3d2", of.GREY, of.INK),
    ("#e4f0d8", of.ROSE, of.INK),
)
CLOTHES = (
    of.NAVY,
    of.BLUE,
    of.TEAL,
    of.GREEN,
    of.FOREST,
    of.WINE,
    of.RED,
    of.PLUM,
    of.SLATE,
    of.COAL,
    of.BROWN,
    of.GOLD,
)
TRIMS = (of.WHITE, of.CREAM, of.GOLD, of.SKY, of.SILVER)
IRISES = (None, None, of.GOLD, of.LEAF, of.SKY, of.ORANGE)

TOPS: tuple[Callable[[str, str], Part], ...] = (
    bodies.pullover,
    bodies.shirt,
    bodies.hoodie,
    bodies.striped,
    bodies.checked,
    lambda colour, trim: bodies.suit(colour, "#ffffff", trim),
)
EXTRAS: tuple[Callable[[str, str], Part], ...] = (
    bodies.scarf,
    lambda colour, _: bodies.bow_tie(colour),
    lambda colour, _: bodies.tie(colour),
    lambda colour, _: bodies.apron(colour),
)
HEADWEAR: Mapping[str, Callable[[str, str], Part]] = {
    "cap": hats.cap,
    "top_hat": lambda colour, trim: hats.top_hat(of.COAL if trim == of.WHITE else colour, trim),
    "captain": lambda _, trim: hats.captain(of.WHITE, of.NAVY if trim == of.WHITE else of.BLUE),
    "crown": lambda colour, _: hats.crown(of.GOLD, of.RED if colour == of.GOLD else colour),
    "round_glasses": lambda colour, _: glasses.round_glasses(of.INK if colour == of.COAL else colour),
    "square_glasses": lambda _, __: glasses.square_glasses(of.INK),
    "headphones": lambda colour, _: hats.headphones(colour, colour),
    "mortarboard": lambda colour, _: hats.mortarboard(of.COAL, of.GOLD if colour == of.COAL else colour),
    "sunglasses": lambda _, __: glasses.sunglasses(of.INK),
    "chef": lambda _, __: hats.chef("#ffffff"),
    "hard_hat": lambda _, __: hats.hard_hat(of.GOLD),
    "cone": hats.cone,
    "beanie": hats.beanie,
    "straw": lambda colour, _: hats.straw(of.SAND, colour),
    "eye_mask": lambda colour, _: glasses.eye_mask(colour),
    "bow": lambda colour, _: hats.bow(colour),
    "band": lambda colour, _: hats.band(colour),
    "pompom": lambda colour, trim: hats.pompom(colour, trim, trim),
}
"""Hats and glasses by name, of a colour and a trim."""
CASUAL = ("cap", "round_glasses", "beanie", "bow", "band", "pompom", "straw", "top_hat", "headphones", "square_glasses")

MENS_HAIR = (hair.short, hair.swept, hair.spiky, hair.bowl, hair.balding, hair.side_fringe)
WOMENS_BACK = (hair.long_back, hair.bob_back, hair.curls_back, hair.bun)
WOMENS_FRONT = (hair.fringe, hair.side_fringe)


def beast(dice: Dice, coats: tuple[Coat, ...]) -> Look:
    """Return an animal's look, calm and without a hat."""
    fur, light, dark = dice.pick(coats)
    extra: Parts = (dice.pick(EXTRAS)(dice.pick(CLOTHES), dice.pick(TRIMS)),) if dice.below(3) == 0 else ()
    return Look(fur=dice.varied(fur), light=light, dark=dice.varied(dark), iris=dice.pick(IRISES), clothes=extra)


def man(dice: Dice) -> Look:
    """Return a man's look; one in three has a beard."""
    locks = dice.varied(dice.pick(of.HAIRS))
    skin = dice.varied(dice.pick(of.SKINS))
    face: Parts = dice.pick(((), (), (), (hair.beard(locks),), (hair.moustache(locks),), (hair.beard(locks, 78),)))
    return _dressed(dice, Look(fur=skin, light=of.WHITE, dark=locks, worn=(*face, dice.pick(MENS_HAIR)(locks))))


def woman(dice: Dice) -> Look:
    """Return a woman's look."""
    locks = dice.varied(dice.pick(of.HAIRS[:5]))
    back, front = dice.pick(WOMENS_BACK)(locks), dice.pick(WOMENS_FRONT)(locks)
    skin = dice.varied(dice.pick(of.SKINS))
    return _dressed(dice, Look(fur=skin, light=of.WHITE, dark=locks, behind=(back,), worn=(front,)))


def child(dice: Dice) -> Look:
    """Return a child's look."""
    locks = dice.varied(dice.pick(of.HAIRS[:5]))
    skin = dice.varied(dice.pick(of.SKINS))
    top = dice.pick((hair.short, hair.bowl, hair.side_fringe, hair.spiky, hair.swept))(locks)
    behind: Parts = (hair.braids(locks, of.RED),) if dice.below(4) == 0 else ()
    return _dressed(dice, Look(fur=skin, light=of.WHITE, dark=locks, behind=behind, worn=(top,)))


def _dressed(dice: Dice, bare: Look) -> Look:
    """Return a look with clothes, whose colour also shows at the shoulders."""
    colour, trim = dice.varied(dice.pick(CLOTHES)), dice.pick(TRIMS)
    top = dice.pick(TOPS)(colour, trim)
    return Look(fur=bare.fur, light=colour, dark=bare.dark, behind=bare.behind, worn=bare.worn, clothes=(top,))
