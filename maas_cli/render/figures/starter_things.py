"""The things with faces of the starter catalogue."""

from collections.abc import Mapping

from maas_cli.render.figures import feelings, glasses, hair, heads, scenery, things
from maas_cli.render.figures import palette as of
from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.look import Figure, Look

WISE_BEARD = heads.shape(mirrored(((50, 78), (60, 76), (64, 80), (58, 94), (50, 100))), of.WHITE)
HEART = heads.shape(((75, 98), (64, 86), (66, 79), (72, 79), (75, 83), (78, 79), (84, 79), (86, 86)), of.RED)

THINGS: Mapping[str, Figure] = {
    "Tea Kettle Philosopher": things.kettle(
        Look(
            fur="#7f9bb3",
            light=of.SILVER,
            dark=of.COAL,
            mood="thinking",
            worn=(glasses.monocle(of.GOLD), hair.moustache(of.WHITE)),
        )
    ),
    "Samovar Philosopher": things.samovar(
        Look(fur=of.GOLD, light=of.CREAM, dark="#a8752a", mood="proud", worn=(glasses.round_glasses(of.INK),))
    ),
    "Rice Cooker Sage": things.cooker(
        Look(fur=of.WHITE, light=of.SILVER, dark=of.RED, mood="resting", worn=(hair.moustache(of.GREY), WISE_BEARD))
    ),
    "Nervous Umbrella": things.umbrella(
        Look(fur=of.VIOLET, light=of.PLUM, dark=of.COCOA, mood="worried", behind=(scenery.rain(of.SKY),))
    ),
    "Retired Lighthouse": things.lighthouse(
        Look(fur=of.RED, light=of.YELLOW, dark=of.COAL, mood="proud", worn=(hair.moustache(of.GREY),))
    ),
    "Left Sock": things.sock(Look(fur=of.TEAL, light=of.WHITE, dark=of.ORANGE, mood="happy")),
    "Meeting Room Cactus": things.cactus(
        Look(
            fur=of.GREEN,
            light=of.CREAM,
            dark=of.RUST,
            mood="smug",
            marks=(heads.shape(mirrored(((50, 70), (54, 71), (53, 75), (57, 90), (50, 96))), of.RED),),
        )
    ),
    "Carousel Suitcase": things.suitcase(Look(fur=of.BLUE, light=of.YELLOW, dark=of.NAVY, mood="sad")),
    "Volcano With Boundaries": things.volcano(Look(fur="#7d5a50", light=of.ORANGE, dark=of.RED, mood="proud")),
    "Rain Cloud Roger": things.cloud(Look(fur=of.SILVER, light=of.WHITE, dark=of.BLUE, mood="sad")),
    "Sourdough Starter Steve": things.jar(Look(fur="#ecd9b0", light=of.WHITE, dark=of.TAN, mood="smug")),
    "Overly Attached Robot": things.robot(
        Look(fur=of.SILVER, light="#f4c6cf", dark=of.SLATE, mood="mad", worn=(feelings.blush(of.ROSE),), held=(HEART,))
    ),
    "Scumbag Hat": things.hat(Look(fur=of.BROWN, light=of.SAND, dark=of.COCOA, mood="sly")),
}
"""Every thing by its template."""
