"""A radius as people write it; inside maas it is kilometres."""

from typing import Final

from maas_cli.errors import InvalidPositionError

KM_PER_MILE: Final = 1.609344
"""The international mile."""

_UNITS: Final = {"km": 1.0, "mi": KM_PER_MILE}


def parse_radius_km(text: str) -> float:
    """Return a radius such as ``50``, ``50km`` or ``30 mi`` in kilometres; its range is ``request_checks``' to check.

    Raises:
        InvalidPositionError: it is no number with one of these units.
    """
    folded = text.strip().lower()
    unit = next((unit for unit in _UNITS if folded.endswith(unit)), "")
    try:
        return float(folded.removesuffix(unit)) * _UNITS.get(unit, 1.0)
    except ValueError:
        raise InvalidPositionError(f"radius {text!r} is not a distance; allowed are 50, 50km and 30mi") from None
