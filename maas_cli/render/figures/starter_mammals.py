"""The mammals of the starter catalogue."""

from collections.abc import Mapping

from maas_cli.render.figures import bodies, feelings, food, glasses, hats, heads, held, limbs, mammals, papers, scenery
from maas_cli.render.figures import palette as of
from maas_cli.render.figures.look import Figure, Look

STRIPES = (((50, 24), (50, 35)), ((57, 25), (56, 33)), ((79, 50), (71, 52)), ((78, 57), (71, 57.5)))
"""The stripes of a tabby, on the right side."""

CATS: Mapping[str, Figure] = {
    "Business Cat": mammals.cat(
        Look(
            fur=of.SAND,
            light=of.WHITE,
            dark=of.TAN,
            mood="stern",
            iris=of.LEAF,
            clothes=(bodies.suit(of.NAVY, of.WHITE, of.RED),),
        )
    ),
    "Grumpy Cat": mammals.cat(
        Look(
            fur=of.CREAM,
            light=of.WHITE,
            dark=of.COCOA,
            mood="grumpy",
            iris=of.SKY,
            marks=(heads.patches(((51, 50), (54, 36), (66, 34), (74, 46), (70, 60), (56, 60)), "#b08d6b"),),
        )
    ),
    "Chemistry Cat": mammals.cat(
        Look(
            fur=of.WHITE,
            light="#ffffff",
            dark=of.GREY,
            mood="smug",
            iris=of.SKY,
            clothes=(bodies.bow_tie(of.RED),),
            worn=(glasses.round_glasses(of.INK),),
            held=(held.flask(of.LEAF),),
        )
    ),
    "Windowsill Cat Inspector": mammals.cat(
        Look(
            fur=of.SLATE,
            light=of.SILVER,
            dark=of.COAL,
            mood="squinting",
            iris=of.GOLD,
            behind=(scenery.panel(of.SKY, of.WHITE),),
            worn=(glasses.monocle(of.GOLD),),
            held=(limbs.paws(of.SILVER),),
        )
    ),
    "Warm Laptop Cat": mammals.cat(
        Look(
            fur=of.ORANGE,
            light=of.CREAM,
            dark=of.RUST,
            mood="resting",
            marks=(heads.lines(STRIPES, of.RUST, 2.6),),
            held=(held.keyboard(of.SLATE), limbs.paws(of.CREAM, (66, 88))),
        )
    ),
    "Harbour Cat Captain": mammals.cat(
        Look(
            fur=of.COAL,
            light=of.WHITE,
            dark=of.INK,
            mood="stern",
            iris=of.LEAF,
            clothes=(bodies.striped(of.WHITE, of.BLUE),),
            worn=(hats.captain(of.WHITE, of.NAVY),),
        )
    ),
    "Three A.M. Tabby": mammals.cat(
        Look(
            fur=of.GREY,
            light=of.WHITE,
            dark=of.COAL,
            mood="mad",
            iris=of.YELLOW,
            behind=(scenery.moon(of.YELLOW), scenery.stars(of.YELLOW)),
            marks=(heads.lines(STRIPES, of.COAL, 2.6),),
        )
    ),
    "Night Market Cat": mammals.cat(
        Look(
            fur=of.BROWN,
            light=of.CREAM,
            dark=of.COCOA,
            mood="happy",
            behind=(scenery.moon(of.YELLOW),),
            marks=(heads.lines(STRIPES, of.COCOA, 2.6),),
            clothes=(bodies.scarf(of.RED, of.GOLD),),
            held=(held.bags(of.TEAL, of.GOLD),),
        )
    ),
}

DOGS: Mapping[str, Figure] = {
    "Advice Dog": mammals.dog(Look(fur="#eeb866", light=of.WHITE, dark=of.TAN, mood="happy")),
    "Insanity Puppy": mammals.dog(
        Look(fur=of.WHITE, light="#ffffff", dark=of.COCOA, mood="mad", marks=(heads.spots(((64, 43, 9.5),), of.BROWN),))
    ),
    "Welcome Home Hound": mammals.dog(
        Look(fur=of.BROWN, light=of.CREAM, dark=of.COCOA, mood="cheering", clothes=(bodies.scarf(of.RED, of.WHITE),))
    ),
    "Courage Wolf": mammals.wolf(Look(fur=of.SLATE, light=of.SILVER, dark=of.COAL, mood="brave", iris=of.GOLD)),
    "Baby Courage Wolf": mammals.wolf(
        Look(fur=of.SILVER, light=of.WHITE, dark=of.GREY, mood="happy", iris=of.SKY, clothes=(bodies.bow_tie(of.BLUE),))
    ),
    "Desert Fennec": mammals.fox(
        Look(fur=of.SAND, light=of.WHITE, dark=of.TAN, mood="proud", behind=(scenery.sun(of.YELLOW),))
    ),
}

