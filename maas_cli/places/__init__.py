"""Places on Earth, offline: where a city is, and which languages are spoken around a position.

Reads the tables that travel with the package and nothing else; unchanging once read.
"""

from maas_cli.places.gazetteer import find_place
from maas_cli.places.nearest import languages_near

__all__ = ["find_place", "languages_near"]
