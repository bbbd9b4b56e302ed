"""The real picture of a meme: from where it was kept, or else from the web."""

from hashlib import md5
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.errors import PictureError
from maas_cli.picture_download.kept_pictures import KeptPictures

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme
    from maas_cli.picture_download.fetching import Limits

MOST_BYTES = 256 * 2**20
"""Bytes of pictures that are kept."""


class PictureDownload:
    """Fetches pictures and keeps them in a folder. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES, limits: "Limits | None" = None) -> None:
        """Take the folder, which need not exist; ``limits`` are for tests, which have their servers on this machine."""
        self._kept = KeptPictures(folder, most_bytes)
        self._limits = limits

    def find(self, meme: "Meme") -> bytes | None:
        """Return a meme's picture as it was fetched before, None if it was not; nothing is asked of the network."""
        data = self._kept.find(meme.url) if meme.url else None
        return data if data is not None and _is_as_stated(meme, data) else None

    def get(self, meme: "Meme") -> bytes:
        """Return a meme's picture, fetched if it was not before: a PNG, JPEG, GIF or WebP by its first bytes.

        It is kept; where that cannot be done it is returned all the same.

        Raises:
            PictureError: the meme has no address that may be asked, or what is there is no picture, is too large,
                or is another picture than the catalogue states.
            ServiceUnreachableError: the server did not answer, or not with a picture.
        """
        found = self.find(meme)
        if found is not None:
            return found
        if not meme.url:
            raise PictureError(f"meme {meme.id} has no picture on the web")
        from maas_cli.picture_download import fetching  # noqa: PLC0415  # dear, and a picture may be at hand

        data = fetching.fetch_picture(meme.url, self._limits or fetching.Limits())
        if not _is_as_stated(meme, data):
            raise PictureError(f"the picture of meme {meme.id} is not the one its catalogue states: its MD5 differs")
        self._kept.keep(meme.url, data)
        return data


def _is_as_stated(meme: "Meme", data: bytes) -> bool:
    """Tell whether a picture has the MD5 that its catalogue states, if it states one."""
    stated = meme.md5.strip().casefold()
    return not stated or md5(data, usedforsecurity=False).hexdigest() == stated