BEARS: Mapping[str, Figure] = {
    "Confession Bear": mammals.bear(Look(fur=of.BROWN, light=of.SAND, dark=of.COCOA, mood="sad")),
    "Snooze Button Bear": mammals.bear(
        Look(
            fur=of.COCOA,
            light=of.SAND,
            dark=of.INK,
            mood="sleepy",
            worn=(hats.nightcap(of.BLUE, of.WHITE),),
            held=(held.clock(of.RED), limbs.paw(of.COCOA, (58, 94))),
        )
    ),
    "Marshrutka Bear": mammals.bear(
        Look(
            fur="#a9713f",
            light=of.CREAM,
            dark=of.COCOA,
            mood="happy",
            clothes=(bodies.checked(of.TEAL, of.WHITE),),
            worn=(hats.flat_cap(of.COAL, of.SLATE),),
            held=(held.coins(of.GOLD),),
        )
    ),
    "Conspiracy Koala": mammals.koala(Look(fur=of.GREY, light=of.WHITE, dark=of.COAL, mood="shocked")),
    "Release Day Raccoon": mammals.raccoon(
        Look(fur=of.GREY, light=of.WHITE, dark=of.COAL, mood="smug", clothes=(bodies.hoodie(of.PLUM, of.WHITE),))
    ),
    "Ramen Raccoon": mammals.raccoon(
        Look(
            fur=of.SLATE,
            light=of.CREAM,
            dark=of.INK,
            mood="happy",
            worn=(hats.band(of.RED),),
            held=(food.noodles(of.RED),),
        )
    ),
    "Backup Badger": mammals.badger(
        Look(
            fur=of.WHITE,
            light=of.WHITE,
            dark=of.COAL,
            mood="worried",
            worn=(hats.hard_hat(of.GOLD),),
            held=(held.tool(held.SPADE, of.SILVER),),
        )
    ),
    "Bureaucracy Badger": mammals.badger(
        Look(
            fur=of.WHITE,
            light=of.WHITE,
            dark=of.SLATE,
            mood="stern",
            clothes=(bodies.suit(of.BROWN, of.WHITE, of.FOREST),),
            worn=(glasses.square_glasses(of.INK),),
            held=(papers.sheet(),),
        )
    ),
}

