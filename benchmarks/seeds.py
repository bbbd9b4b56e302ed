"""Random numbers that can be had again: the benches take none but from a seed."""

from random import Random  # noqa: TID251  # only ever with a seed, and nothing in a bench is secret

__all__ = ["Random", "seeded"]


def seeded(seed: object) -> Random:
    """Return random numbers that follow from the seed's ``repr`` alone."""
    return Random(repr(seed))  # noqa: S311  # nothing in a bench is secret
