"""The real pictures of imported memes: fetched when asked for and only then, checked, kept, and made pixels.

A catalogue is somebody else's file. So nothing in this room trusts the addresses in it, nor what comes from there.
"""

from maas_cli.picture_download.decoding import decoded
from maas_cli.picture_download.download import PictureDownload

__all__ = ["PictureDownload", "decoded"]
