"""bm25s: BM25 worked out ahead in sparse matrices, read through memory maps; documents in a file by number."""

from pathlib import Path

import bm25s

from benchmarks.peers.documents import DocumentFile, read_documents
from benchmarks.peers.engine import LIMIT
from benchmarks.queries import Mode, Query
from benchmarks.words import folded_words


class Bm25s:
    """An index in a folder. A meme answers with any of the words, those with more of them first. For one thread."""

    name = "bm25s"
    modes = frozenset({Mode.WORDS})
    most_memes = 2_000_000

    def __init__(self, folder: Path) -> None:
        self._index = bm25s.BM25.load(str(folder / "bm25s"), mmap=True, show_progress=False)
        self._vocabulary = self._index.vocab_dict
        self._documents = DocumentFile(folder)

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Index all words, none stopped or stemmed."""
        bodies, lines = [], []
        for document in read_documents(catalog):
            bodies.append(folded_words(document.body))
            lines.append(document.line)
        index = bm25s.BM25()
        index.index(bodies, show_progress=False)
        index.save(str(folder / "bm25s"), show_progress=False)
        DocumentFile.write(folder, lines)

    def search(self, query: Query) -> list[bytes]:
        """Return the ten best memes with any of the words, however they stand."""
        words = [word for text in query.words for word in folded_words(text) if word in self._vocabulary]
        if not words:
            return []
        numbers, scores = self._index.retrieve([words], k=LIMIT, show_progress=False)
        found = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [self._documents.line(number) for number, score in found if score > 0]
