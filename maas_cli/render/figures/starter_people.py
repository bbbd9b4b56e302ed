"""The people of the starter catalogue."""

from collections.abc import Mapping

from maas_cli.render.figures import (
    bodies,
    eyes,
    feelings,
    food,
    glasses,
    hair,
    hats,
    heads,
    held,
    limbs,
    papers,
    people,
    scenery,
)
from maas_cli.render.figures import palette as of
from maas_cli.render.figures.look import Figure, Look

BRACES = heads.lines((((51.6, 60.6), (53.4, 60.6)), ((55, 60.4), (56.4, 60.4))), of.SLATE, 1.6)
POINTING = (
    limbs.arm(((20, 98), (16, 84), (30, 76)), of.COCOA, of.FAIR),
    heads.shape(((33, 72), (45, 68), (47, 71), (36, 78)), of.FAIR),
)
PINCH = limbs.arm(((84, 98), (90, 80), (80, 68)), of.COCOA, of.FAIR)
FIST = limbs.arm(((16, 100), (14, 84), (24, 74)), of.LEAF, of.PALE)

CLASSICS: Mapping[str, Figure] = {
    "Success Kid": people.child(
        Look(
            fur=of.PALE,
            light=of.GREEN,
            dark=of.BLOND,
            mood="proud",
            clothes=(bodies.pullover(of.GREEN, of.WHITE),),
            worn=(hair.short(of.BLOND),),
            held=(FIST,),
        )
    ),
    "First World Problems": people.person(
        Look(
            fur=of.PALE,
            light=of.ROSE,
            dark=of.CHESTNUT,
            mood="weeping",
            behind=(hair.long_back(of.CHESTNUT),),
            worn=(hair.fringe(of.CHESTNUT), feelings.tear),
        )
    ),
    "Not Sure If": people.person(
        Look(
            fur=of.FAIR,
            light=of.RED,
            dark=of.RED_HAIR,
            mood="squinting",
            clothes=(bodies.shirt(of.WINE, of.WHITE),),
            worn=(hair.swept(of.RED_HAIR),),
        )
    ),
    "One Does Not Simply": people.strong(
        Look(
            fur=of.FAIR,
            light=of.COCOA,
            dark=of.CHESTNUT,
            mood="stern",
            behind=(hair.long_back(of.CHESTNUT),),
            clothes=(bodies.cloak(of.COCOA, of.SLATE),),
            worn=(hair.beard(of.CHESTNUT, 78), hair.fringe(of.CHESTNUT)),
            held=(PINCH,),
        )
    ),
    "Y U No": people.scribble(
        Look(fur="#ffffff", light=of.WHITE, dark=of.INK, mood="shouting", held=(limbs.raised(of.WHITE, "#ffffff"),))
    ),
    "All The Things": people.scribble(
        Look(
            fur="#ffe9a8",
            light=of.ROSE,
            dark=of.INK,
            mood="cheering",
            behind=(hair.wild(of.BROWN_HAIR),),
            held=(held.tool(held.BROOM, of.GOLD), limbs.arm(((20, 98), (12, 78), (12, 54)), of.ROSE, "#ffe9a8")),
        )
    ),
    "Good Guy Greg": people.person(
        Look(
            fur=of.OLIVE,
            light=of.TEAL,
            dark=of.BROWN_HAIR,
            mood="happy",
            clothes=(bodies.hoodie(of.TEAL, of.WHITE),),
            worn=(hair.stubble("#a87650"), hair.short(of.BROWN_HAIR), hats.beanie(of.SLATE, of.GREY)),
        )
    ),
    "Bad Luck Brian": people.person(
        Look(
            fur=of.PALE,
            light=of.RED,
            dark=of.RED_HAIR,
            mood="happy",
            clothes=(bodies.checked(of.RED, of.NAVY),),
            worn=(BRACES, hair.bowl(of.RED_HAIR), feelings.blush(of.ROSE)),
        )
    ),
    "Most Interesting Man": people.strong(
        Look(
            fur=of.OLIVE,
            light=of.INK,
            dark=of.GREY_HAIR,
            mood="smug",
            clothes=(bodies.suit(of.COAL, of.WHITE, of.COAL),),
            worn=(hair.beard(of.GREY_HAIR, 80), hair.swept(of.GREY_HAIR)),
            held=(food.glass(of.GOLD),),
        )
    ),
    "Ancient Aliens Guy": people.person(
        Look(
            fur=of.AMBER,
            light=of.COAL,
            dark=of.BROWN_HAIR,
            mood="shocked",
            behind=(hair.wild(of.BROWN_HAIR),),
            clothes=(bodies.suit(of.BROWN, of.SKY, of.BROWN),),
            held=(
                limbs.arm(((84, 100), (92, 84), (84, 72)), of.BROWN, of.AMBER),
                limbs.arm(((16, 100), (8, 84), (16, 72)), of.BROWN, of.AMBER),
            ),
        )
    ),
    "Joseph Ducreux Portrait": people.person(
        Look(
            fur=of.PALE,
            light=of.COCOA,
            dark=of.GREY_HAIR,
            mood="smug",
            behind=(hair.bob_back(of.GREY_HAIR),),
            clothes=(bodies.cloak(of.COCOA, of.WHITE),),
            worn=(hats.top_hat(of.COAL, of.BROWN),),
            held=POINTING,
        )
    ),
    "Sudden Clarity Clarence": people.person(
        Look(
            fur=of.PALE,
            light=of.PLUM,
            dark=of.BLOND,
            mood="shocked",
            behind=(scenery.stars(of.YELLOW),),
            clothes=(bodies.hoodie(of.PLUM, of.GOLD),),
            worn=(hair.spiky(of.BLOND),),
        )
    ),
    "Captain Hindsight": people.strong(
        Look(
            fur=of.FAIR,
            light=of.RED,
            dark=of.BLACK_HAIR,
            mood="proud",
            behind=(heads.shape(((22, 66), (78, 66), (98, 112), (2, 112)), of.GREEN),),
            clothes=(heads.shape(((39, 84), (61, 84), (60, 93), (50, 102), (40, 93)), of.YELLOW),),
            worn=(glasses.eye_mask(of.GREEN), hair.swept(of.BLACK_HAIR)),
        )
    ),
    "Brace Yourselves": people.strong(
        Look(
            fur=of.FAIR,
            light=of.COAL,
            dark=of.BROWN_HAIR,
            mood="stern",
            behind=(hair.long_back(of.BROWN_HAIR), scenery.flakes("#ffffff")),
            clothes=(bodies.cloak(of.COAL, "#8a7a68"),),
            worn=(hair.beard(of.BROWN_HAIR, 78), hair.fringe(of.BROWN_HAIR)),
            held=(held.tool(held.BLADE, of.SILVER, of.GOLD),),
        )
    ),
    "Condescending Top Hat": people.person(
        Look(
            fur=of.PALE,
            light=of.PLUM,
            dark=of.RED_HAIR,
            mood="smug",
            behind=(hair.curls_back(of.RED_HAIR),),
            clothes=(bodies.suit(of.PLUM, of.CREAM, of.GOLD), bodies.bow_tie(of.GOLD)),
            worn=(hats.top_hat(of.COCOA, of.GOLD),),
            held=(limbs.paw(of.PALE, (70, 72), 7),),
        )
    ),
}

