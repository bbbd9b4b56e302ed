"""Which engines there are; each is imported when it is asked for, so that none weighs on another's process."""

import importlib

from benchmarks.peers.engine import Engine

_PLACES = {
    "maas": ("maas_engine", "Maas"),
    "maas exact": ("maas_engine", "MaasExact"),
    "tantivy": ("tantivy_peer", "Tantivy"),
    "tantivy filled up": ("tantivy_peer", "TantivyFilledUp"),
    "tantivy parser": ("tantivy_peer", "TantivyParser"),
    "FTS5": ("fts5", "Fts5"),
    "FTS5 trigram": ("fts5", "Fts5Trigram"),
    "bm25s": ("bm25s_peer", "Bm25s"),
    "rapidfuzz": ("rapidfuzz_peer", "RapidFuzz"),
}

ENGINES = tuple(_PLACES)
"""The names of all engines, maas first."""

OWN = ("maas", "maas exact")
"""The engines that are maas."""

FILLED_UP = frozenset({"maas", "tantivy filled up"})
"""The engines that go on to looser matches until they have ten memes; the others stop at what was asked for."""

_SHARED = {"maas exact": "maas", "tantivy filled up": "tantivy", "tantivy parser": "tantivy"}


def index_kind(name: str) -> str:
    """Return the engine whose index this one reads: itself or another."""
    return _SHARED.get(name, name)


def engine_class(name: str) -> type[Engine]:
    """Return the class of an engine; KeyError for one that there is not."""
    module, class_name = _PLACES[name]
    found: type[Engine] = getattr(importlib.import_module(f"benchmarks.peers.{module}"), class_name)
    return found
