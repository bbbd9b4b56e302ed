"""Pictures of memes, drawn by the project itself.

It takes Pillow to import this room: whoever needs it now and then imports it then.
"""

from maas_cli.render.pictures import DEFAULT_SIZE, LARGEST, SMALLEST, draw_picture, picture_png

__all__ = ["DEFAULT_SIZE", "LARGEST", "SMALLEST", "draw_picture", "picture_png"]
