"""The choices that options offer."""

from maas_cli.cli.options import Color, ListFormat, PageFormat
from maas_cli.config.settings import COLORS, OUTPUTS


def test_options_and_settings_offer_the_same() -> None:
    assert tuple(PageFormat) == OUTPUTS
    assert tuple(Color) == COLORS
    assert set(ListFormat) < set(PageFormat)
