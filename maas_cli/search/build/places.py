"""The places of memes, by cells of the grid of :mod:`maas_cli.search.geo`."""

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.format import NOTHING, SectionContent
from maas_cli.search.geo import CELLS_PER_DEGREE, COLUMNS, ROWS


def place_sections(latitudes: Array, longitudes: Array) -> dict[str, SectionContent]:
    """Return the sections of places, of each meme's position in degrees, NaN where it has none."""
    docs = np.flatnonzero(~np.isnan(latitudes))
    lat, lon = latitudes[docs] + 0.0, longitudes[docs] + 0.0  # -0.0 is no other place than 0.0
    rows = np.minimum(((lat + 90) * CELLS_PER_DEGREE).astype(np.int64), ROWS - 1)
    cells = rows * COLUMNS + ((lon + 180) * CELLS_PER_DEGREE).astype(np.int64) % COLUMNS
    order = np.lexsort((docs, lon, lat, cells))
    docs, lat, lon, cells = docs[order], lat[order], lon[order], cells[order]
    doc_places = np.full(len(latitudes), NOTHING, np.uint32)
    doc_places[docs] = np.arange(len(docs))
    distinct, firsts = np.unique(cells, return_index=True)
    return {
        "doc_places": doc_places,
        "place_docs": docs,
        "latitudes": lat,
        "longitudes": lon,
        "cells": distinct,
        "cell_offsets": np.append(firsts, len(docs)),
    }
