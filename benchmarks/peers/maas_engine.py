"""maas itself, through the search package and the index that the command line uses."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers.engine import LIMIT
from benchmarks.queries import Mode, Query
from maas_cli import search as engine
from maas_cli.catalog_index import CatalogIndex
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search import IndexFile
from maas_cli.serialize import meme_to_json

_CATALOG = "catalog.path"
_BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)  # recorded in the index, and of no other use


def _find_documents(index: IndexFile, request: SearchRequest) -> list[bytes]:
    find = getattr(engine, "find_documents", None)
    if find is not None:
        documents: list[bytes] = find(index, request)
        return documents
    return [meme_to_json(hit.meme) for hit in engine.search(index, request).hits]


def _index(catalog: Path, folder: Path) -> IndexFile:
    index = CatalogIndex(imported=catalog, starter=catalog, cache_dir=folder, now=lambda: _BUILT_AT, on_notice=print)
    return index.get()


class Maas:
    """maas as people use it: words may be begun, misspelt, or parts of words. For one thread."""

    name = "maas"
    modes = frozenset(Mode)
    most_memes = 100_000_000
    is_fuzzy = True

    def __init__(self, folder: Path) -> None:
        self._index = _index(Path((folder / _CATALOG).read_text()), folder)

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Index as an import does."""
        _index(catalog.absolute(), folder)
        (folder / _CATALOG).write_text(str(catalog.absolute()))

    def search(self, query: Query) -> list[bytes]:
        """Return the ten best memes; without ``is_topped_up`` a phrase is asked for in quotes."""
        text = " ".join(query.words)
        is_quoted = query.mode is Mode.PHRASE and not query.is_topped_up
        lat, lon = query.position or (None, None)
        request = SearchRequest(
            f'"{text}"' if is_quoted else text,
            fuzzy=self.is_fuzzy,
            limit=LIMIT,
            lat=lat,
            lon=lon,
            radius_km=query.radius_km,
            sort=SortOrder.DISTANCE if query.mode is Mode.NEAREST else SortOrder.RELEVANCE,
        )
        return _find_documents(self._index, request)


class MaasExact(Maas):
    """maas with whole words alone, as its API has it by default."""

    name = "maas exact"
    modes = frozenset({Mode.WORDS, Mode.PHRASE, Mode.RADIUS, Mode.NEAREST})
    is_fuzzy = False
