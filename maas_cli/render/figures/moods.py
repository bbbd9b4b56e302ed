"""Moods, and what each does to eyes, brows and mouth."""

from typing import NamedTuple


class Mood(NamedTuple):
    """How a face looks.

    Attributes:
        lid: share of the eye that the upper lid covers at its middle, 0 to 1.
        slope: how much lower the lid's inner end is than its outer end, in eye radii; angry above 0, sad below.
        low: share of the eye that the lower lid covers, 0 to 1.
        pupil: radius of the pupil in eye radii.
        gaze: where the pupil is off the middle, in eye radii.
        brow: how much lower the inner end of the brow is, in eye radii; None for no brow.
        mouth: name of the mouth, as ``mouths`` has it.
    """

    lid: float
    slope: float
    low: float
    pupil: float
    gaze: tuple[float, float]
    brow: float | None
    mouth: str


MOODS = {
    "calm": Mood(0.12, 0.0, 0.0, 0.56, (0.0, 0.0), None, "smile"),
    "happy": Mood(0.0, 0.0, 0.22, 0.6, (0.0, -0.1), None, "grin"),
    "brave": Mood(0.3, 0.55, 0.0, 0.42, (0.0, 0.1), 0.8, "snarl"),
    "grumpy": Mood(0.4, 0.4, 0.0, 0.5, (0.0, 0.15), 0.5, "frown"),
    "worried": Mood(0.0, 0.0, 0.0, 0.36, (0.0, 0.0), -0.6, "wavy"),
    "sly": Mood(0.5, 0.15, 0.0, 0.5, (0.32, 0.1), 0.35, "smirk"),
    "mad": Mood(0.0, 0.0, 0.0, 0.22, (0.0, 0.0), 0.7, "teeth"),
    "sleepy": Mood(0.62, -0.15, 0.0, 0.5, (0.0, 0.3), None, "small"),
    "sad": Mood(0.3, -0.5, 0.0, 0.5, (0.0, 0.2), -0.6, "frown"),
    "shocked": Mood(0.0, 0.0, 0.0, 0.4, (0.0, 0.0), -0.2, "round"),
    "smug": Mood(0.52, 0.0, 0.0, 0.5, (0.0, 0.1), 0.0, "smirk"),
    "thinking": Mood(0.2, 0.0, 0.0, 0.5, (0.3, -0.34), -0.15, "small"),
    "stern": Mood(0.34, 0.22, 0.0, 0.5, (0.0, 0.1), 0.35, "flat"),
    "squinting": Mood(0.38, 0.1, 0.3, 0.4, (0.25, 0.1), 0.3, "flat"),
    "shouting": Mood(0.2, 0.5, 0.0, 0.3, (0.0, 0.0), 0.8, "shout"),
    "proud": Mood(0.34, 0.0, 0.1, 0.5, (0.0, 0.0), -0.1, "smile"),
    "resting": Mood(1.0, 0.0, 0.0, 0.0, (0.0, 0.0), None, "smile"),
    "weeping": Mood(1.0, 0.0, 0.0, 0.0, (0.0, 0.0), -0.6, "frown"),
    "cheering": Mood(1.0, 0.0, 0.0, 0.0, (0.0, 0.0), -0.2, "grin"),
}
"""Every mood by its name."""
