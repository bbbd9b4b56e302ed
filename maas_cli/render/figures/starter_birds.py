"""The birds, reptiles and sea creatures of the starter catalogue."""

from collections.abc import Mapping

from maas_cli.render.figures import birds, bodies, feelings, glasses, hats, heads, held, limbs, papers, scaly, scenery
from maas_cli.render.figures import palette as of
from maas_cli.render.figures.look import Figure, Look

CLAW = (
    limbs.arm(((84, 100), (74, 92), (63, 84)), of.GREEN, of.GREEN),
    *(heads.shape(((x, 84), (x - 0.4, 78), (x + 2.6, 74), (x + 5, 77), (x + 5, 84)), of.CREAM) for x in (55, 61.5)),
    limbs.paw(of.GREEN, (63, 85), 7.4),
)
"""A claw raised to the chin, in thought."""

BIRDS: Mapping[str, Figure] = {
    "Paranoid Parrot": birds.parrot(
        Look(fur=of.GREEN, light=of.RED, dark=of.GOLD, mood="worried", worn=(feelings.sweat,))
    ),
    "Phrasebook Parrot": birds.parrot(
        Look(
            fur=of.RED,
            light=of.BLUE,
            dark="#e9dfc8",
            mood="happy",
            behind=(papers.balloon("#ffffff"),),
            held=(papers.book(of.BLUE),),
        )
    ),
    "Socially Awkward Penguin": birds.penguin(
        Look(
            fur=of.NAVY, light=of.WHITE, dark=of.ORANGE, mood="worried", worn=(feelings.sweat, feelings.blush(of.ROSE))
        )
    ),
    "Socially Awesome Penguin": birds.penguin(
        Look(fur="#8f3434", light=of.WHITE, dark=of.ORANGE, mood="smug", worn=(glasses.sunglasses(of.INK),))
    ),
    "Polar Intern Penguin": birds.penguin(
        Look(
            fur=of.COAL,
            light=of.WHITE,
            dark=of.GOLD,
            mood="happy",
            behind=(scenery.flakes("#ffffff"),),
            clothes=(bodies.tie(of.BLUE),),
            worn=(hats.pompom(of.TEAL, of.WHITE, of.WHITE),),
        )
    ),
    "Actual Advice Mallard": birds.duck(Look(fur="#1f7a5a", light=of.BROWN, dark=of.GOLD, mood="calm")),
    "Malicious Advice Mallard": birds.duck(Look(fur="#a12f2f", light=of.COCOA, dark=of.GOLD, mood="sly")),
    "Rich Raven": birds.crow(
        Look(
            fur=of.COAL,
            light=of.SLATE,
            dark=of.INK,
            mood="smug",
            clothes=(bodies.bow_tie(of.RED),),
            worn=(hats.top_hat(of.INK, of.PLUM), glasses.monocle(of.GOLD)),
            held=(held.coins(of.GOLD),),
        )
    ),
    "Choir Practice Crow": birds.crow(
        Look(
            fur="#454d63",
            light=of.WHITE,
            dark=of.COAL,
            mood="cheering",
            behind=(feelings.notes(of.WHITE),),
            held=(papers.book(of.WINE),),
        )
    ),
    "On-Call Owl": birds.owl(
        Look(
            fur=of.BROWN,
            light=of.CREAM,
            dark=of.COCOA,
            mood="shocked",
            iris=of.GOLD,
            behind=(scenery.moon(of.YELLOW),),
            worn=(hats.headset(of.SLATE),),
            held=(held.phone(of.INK, of.SKY),),
        )
    ),
    "Polite Goose": birds.goose(
        Look(
            fur=of.WHITE,
            light=of.SILVER,
            dark=of.ORANGE,
            mood="happy",
            clothes=(bodies.bow_tie(of.BLUE),),
            worn=(hats.bow(of.ROSE),),
        )
    ),
    "Grandma Hen": birds.hen(
        Look(
            fur=of.RUST,
            light=of.CREAM,
            dark=of.GOLD,
            mood="proud",
            clothes=(bodies.apron(of.WHITE),),
            worn=(glasses.round_glasses(of.WINE),),
        )
    ),
    "Tram Pigeon": birds.pigeon(
        Look(
            fur="#8794a6",
            light=of.TEAL,
            dark=of.SLATE,
            mood="proud",
            iris=of.ORANGE,
            held=(papers.ticket(of.YELLOW, of.INK),),
        )
    ),
    "Karaoke Crane": birds.crane(
        Look(
            fur=of.WHITE,
            light=of.SILVER,
            dark=of.COAL,
            mood="cheering",
            behind=(feelings.notes(of.GOLD),),
            held=(held.microphone(of.INK),),
        )
    ),
}

SCALY: Mapping[str, Figure] = {
    "Philosoraptor": scaly.raptor(
        Look(fur=of.GREEN, light=of.CREAM, dark=of.FOREST, mood="thinking", iris=of.GOLD, held=CLAW)
    ),
    "Overdue Library Dragon": scaly.dragon(
        Look(
            fur=of.RED,
            light=of.CREAM,
            dark=of.WINE,
            mood="proud",
            iris=of.GOLD,
            worn=(glasses.round_glasses(of.GOLD),),
            held=(papers.book(of.BLUE),),
        )
    ),
    "Timezone Tortoise": scaly.tortoise(
        Look(fur=of.LEAF, light=of.SAND, dark=of.FOREST, mood="sleepy", held=(held.clock(of.GOLD),))
    ),
    "Monsoon Frog": scaly.frog(
        Look(fur=of.LEAF, light=of.CREAM, dark=of.FOREST, mood="happy", behind=(scenery.rain(of.SKY),))
    ),
    "Dating Site Murloc": scaly.murloc(
        Look(
            fur="#4a9fb0",
            light=of.SAND,
            dark=of.ORANGE,
            mood="happy",
            iris=of.YELLOW,
            held=(
                heads.shape(((75, 96), (64, 84), (66, 77), (72, 77), (75, 81), (78, 77), (84, 77), (86, 84)), of.RED),
            ),
        )
    ),
    "Optimist Octopus": scaly.octopus(Look(fur="#c96a9a", light=of.ROSE, dark=of.PLUM, mood="happy")),
    "Marathon Snail": scaly.snail(
        Look(
            fur=of.SAND,
            light=of.CREAM,
            dark=of.RUST,
            mood="brave",
            held=(
                heads.shape(((58, 78), (74, 77), (75, 90), (59, 91)), of.WHITE),
                bodies.number((((64, 81), (67, 80), (67, 88)),), of.RED),
            ),
        )
    ),
    "Tide Table Crab": scaly.crab(
        Look(fur=of.RED, light=of.ROSE, dark=of.WINE, mood="stern", held=(papers.grid(of.BLUE, of.GREY),))
    ),
    "Beach Umbrella Crab": scaly.crab(
        Look(
            fur=of.ORANGE,
            light=of.YELLOW,
            dark=of.RUST,
            mood="smug",
            behind=(
                heads.lines((((50, 10), (50, 60)),), of.WHITE, 3),
                heads.shape(((8, 30), (20, 10), (50, 2), (80, 10), (92, 30), (70, 25), (50, 28), (30, 25)), of.BLUE),
                heads.patch(((36, 26), (42, 8), (50, 3), (58, 8), (64, 26), (50, 27.4)), of.WHITE),
            ),
            worn=(glasses.sunglasses(of.INK),),
        )
    ),
}
