"""Places on Earth, offline: where a city is (``gazetteer``), and which languages are spoken near by (``nearest``).

Reads the tables that travel with the package and nothing else; unchanging once read. Imports nothing itself, since a
search needs one of the two at most times, and is answered in the time that an import takes.
"""
