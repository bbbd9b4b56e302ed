"""What a catalogue holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meme:
    """One meme of a catalogue.

    ``id`` is unique in its catalogue, 0 to 2**63-1. ``name`` is the template it is made from, ``text`` the whole
    caption; one of the two is given, but for pictures (``url``) whose source says that both are unknown. ``upper``
    and ``lower`` are the caption's halves where the source tells them apart. ``lat`` and ``lon`` are both given or
    both None; 0 is a value. Every string is empty where the source says nothing.
    """

    id: int
    name: str
    text: str
    url: str = ""
    page: str = ""
    md5: str = ""
    file_size: int | None = None
    upper: str = ""
    lower: str = ""
    lang: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    tags: tuple[str, ...] = ()
