"""The figures of the starter catalogue, one for each of its templates."""

from collections.abc import Mapping

from maas_cli.render.figures.look import Figure
from maas_cli.render.figures.starter_birds import BIRDS, SCALY
from maas_cli.render.figures.starter_mammals import MAMMALS
from maas_cli.render.figures.starter_people import PEOPLE
from maas_cli.render.figures.starter_things import THINGS

FIGURES: Mapping[str, Figure] = {**MAMMALS, **BIRDS, **SCALY, **PEOPLE, **THINGS}
"""Every figure by the name of its template, as the catalogue spells it."""
