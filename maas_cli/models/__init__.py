"""The frozen values the engine takes and returns. They hold no behaviour beyond what follows from their fields.

Units are in the names (``distance_km``, ``build_seconds``); positions are WGS 84 decimal degrees; times are aware
and in UTC. A module for each subject: making a dataclass costs most of a millisecond, and a search needs only its own.
"""