SMALL_ONES: Mapping[str, Figure] = {
    "Stand-up Sloth": mammals.sloth(
        Look(
            fur=of.BROWN,
            light=of.CREAM,
            dark=of.COCOA,
            mood="sleepy",
            clothes=(bodies.shirt(of.SKY, of.WHITE),),
            held=(papers.balloon("#ffffff"), food.cup(of.WHITE, of.COCOA)),
        )
    ),
    "Siesta Sloth": mammals.sloth(
        Look(
            fur=of.TAN,
            light=of.CREAM,
            dark=of.BROWN,
            mood="resting",
            behind=(scenery.sun(of.GOLD),),
            worn=(hats.straw(of.SAND, of.RED),),
        )
    ),
    "Last Train Lemur": mammals.lemur(
        Look(
            fur=of.GREY,
            light=of.WHITE,
            dark=of.COAL,
            mood="shocked",
            iris=of.ORANGE,
            clothes=(bodies.scarf(of.BLUE, of.WHITE),),
        )
    ),
    "Spreadsheet Squirrel": mammals.squirrel(
        Look(
            fur=of.RUST,
            light=of.CREAM,
            dark=of.ORANGE,
            mood="thinking",
            worn=(glasses.round_glasses(of.INK),),
            held=(papers.grid(of.GREEN, of.GREY), limbs.paws(of.RUST, (73, 90), 5)),
        )
    ),
    "Lost Map Marmot": mammals.marmot(
        Look(
            fur=of.TAN,
            light=of.CREAM,
            dark=of.BROWN,
            mood="worried",
            behind=(scenery.mark(of.GOLD),),
            held=(papers.chart("#cfe3b0", of.RED), limbs.paws(of.TAN, (78, 90), 5)),
        )
    ),
    "Mountain Marmot": mammals.marmot(
        Look(
            fur=of.BROWN,
            light=of.SAND,
            dark=of.COCOA,
            mood="sleepy",
            clothes=(bodies.scarf(of.FOREST, of.WHITE),),
            worn=(hats.pompom(of.RED, of.WHITE, of.WHITE),),
        )
    ),
    "Query Quokka": mammals.quokka(
        Look(
            fur="#b58657",
            light=of.CREAM,
            dark=of.COCOA,
            mood="happy",
            held=(held.laptop(of.SILVER, of.TEAL), limbs.paws("#b58657", (74, 90), 5)),
        )
    ),
    "Exam Week Hedgehog": mammals.hedgehog(
        Look(
            fur=of.SAND,
            light=of.CREAM,
            dark=of.COCOA,
            mood="worried",
            worn=(glasses.round_glasses(of.INK),),
            held=(papers.book(of.RED),),
        )
    ),
    "Dacha Hedgehog": mammals.hedgehog(
        Look(
            fur=of.CREAM,
            light=of.WHITE,
            dark=of.SLATE,
            mood="proud",
            behind=(scenery.moon(of.YELLOW),),
            clothes=(bodies.apron(of.LEAF),),
            held=(held.tool(held.SPADE, of.SILVER),),
        )
    ),
    "Flat-Pack Beaver": mammals.marmot(
        Look(
            fur=of.COCOA,
            light=of.SAND,
            dark=of.INK,
            mood="thinking",
            worn=(hats.hard_hat(of.ORANGE),),
            held=(held.tool(held.SCREWDRIVER, of.SILVER, of.RED),),
        )
    ),
    "Stargazer Armadillo": mammals.armadillo(
        Look(fur=of.SAND, light=of.CREAM, dark=of.SLATE, mood="thinking", behind=(scenery.stars(of.YELLOW),))
    ),
    "Chai Break Monkey": mammals.monkey(
        Look(
            fur=of.COCOA,
            light=of.SAND,
            dark=of.INK,
            mood="happy",
            held=(food.glass("#b5541f"), limbs.paw(of.COCOA, (60, 92))),
        )
    ),
    "Baikal Seal": mammals.seal(
        Look(fur=of.GREY, light=of.WHITE, dark=of.SLATE, mood="resting", behind=(scenery.flakes("#ffffff"),))
    ),
    "Trombone Walrus": mammals.walrus(
        Look(
            fur="#8a6f66",
            light="#c9ada0",
            dark=of.INK,
            mood="proud",
            behind=(feelings.notes(of.GOLD),),
            held=(held.trombone(of.GOLD),),
        )
    ),
}

LARGE_ONES: Mapping[str, Figure] = {
    "Legacy Code Llama": mammals.llama(
        Look(fur=of.CREAM, light=of.WHITE, dark=of.TAN, mood="smug", worn=(glasses.round_glasses(of.INK),))
    ),
    "Overpacked Camel": mammals.camel(
        Look(fur=of.SAND, light=of.CREAM, dark=of.BROWN, mood="sly", held=(held.bags(of.WINE, of.GOLD),))
    ),
    "Monday Moose": mammals.moose(
        Look(fur=of.BROWN, light=of.TAN, dark=of.SAND, mood="grumpy", held=(food.cup(of.WHITE, of.COCOA),))
    ),
    "Goalkeeper Goat": mammals.goat(
        Look(
            fur=of.WHITE,
            light=of.CREAM,
            dark=of.GREY,
            mood="brave",
            clothes=(bodies.shirt(of.GREEN, of.YELLOW),),
            held=(held.ball("#ffffff", of.INK), limbs.paw(of.ORANGE, (58, 90), 8)),
        )
    ),
    "Alpine Goat": mammals.goat(
        Look(
            fur=of.TAN,
            light=of.CREAM,
            dark=of.COCOA,
            mood="smug",
            behind=(
                heads.shape(((-10, 80), (12, 40), (22, 50), (34, 36), (60, 80)), of.SLATE),
                heads.shape(((7, 48), (12, 40), (18, 47)), of.WHITE),
            ),
            clothes=(bodies.scarf(of.RED, of.WHITE),),
        )
    ),
    "Shopping List Sheep": mammals.sheep(
        Look(
            fur=of.SLATE,
            light=of.WHITE,
            dark=of.GREY,
            mood="thinking",
            held=(papers.sheet(rows=4), limbs.paw(of.SLATE, (58, 92), 5)),
        )
    ),
    "Steppe Horse": mammals.hoofed(
        Look(fur="#a8653a", light=of.SAND, dark=of.INK, mood="resting", behind=(scenery.sun(of.YELLOW),))
    ),
    "Safari Giraffe": mammals.giraffe(Look(fur=of.YELLOW, light=of.CREAM, dark=of.BROWN, mood="thinking")),
}

MAMMALS: Mapping[str, Figure] = {**CATS, **DOGS, **BEARS, **SMALL_ONES, **LARGE_ONES}
"""Every mammal of the starter catalogue by its template."""
