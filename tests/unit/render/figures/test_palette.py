import re

from maas_cli.render.figures import palette


def test_every_colour_is_written_alike_and_named_once() -> None:
    colours = [value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
    assert len(set(colours)) == len(colours)
    assert len(set(palette.SKINS)) == 5
    assert len(set(palette.HAIRS)) == 6
