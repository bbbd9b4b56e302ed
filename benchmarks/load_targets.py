"""What a server is asked under load: paths of several kinds, one over and over or thousands in turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import urlencode

from benchmarks.known_items import Item
from benchmarks.speed_queries import Sampler
from benchmarks.typing_errors import LEAST_LETTERS, with_typo

_DIFFERENT = 20_000
_ASKED = 200_000
_RADIUS_KM = 50

Parameters = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Target:
    """Paths with their queries, asked in turn; whether it is also asked at a pace, to see how long answers take."""

    paths: tuple[str, ...]
    is_paced: bool = False


def _rare(sampler: Sampler) -> Parameters:
    return {"query": sampler.random.choice(sampler.rare)}


def _common(sampler: Sampler) -> Parameters:
    return {"query": sampler.random.choice(sampler.common), "limit": 10}


def _several(sampler: Sampler) -> Parameters:
    return {"query": " ".join(sampler.several()), "limit": 10}


def _fuzzy(sampler: Sampler) -> Parameters:
    return {"query": with_typo(sampler.word(LEAST_LETTERS + 1), sampler.random), "fuzzy": "true", "limit": 10}


def _geo(sampler: Sampler) -> Parameters:
    lat, lon = sampler.random.choice(sampler.positions)
    where: Parameters = {"lat": round(lat, 4), "lon": round(lon, 4)}
    return {"query": sampler.word(2), **where, "radius": f"{_RADIUS_KM}km", "limit": 10}


_MAKERS: dict[str, Callable[[Sampler], Parameters]] = {
    "rare word": _rare,
    "common word": _common,
    "several words": _several,
    "fuzzy": _fuzzy,
    "geo": _geo,
}
_ALWAYS, _EACH_TIME = "the same", "all different"
_HEALTH, _AS_ASKED, _STREAM = "health", "all kinds, some asked often", "10,000 matches"

KINDS = (_HEALTH, *(f"{name}, {way}" for name in _MAKERS for way in (_ALWAYS, _EACH_TIME)), _AS_ASKED, _STREAM)
"""The names of all targets."""


def targets_of(items: Sequence[Item], positions: Sequence[tuple[float, float]], seed: int) -> dict[str, Target]:
    """Return all targets by name, the same for the same seed."""
    sampler = Sampler(items, positions, seed)
    targets = {_HEALTH: Target(("/api/health",))}
    for name, make in _MAKERS.items():
        paths = tuple(_path(make(sampler)) for _ in range(_DIFFERENT))
        targets[f"{name}, {_ALWAYS}"] = Target(paths[:1])
        targets[f"{name}, {_EACH_TIME}"] = Target(paths, is_paced=True)
    targets[_AS_ASKED] = Target(_as_asked(sampler), is_paced=True)
    return targets | {_STREAM: Target((_path({"query": "the", "fuzzy": "true"}),))}


def _as_asked(sampler: Sampler) -> tuple[str, ...]:
    """Return requests of all kinds alike, of which the n-th most frequent comes 1/n as often as the first: Zipf's law.

    It is what the frequencies of words and of what people search for come close to.
    """
    makers = list(_MAKERS.values())
    different = [_path(makers[number % len(makers)](sampler)) for number in range(_DIFFERENT)]
    often = list(accumulate(1 / rank for rank in range(1, _DIFFERENT + 1)))
    return tuple(sampler.random.choices(different, cum_weights=often, k=_ASKED))


def _path(parameters: Parameters) -> str:
    return f"/api/memes?{urlencode(parameters)}"
