"""Catalogues of any size that look like a real one: learned from its rows, seeded, written as a stream.

Nothing here knows a search engine.
"""
