"""Outlines of figures as points: smooth curves through a few of them, and the same outline a little larger.

Plain geometry in figure units (the drawing field is 100 wide and 100 high, y downwards). What was worked out once is
kept, since the same shapes are drawn again and again.
"""

import functools
import math

Point = tuple[float, float]
Points = tuple[Point, ...]

SAMPLES = 7
"""Points put between two given ones: enough to look round at 1,000 pixels."""
MIDDLE = 50
"""The x at which figures are symmetrical."""
SHARPEST = 2.0
"""How many widths a corner of a grown outline may stand out at most."""


def mirrored(half: Points) -> Points:
    """Return a whole outline, symmetrical about ``MIDDLE``, from its right half given from top to bottom."""
    left = tuple((2 * MIDDLE - x, y) for x, y in reversed(half) if x != MIDDLE)
    return half + left


@functools.lru_cache(maxsize=4096)
def closed(points: Points) -> Points:
    """Return a smooth closed curve through at least three points (Catmull-Rom)."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count):
        ends = (points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count])
        curve.extend(_between(*ends))
    return tuple(curve)


@functools.lru_cache(maxsize=4096)
def opened(points: Points) -> Points:
    """Return a smooth open curve from the first of at least two points to the last, through all."""
    padded = (points[0], *points, points[-1])
    curve: list[Point] = []
    for i in range(len(points) - 1):
        curve.extend(_between(padded[i], padded[i + 1], padded[i + 2], padded[i + 3]))
    return (*curve, points[-1])


@functools.lru_cache(maxsize=4096)
def grown(points: Points, width: float) -> Points:
    """Return a closed outline moved outwards by a width; corners are mitred, up to ``SHARPEST`` widths."""
    side = width if _area(points) > 0 else -width
    count = len(points)
    normals = [_normal(points[i], points[(i + 1) % count]) for i in range(count)]
    outline: list[Point] = []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = normals[i - 1], normals[i]
        stretch = min(SHARPEST, 2 / max(1e-6, (ax + bx) ** 2 + (ay + by) ** 2) ** 0.5)
        length = math.hypot(ax + bx, ay + by) or 1.0
        outline.append((x + (ax + bx) / length * stretch * side, y + (ay + by) / length * stretch * side))
    return tuple(outline)


def _between(before: Point, start: Point, end: Point, after: Point) -> list[Point]:
    """Return the curve from ``start`` until just before ``end``, headed as its neighbours suggest."""
    piece: list[Point] = []
    for step in range(SAMPLES):
        t = step / SAMPLES
        a, b = t * (t * (2 - t) - 1) / 2, (t * t * (3 * t - 5) + 2) / 2
        c, d = t * (t * (4 - 3 * t) + 1) / 2, t * t * (t - 1) / 2
        piece.append(
            (
                a * before[0] + b * start[0] + c * end[0] + d * after[0],
                a * before[1] + b * start[1] + c * end[1] + d * after[1],
            )
        )
    return piece


def _area(points: Points) -> float:
    """Return twice the area within the points; positive where they run clockwise on the screen."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))


def _normal(start: Point, end: Point) -> Point:
    """Return the direction to the left of a way, which is outwards for a clockwise outline; of length 1 or 0."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y)
    return (y / length, -x / length) if length else (0.0, 0.0)
