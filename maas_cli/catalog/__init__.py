"""Where memes come from: the formats of sources, the import, the download, and the catalogue as it is installed.

Knows no environment and nothing of users or searching. It is loaded when a catalogue is read or written, never by a
search whose index is there.
"""

from maas_cli.catalog.fetch import download
from maas_cli.catalog.importing import import_file
from maas_cli.catalog.store import CatalogHeader, open_catalog, remove_catalog

__all__ = ["CatalogHeader", "download", "import_file", "open_catalog", "remove_catalog"]
