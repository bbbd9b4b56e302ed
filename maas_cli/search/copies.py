"""Which memes are copies of one another: the same picture (MD5), or the same folded name and text."""

from array import array

from maas_cli.models.meme import Meme


class CopyGroups:
    """Groups of copies, grown meme by meme; each group is named by its first meme.

    A union-find forest: a chain of memes each a copy of the next is one group.
    """

    def __init__(self) -> None:
        self._parents = array("I")
        self._first_by_key: dict[str, int] = {}

    def add(self, meme: Meme, folded: str) -> None:
        """Add the next meme, with its folded name and text as one string."""
        doc = len(self._parents)
        self._parents.append(doc)
        keys = (f"text {folded}", f"md5 {meme.md5.casefold()}") if meme.md5 else (f"text {folded}",)
        for key in keys:
            self._unite(self._first_by_key.setdefault(key, doc), doc)

    def groups(self) -> "array[int]":
        """Return for each meme the number of the first meme of its group."""
        return array("I", map(self._root, range(len(self._parents))))

    def _root(self, doc: int) -> int:
        while self._parents[doc] != doc:
            self._parents[doc] = self._parents[self._parents[doc]]
            doc = self._parents[doc]
        return doc

    def _unite(self, doc: int, other: int) -> None:
        low, high = sorted((self._root(doc), self._root(other)))
        self._parents[high] = low
