"""Which engines there are; each is imported when it is asked for, so that none weighs on another's process."""

import importlib

from benchmarks.peers.engine import Engine

_PLACES = {
    "maas": ("maas_engine", "Maas"),
    "maas exact": ("maas_engine", "MaasExact"),
    "tantivy": ("tantivy_peer", "Tantivy"),
    "FTS5": ("fts5", "Fts5"),
    "FTS5 trigram": ("fts5", "Fts5Trigram"),
    "bm25s": ("bm25s_peer", "Bm25s"),
    "rapidfuzz": ("rapidfuzz_peer", "RapidFuzz"),
}

ENGINES = tuple(_PLACES)
"""The names of all engines, maas first."""

OWN = ("maas", "maas exact")
"""The engines that are maas."""


def engine_class(name: str) -> type[Engine]:
    """Return the class of an engine; KeyError for one that there is not."""
    module, class_name = _PLACES[name]
    found: type[Engine] = getattr(importlib.import_module(f"benchmarks.peers.{module}"), class_name)
    return found
