"""Where memes are placed: around some thousand made-up towns in the parts of the world where people live."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CENTRES = 5000
_PLACED = 0.6
_AT_HOME = 0.7
_ZIPF = 0.9
_JITTER_DEGREES = 0.08
_KM_SHARE = 0.1  # a tenth of all placed memes lie far out of town
_FAR_DEGREES = 0.5

# latitude and longitude of the middle, their spreads in degrees, how many towns (relative), languages spoken
_REGIONS: tuple[tuple[float, float, float, float, int, str], ...] = (
    (40, -76, 4, 5, 9, "en"), (34, -85, 4, 7, 7, "en"), (36, -118, 4, 4, 6, "en"), (42, -90, 4, 8, 6, "en"),
    (52, -1.5, 2, 2, 7, "en"), (-34, 147, 4, 5, 3, "en"), (22, 79, 6, 5, 12, "en"), (7, 6, 4, 6, 5, "en"),
    (-27, 28, 4, 4, 3, "en"), (14, 121, 4, 2, 4, "en"),
    (20, -100, 3, 5, 8, "es"), (40, -3.5, 2.5, 3, 6, "es"), (-33, -61, 4, 4, 6, "es"), (-35, -71.5, 4, 1, 3, "es"),
    (5, -74.5, 3, 2, 5, "es"), (-9, -76, 4, 2, 3, "es"), (10, -67, 1, 3, 3, "es"),
    (-22, -46, 4, 4, 7, "pt"), (-8, -37, 4, 3, 4, "pt"), (40, -8.3, 1.5, 0.6, 2, "pt"),
    (55.5, 38, 3, 6, 7, "ru"), (54, 60, 3, 10, 5, "ru"), (49, 32, 2, 4, 5, "ru"), (47, 70, 4, 6, 2, "ru"),
    (54, 90, 2, 14, 2, "ru"), (47, 2.5, 2, 2, 6, "fr"), (33, 1, 2, 6, 3, "fr"), (6, 0, 4, 8, 3, "fr"),
    (43, 12, 2.5, 2, 6, "it"), (51, 10, 2, 2.5, 8, "de"), (52, 20, 3, 4, 6, ""), (46, 22, 3, 4, 4, ""),
    (39, 33, 2, 5, 4, ""), (-7, 110, 2, 6, 6, ""), (36, 138, 2.5, 2.5, 5, "other"), (32, 115, 5, 5, 14, "other"),
    (29, 33, 3, 6, 5, "other"), (37, 127, 1, 1, 3, "other"), (15, 101, 3, 2, 3, "other"),
)  # fmt: skip


class PlaceModel:
    """Draws places for memes of each cluster. Unchanging once built."""

    def __init__(self, clusters: Sequence[str], names: Sequence[str], random: np.random.Generator) -> None:
        """Found a town for each name, the bigger ones first; ``clusters`` are those that will be asked for."""
        self.names = names
        regions = np.array([region[:5] for region in _REGIONS])
        homes = random.choice(len(regions), size=len(names), p=regions[:, 4] / regions[:, 4].sum())
        self._latitudes = np.clip(random.normal(regions[homes, 0], regions[homes, 2]), -80, 80)
        self._longitudes = (random.normal(regions[homes, 1], regions[homes, 3]) + 180) % 360 - 180
        sizes = 1 / np.arange(1, len(names) + 1) ** _ZIPF
        languages = np.array([region[5] for region in _REGIONS])[homes]
        self._anywhere = np.cumsum(sizes) / sizes.sum()
        self._at_home = [self._towns_where(languages == cluster, sizes) for cluster in clusters]

    def _towns_where(self, spoken: NDArray[np.bool_], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = np.where(spoken, sizes, 0)
        nearby: NDArray[np.float64] = np.cumsum(weights) / weights.sum() if spoken.any() else self._anywhere
        return nearby

    def draw(self, clusters: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
        """Return a town, an index into ``names``, for each meme's cluster; -1 for the two in five without a place."""
        towns = np.searchsorted(self._anywhere, random.random(len(clusters)), side="right")
        at_home = random.random(len(clusters)) < _AT_HOME
        for cluster, weights in enumerate(self._at_home):
            places = np.flatnonzero(at_home & (clusters == cluster))
            towns[places] = np.searchsorted(weights, random.random(len(places)), side="right")
        towns = np.minimum(towns, len(self.names) - 1)
        towns[random.random(len(clusters)) >= _PLACED] = -1
        return towns

    def positions(self, towns: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.float64]:
        """Return a latitude and longitude for each town, in rows, in degrees with 5 digits, scattered around it."""
        scatter = np.where(random.random(len(towns)) < _KM_SHARE, _FAR_DEGREES, _JITTER_DEGREES)[:, None]
        middles = np.column_stack((self._latitudes[towns], self._longitudes[towns]))
        positions = middles + random.normal(0, scatter, (len(towns), 2))
        positions[:, 1] = (positions[:, 1] + 180) % 360 - 180
        rounded: NDArray[np.float64] = np.round(positions, 5)
        return rounded
