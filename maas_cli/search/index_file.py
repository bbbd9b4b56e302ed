"""The opened index file: its sections as typed views, and the look-ups that need nothing else.

Unchanging once opened, so any number of threads may read it.
"""

import mmap
import sys
import zlib
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search.format import HEAD_SIZE, NOTHING, TERMS_PER_KEY, read_section_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEY_BYTES = 8
_MANY_TERMS = 24
"""More terms than these are looked up with numpy where it is there."""


class IndexFile:
    """The sections of one index, mapped into memory and touched only where read.

    Every section is an attribute of the name it has in :mod:`maas_cli.search.format`, made when first asked for.
    """

    def __init__(self, content: bytes | mmap.mmap, path: Path, fingerprint: bytes) -> None:
        """Take the bytes of a whole index; ``path`` names it in errors.

        Raises:
            IndexUnusableError: the file is of another version or catalogue.
            IndexDamagedError: the file is truncated or damaged.
        """
        self.path = path
        self.memo: dict[tuple[str, int], Any] = {}
        """What those who read the index keep at hand, by kind and number; anything in it can be made again."""
        self._content = content
        self._bytes = memoryview(content)
        self._table = read_section_table(self._bytes, path, fingerprint)
        self.doc_count = len(self.doc_templates)
        self.term_count = len(self.term_offsets) - 1

    def __getattr__(self, name: str) -> "memoryview[Any]":
        """Return a section as a view of its type, and keep it."""
        if name.startswith("_") or name not in self._table:
            raise AttributeError(f"an index has no section {name}")
        section = self._table[name]
        content = self._bytes[section.offset : section.offset + section.length]
        view = content.cast(cast("Literal['B']", section.type_code))
        setattr(self, name, view)
        return view

    @classmethod
    def open(cls, path: Path, fingerprint: bytes) -> "IndexFile":
        """Map the index at ``path``.

        Raises:
            IndexUnusableError: there is none, or none that can be used for the catalogue of this fingerprint.
            IndexDamagedError: it is truncated or damaged.
        """
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise IndexUnusableError(f"cannot open the search index {path}: {error.strerror}") from error
        except ValueError as error:  # nothing can be mapped
            raise IndexDamagedError(f"the search index {path} is empty") from error
        return cls(mapped, path, fingerprint)

    def verify(self, *names: str) -> None:
        """Compare sections with their checksums, every one if none is named; reads them whole.

        Raises:
            IndexDamagedError: a section is damaged.
        """
        for name in names or self._table:
            section = self._table[name]
            if zlib.crc32(self._bytes[section.offset : section.padded_end]) != section.checksum:
                raise IndexDamagedError(f"{self.path} has a damaged section {name}")

    def digest(self) -> int:
        """Return a number that follows from the checksums of all sections, 0 to 2**32-1."""
        return zlib.crc32(b"".join(section.checksum.to_bytes(4, "little") for section in self._table.values()))

    def facts(self) -> dict[str, Any]:
        """Return the facts recorded when the index was built.

        Raises:
            IndexDamagedError: they are damaged.
        """
        import json  # noqa: PLC0415  # most searches need no facts

        self.verify("meta")
        facts: dict[str, Any] = json.loads(bytes(self.meta))
        return facts

    def size_bytes(self) -> int:
        """Return the size of the whole index in bytes."""
        return len(self._content)

    def term(self, term: int) -> bytes:
        """Return a term in UTF-8."""
        return bytes(self.terms[self.term_offsets[term] : self.term_offsets[term + 1] - 1])

    def document_frequency(self, term: int) -> int:
        """Return how many memes hold the term, 1 and up."""
        frequency: int = self.posting_offsets[term + 1] - self.posting_offsets[term]
        return frequency

    def posting_count(self, terms: "Sequence[int]") -> int:
        """Return how many postings some terms have together, 0 and up."""
        if not terms:
            return 0
        if isinstance(terms, range):
            together: int = self.posting_offsets[terms.stop] - self.posting_offsets[terms.start]
            return together
        if len(terms) > _MANY_TERMS and "numpy" in sys.modules:
            from maas_cli.search.term_arrays import posting_count  # noqa: PLC0415  # numpy is loaded already

            return posting_count(self.posting_offsets, terms)
        return sum(map(self.document_frequency, terms))

    def first_term_from(self, text: bytes) -> int:
        """Return the number of the first term that is not less than ``text``; the count of terms if none is."""
        low, high = self._terms_around(text)
        return bisect_left(range(self.term_count), text, low, high, key=self.term)

    def _terms_around(self, text: bytes) -> tuple[int, int]:
        """Return from which term up to which the first that is not less than ``text`` is looked for."""
        key = int.from_bytes(text[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0"))
        block = max(bisect_left(self.term_keys, key) - 1, 0)
        after = bisect_right(self.term_keys, key, block) * TERMS_PER_KEY
        return block * TERMS_PER_KEY, min(self.term_count, after)

    def find_term(self, text: bytes) -> int | None:
        """Return the number of a term, None if no meme holds it."""
        low, high = self._terms_around(text)
        block = b"\n" + bytes(self.terms[self.term_offsets[low] : self.term_offsets[high]])
        place = block.find(b"\n%b\n" % text)
        return None if place < 0 else low + block.count(b"\n", 0, place)

    def terms_with_prefix(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with ``prefix``, itself included; they are consecutive."""
        after_prefix = prefix + b"\xff"  # above every byte of UTF-8
        return range(self.first_term_from(prefix), self.first_term_from(after_prefix))

    def suffixes_with_prefix(self, part: bytes) -> range:
        """Return the positions in ``suffixes`` of those that begin with ``part``; a line feed is the end."""
        terms, length = self.terms, len(part)
        suffixes, count = self.suffixes, len(self.suffixes)

        def begins(offset: int) -> bytes:
            return bytes(terms[offset : offset + length])

        first = bisect_left(suffixes, part, key=begins)
        step = 1
        while first + step < count and begins(suffixes[first + step]) == part:  # they are seldom many
            step *= 2
        return range(first, bisect_right(suffixes, part, first + step // 2, min(first + step, count), key=begins))

    def term_at(self, offset: int) -> int:
        """Return the number of the term that a byte of ``terms`` belongs to."""
        return bisect_right(self.term_offsets, offset) - 1

    def terms_containing(self, part: bytes) -> list[int]:
        """Return the numbers of the terms that contain ``part`` behind their first letter, ascending, each once."""
        return self.terms_of_suffixes(self.suffixes_with_prefix(part))

    def terms_of_suffixes(self, places: range) -> list[int]:
        """Return the numbers of the terms that have these suffixes, by their positions, ascending, each once."""
        offsets = self.suffixes[places.start : places.stop]
        if len(places) > _MANY_TERMS and "numpy" in sys.modules:
            from maas_cli.search.term_arrays import terms_at  # noqa: PLC0415  # numpy is loaded already

            return terms_at(self.term_offsets, offsets)
        return sorted(set(map(self.term_at, offsets)))

    def head_entries(self, terms: range) -> "Iterator[tuple[int, int]] | None":
        """Return the best memes that hold one of some consecutive terms, None where they have few postings.

        At most 32, each with the highest weight of a term, by weight, then the earlier.
        """
        row = self._head_row(terms)
        return None if row is None else self._head_at(row)

    def _head_at(self, row: int) -> "Iterator[tuple[int, int]]":
        docs = self.head_docs[row * HEAD_SIZE : (row + 1) * HEAD_SIZE].tolist()
        if docs[-1] == NOTHING:
            docs = docs[: docs.index(NOTHING)]
        return zip(docs, self.head_weights[row * HEAD_SIZE : (row + 1) * HEAD_SIZE], strict=False)

    def _head_row(self, terms: range) -> int | None:
        key = terms.start << 32 | terms.stop
        row = bisect_left(self.head_ranges, key)
        return row if row < len(self.head_ranges) and self.head_ranges[row] == key else None

    def best_of_term(self, term: int) -> "Iterator[tuple[int, int]]":
        """Yield memes that hold the term, each with its weight: the best of many, else all, in any order."""
        row = self._head_row(range(term, term + 1))
        if row is None:
            first, last = self.posting_offsets[term], self.posting_offsets[term + 1]
            return zip(self.posting_docs[first:last], self.posting_weights[first:last], strict=True)
        return self._head_at(row)

    def group(self, doc: int) -> int:
        """Return the first of the memes that are copies of one another with this one."""
        position = bisect_left(self.copies, doc)
        if position == len(self.copies) or self.copies[position] != doc:
            return doc
        first: int = self.copy_firsts[position]
        return first

    def group_size(self, doc: int) -> int:
        """Return how many memes are copies of one another with this one, itself included."""
        group = self.group(doc)
        position = bisect_left(self.group_firsts, group)
        if position == len(self.group_firsts) or self.group_firsts[position] != group:
            return 1
        size: int = self.group_sizes[position]
        return size

    def skeleton(self, number: int) -> bytes:
        """Return a JSON line with holes."""
        return bytes(self.skeletons[self.skeleton_offsets[number] : self.skeleton_offsets[number + 1]])

    def template(self, number: int) -> bytes:
        """Return the name of a template as a JSON string without its quotes."""
        return bytes(self.templates[self.template_offsets[number] : self.template_offsets[number + 1]])

    def template_count(self) -> int:
        """Return how many templates there are."""
        return len(self.template_offsets) - 1
