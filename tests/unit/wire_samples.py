"""What is written as JSON and read again by the tests of both."""

from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, WordMatch
from maas_cli.models.users import User

ANNA = User(10, "Anna", 7, hits={"cli/search": 3})
BECKY = Meme(
    7,
    "Parrot",
    "<becky> & co",
    url="https://example.org/7.jpg",
    page="https://example.org/7",
    md5="ff",
    file_size=0,
    upper="<becky>",
    lower="& co",
    lang="en",
    place="Null Island",
    lat=0.0,
    lon=0.0,
    tags=("a", "b"),
)
HIT = Hit(
    BECKY,
    1.23456,
    (WordMatch("bec", "becky", MatchKind.PREFIX, 0),),
    missing=("cat",),
    copies=2,
    distance_km=12.34567,
    text_spans=((1, 4),),
)

places = st.one_of(st.just((None, None)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


@st.composite
def memes(draw: st.DrawFn) -> Meme:
    lat, lon = draw(places)
    fields = ("name", "text", "url", "page", "md5", "upper", "lower", "lang", "place")
    return Meme(
        id=draw(st.integers(0, 2**63 - 1)),
        file_size=draw(st.one_of(st.none(), st.integers(0, 2**63 - 1))),
        lat=lat,
        lon=lon,
        tags=tuple(draw(st.lists(st.text(), max_size=3))),
        **{field: draw(st.text()) for field in fields},
    )
