"""A figure for every template: flat shapes, drawn by the project itself."""

from maas_cli.render.figures.drawing import draw_figure

__all__ = ["draw_figure"]
