"""Where the hits of a search are: for a map, which shows all of them at once."""

from maas_cli.models.search import SearchRequest
from maas_cli.search.damage import noticing_damage
from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile
from maas_cli.search.searcher import find_all


def hit_positions(index: IndexFile, request: SearchRequest | None) -> list[tuple[float, float]]:
    """Return the places of all memes that a request finds, or of all there are, each place once, in any order.

    A place is a latitude and a longitude in degrees; memes without one add nothing.

    Raises:
        InvalidInputError: the catalogue has no such template or language.
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        if request is None:
            places = set(index.doc_places)
        else:
            places = set(map(index.doc_places.__getitem__, find_all(index, request)))
        places.discard(NOTHING)
        return list({(index.latitudes[place], index.longitudes[place]) for place in places})
