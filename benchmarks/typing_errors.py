"""Slips of the finger as people make them: a neighbouring key, two letters swapped, one left out or doubled."""

from benchmarks.seeds import Random

LEAST_LETTERS = 4
"""Words with fewer letters are typed right."""

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)


def _neighbours() -> dict[str, str]:
    """Return for each letter the keys beside it in its row and in the rows above and below."""
    found: dict[str, str] = {}
    for rows in _KEYBOARDS:
        for number, row in enumerate(rows):
            for place, letter in enumerate(row):
                beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
                above = rows[number - 1][place : place + 2] if number else ""
                below = rows[number + 1][max(place - 1, 0) : place + 1] if number + 1 < len(rows) else ""
                found[letter] = beside + above + below
    return found


NEIGHBOURS = _neighbours()


def with_typo(word: str, random: Random) -> str:
    """Return the word with one slip: one edit away (a swap of neighbours is one edit), never the word itself.

    Words of one letter, or in which nothing can go wrong, are doubled at their end.
    """
    slips = [_wrong_key, _swapped, _left_out, _doubled]
    random.shuffle(slips)
    for slip in slips:
        for _ in range(3):
            wrong = slip(word, random)
            if wrong not in (word, ""):
                return wrong
    return word + word[-1:]


def _wrong_key(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    keys = NEIGHBOURS.get(word[place], "")
    return word[:place] + random.choice(keys) + word[place + 1 :] if keys else word


def _swapped(word: str, random: Random) -> str:
    if len(word) < 2:  # noqa: PLR2004  # two letters are swapped
        return word
    place = random.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _left_out(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return word[: place + 1] + word[place:]
