"""rapidfuzz: every caption compared with the query, as those do who have a list and no index."""

from pathlib import Path

import orjson
from rapidfuzz import fuzz, process

from benchmarks.peers.documents import DocumentFile, read_documents
from benchmarks.peers.engine import LIMIT
from benchmarks.queries import Mode, Query
from benchmarks.words import folded_words


class RapidFuzz:
    """A list of captions. For one thread."""

    name = "rapidfuzz"
    modes = frozenset({Mode.TYPOS})
    most_memes = 100_000

    def __init__(self, folder: Path) -> None:
        self._bodies: list[str] = orjson.loads((folder / "bodies.json").read_bytes())
        self._documents = DocumentFile(folder)

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Keep the folded texts and the documents."""
        documents = list(read_documents(catalog))
        (folder / "bodies.json").write_bytes(orjson.dumps([" ".join(folded_words(d.body)) for d in documents]))
        DocumentFile.write(folder, [document.line for document in documents])

    def search(self, query: Query) -> list[bytes]:
        """Return the ten memes most like the query, by the measure that the library's own search takes."""
        text = " ".join(folded_words(" ".join(query.words)))
        found = process.extract(text, self._bodies, scorer=fuzz.WRatio, limit=LIMIT)
        return [self._documents.line(number) for _, _, number in found]
