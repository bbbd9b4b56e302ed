"""A seeded order of numbers in which each comes once, without keeping a list of them.

A Feistel network (Luby and Rackoff 1988) over the smallest even number of bits that holds them all; what it gives
beyond them is put through it again until it is one of them (cycle walking, Black and Rogaway 2002).
"""

from hashlib import blake2b

_ROUNDS = 6
_BYTES = 8


def shuffled(count: int, seed: int, place: int) -> int:
    """Return the number from 0 to ``count - 1`` at a place, from 0 on, in the order of a seed, 0 to 2**64-1."""
    half = max((count - 1).bit_length() + 1, 2) // 2
    number = place
    while True:
        number = _permuted(number, half, seed)
        if number < count:
            return number


def _permuted(number: int, half: int, seed: int) -> int:
    mask = (1 << half) - 1
    left, right = number >> half, number & mask
    for round_number in range(_ROUNDS):
        text = b"%d %d" % (round_number, right)
        mixed = blake2b(text, digest_size=_BYTES, key=seed.to_bytes(_BYTES)).digest()
        left, right = right, left ^ (int.from_bytes(mixed) & mask)
    return left << half | right
