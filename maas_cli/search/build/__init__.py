"""Building the index file; the only part of the search that always needs numpy."""

from maas_cli.search.build.builder import build_index

__all__ = ["build_index"]
