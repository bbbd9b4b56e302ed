"""Distances for people; inside maas they are kilometres."""


def format_km(distance_km: float) -> str:
    """Return a distance for people: one decimal below 10 km, whole kilometres above."""
    return f"{distance_km:.1f} km" if distance_km < 9.95 else f"{distance_km:,.0f} km"  # noqa: PLR2004  # rounds to 10