NEIGHBOURS: Mapping[str, Figure] = {
    "Sheltering Suburban Mom": people.person(
        Look(
            fur=of.PALE,
            light=of.SKY,
            dark=of.BLOND,
            mood="stern",
            behind=(hair.bob_back(of.BLOND),),
            clothes=(bodies.shirt(of.SKY, of.WHITE),),
            worn=(hair.side_fringe(of.BLOND),),
        )
    ),
    "Hipster Barista": people.person(
        Look(
            fur=of.FAIR,
            light=of.COAL,
            dark=of.BROWN_HAIR,
            mood="sly",
            clothes=(bodies.striped(of.WHITE, of.COAL), bodies.apron(of.FOREST)),
            worn=(hair.beard(of.BROWN_HAIR, 80), hair.swept(of.BROWN_HAIR), glasses.square_glasses(of.INK)),
            held=(food.cup(of.WHITE, of.COCOA, (78, 86)),),
        )
    ),
    "Lazy College Senior": people.person(
        Look(
            fur=of.AMBER,
            light=of.GREY,
            dark=of.BLACK_HAIR,
            mood="sleepy",
            clothes=(bodies.hoodie(of.WINE, of.WHITE),),
            worn=(hair.stubble("#8a5836"), hair.short(of.BLACK_HAIR), hats.mortarboard(of.COAL, of.GOLD)),
        )
    ),
    "Family Chat Aunt": people.person(
        Look(
            fur=of.OLIVE,
            light=of.PLUM,
            dark=of.WINE,
            mood="happy",
            behind=(hair.curls_back(of.WINE),),
            clothes=(bodies.pullover(of.PLUM, of.GOLD),),
            worn=(hair.fringe(of.WINE), glasses.round_glasses(of.RED)),
            held=(held.phone(of.INK, of.LEAF), limbs.paw(of.OLIVE, (70, 97), 6)),
        )
    ),
    "Musically Oblivious Eighth Grader": people.child(
        Look(
            fur=of.PALE,
            light=of.YELLOW,
            dark=of.CHESTNUT,
            mood="happy",
            behind=(hair.braids(of.CHESTNUT, of.RED),),
            clothes=(bodies.striped(of.YELLOW, of.WHITE),),
            worn=(hair.side_fringe(of.CHESTNUT), hats.headphones(of.TEAL, of.TEAL)),
        )
    ),
    "Lonely Computer Guy": people.person(
        Look(
            fur=of.PALE,
            light=of.BLUE,
            dark=of.BROWN_HAIR,
            mood="sad",
            clothes=(bodies.shirt(of.BLUE, of.SKY),),
            worn=(hair.bowl(of.BROWN_HAIR), glasses.square_glasses(of.INK)),
            held=(held.laptop(of.SLATE, of.SILVER),),
        )
    ),
    "Unhelpful Teacher": people.person(
        Look(
            fur=of.FAIR,
            light=of.FOREST,
            dark=of.GREY_HAIR,
            mood="grumpy",
            behind=(scenery.panel(of.FOREST, of.BROWN), hair.bun(of.GREY_HAIR)),
            clothes=(bodies.shirt(of.WINE, of.WHITE),),
            worn=(hair.fringe(of.GREY_HAIR), glasses.round_glasses(of.INK)),
            held=(papers.book(of.GOLD, open_book=False),),
        )
    ),
    "Small Village Success": people.strong(
        Look(
            fur=of.OLIVE,
            light=of.CREAM,
            dark=of.GREY_HAIR,
            mood="cheering",
            clothes=(bodies.checked(of.CREAM, of.GREEN),),
            worn=(hair.moustache(of.GREY_HAIR), hair.balding(of.GREY_HAIR), hats.flat_cap(of.BROWN, of.COCOA)),
            held=(limbs.arm(((84, 100), (92, 82), (88, 62)), of.CREAM, of.OLIVE),),
        )
    ),
    "Midnight Baker": people.person(
        Look(
            fur=of.DARK,
            light=of.WHITE,
            dark=of.BLACK_HAIR,
            mood="sleepy",
            behind=(scenery.moon(of.YELLOW),),
            clothes=(bodies.shirt(of.WHITE, of.SILVER),),
            worn=(hair.short(of.BLACK_HAIR), hats.chef("#ffffff")),
            held=(food.bun_tray(of.TAN),),
        )
    ),
    "Gardener Gnome": people.child(
        Look(
            fur=of.FAIR,
            light=of.BLUE,
            dark=of.WHITE,
            mood="happy",
            clothes=(bodies.pullover(of.BLUE, of.BLUE),),
            worn=(hair.beard(of.WHITE, 90), hats.cone(of.RED, of.RED), feelings.blush(of.ROSE)),
            held=(held.tool(held.SPADE, of.SILVER),),
        )
    ),
    "Abuela Approves": people.person(
        Look(
            fur=of.AMBER,
            light=of.RED,
            dark=of.GREY_HAIR,
            mood="cheering",
            behind=(hair.bun(of.GREY_HAIR),),
            clothes=(bodies.scarf(of.RED, of.GOLD),),
            worn=(hair.fringe(of.GREY_HAIR), glasses.round_glasses(of.GOLD), eyes.brows(of.GREY_HAIR)),
            held=(
                limbs.arm(((14, 100), (10, 84), (22, 74)), of.RED, of.AMBER),
                heads.shape(((20, 70), (19, 60), (24, 59), (26, 70)), of.AMBER),
            ),
        )
    ),
    "Balcony Babushka": people.person(
        Look(
            fur=of.PALE,
            light=of.TEAL,
            dark=of.GREY_HAIR,
            mood="squinting",
            clothes=(bodies.pullover(of.TEAL, of.TEAL),),
            worn=(hats.headscarf(of.RED, of.YELLOW),),
            held=(limbs.paws(of.PALE, (68, 95), 6),),
        )
    ),
}

PEOPLE: Mapping[str, Figure] = {**CLASSICS, **NEIGHBOURS}
"""Every person of the starter catalogue by their template."""
