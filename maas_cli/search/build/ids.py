"""The order of memes by their ids, where the catalogue is in another."""

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.format import SectionContent


def id_sections(ids: Array) -> dict[str, SectionContent]:
    """Return the section of memes by id, of each meme's id in catalogue order; empty where these ascend."""
    ascend = bool(np.all(ids[1:] > ids[:-1]))
    return {"id_docs": np.empty(0, np.uint32) if ascend else np.argsort(ids)}
