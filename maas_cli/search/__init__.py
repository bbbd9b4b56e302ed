"""Search over one immutable index file: how it is built, read, matched against and ranked.

Knows no environment, network or clock, and nothing of users or of where catalogues come from.
"""

from maas_cli.search.index_file import IndexFile
from maas_cli.search.searcher import FoundLines, find_all, find_documents, find_lines, search

__all__ = ["FoundLines", "IndexFile", "find_all", "find_documents", "find_lines", "search"]
