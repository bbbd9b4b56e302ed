"""Pictures for the screens: drawn, or read from what was fetched, and kept for when they are shown again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from maas_cli.models.meme import Meme

SIZE = 320
"""Pixels of a drawn picture along each side: enough for the largest terminal at two pixels a cell."""

_KEPT = 48
_LARGEST = (640, 640)


class RealPictures(Protocol):
    """Where real pictures come from."""

    def find(self, meme: Meme) -> bytes | None:
        """Return the picture if it was fetched before."""

    def get(self, meme: Meme) -> bytes:
        """Fetch the picture."""


class Pictures:
    """Gives the picture of a meme: the real one if it was fetched, else a drawn one. Safe to call from several threads.

    ``made`` counts pictures drawn or decoded, ``always_real`` is whether real pictures are fetched without being asked.
    """

    def __init__(
        self, real: RealPictures, folder: Path, *, always_real: bool = False, has_captions: bool = False
    ) -> None:
        """``folder`` is where pictures are drawn for other programs.

        Unless ``has_captions``, pictures for the screen are drawn without: in half-blocks no letter can be read.
        """
        self.made = 0
        self._folder = folder
        self.always_real = always_real
        self._has_captions = has_captions
        self._real = real
        self._lock = threading.Lock()
        self._kept: OrderedDict[int | str, Image] = OrderedDict()

    def at_hand(self, meme: Meme) -> Image | None:
        """Return a picture that was shown before; takes no time."""
        with self._lock:
            image = self._kept.get(meme.id)
            if image is not None:
                self._kept.move_to_end(meme.id)
            return image

    def picture(self, meme: Meme) -> Image:
        """Return a meme's picture; takes some 50 ms of computing, or as long as the network where it is fetched.

        Raises:
            MaasError: a picture that is to be fetched always cannot be.
        """
        known = self.at_hand(meme)
        if known is not None:
            return known
        data = self._real.get(meme) if self.always_real and has_real_picture(meme) else self._real.find(meme)
        return self._drawn(meme) if data is None else self._keep(meme.id, self._decoded(data))

    def real_picture(self, meme: Meme) -> Image:
        """Fetch a meme's real picture, which from now on is its picture here.

        Raises:
            MaasError: it has none, or it cannot be fetched or read.
        """
        return self._keep(meme.id, self._decoded(self._real.get(meme)))

    def drawn_file(self, meme: Meme) -> Path:
        """Draw a meme's picture into a file, to be looked at by other programs; return where it is.

        Raises:
            StorageError: it cannot be written.
        """
        path = self._folder / f"{meme.id}.png"
        self.write_drawn(meme, path)
        return path

    def write_drawn(self, meme: Meme, path: Path) -> None:
        """Draw a meme's picture into a file of PNG, whole or not at all.

        Raises:
            StorageError: it cannot be written.
        """
        from maas_cli.atomic_file import replacing  # noqa: PLC0415  # most pictures stay on the screen
        from maas_cli.render import picture_png  # noqa: PLC0415  # Pillow, as below

        with replacing(path) as file:
            file.write(picture_png(meme))

    def _drawn(self, meme: Meme) -> Image:
        from maas_cli.render import draw_picture  # noqa: PLC0415  # Pillow is dear; the first frame needs no picture

        if self._has_captions:
            return self._keep(meme.id, draw_picture(meme, SIZE))
        with self._lock:
            face = self._kept.get(meme.name)
        if face is None:
            face = self._keep(meme.name, draw_picture(replace(meme, text="", upper="", lower=""), SIZE))
        return face

    def _decoded(self, data: bytes) -> Image:
        from maas_cli.picture_download import decoded  # noqa: PLC0415  # Pillow, as above

        return decoded(data, _LARGEST)

    def _keep(self, key: int | str, image: Image) -> Image:
        """Keep a meme's picture under its id, or a template's under its name."""
        with self._lock:
            self.made += 1
            self._kept[key] = image
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return image


def has_real_picture(meme: Meme) -> bool:
    """Whether a meme's picture has an address of its own somewhere in the web."""
    return meme.url.startswith(("http://", "https://"))
