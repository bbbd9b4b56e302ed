"""The opened index file: its sections as typed views, and the look-ups that need nothing else.

Unchanging once opened, so any number of threads may read it.
"""

import mmap
import zlib
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from maas_cli.errors import IndexDamagedError, IndexUnusableError
from maas_cli.search.format import read_section_table

if TYPE_CHECKING:
    from collections.abc import Iterator


class IndexFile:
    """The sections of one index, mapped into memory and touched only where read.

    Every section is an attribute of the name it has in :mod:`maas_cli.search.format`.
    """

    def __init__(self, content: bytes | mmap.mmap, path: Path, fingerprint: bytes) -> None:
        """Take the bytes of a whole index; ``path`` names it in errors.

        Raises:
            IndexUnusableError: the file is of another version or catalogue.
            IndexDamagedError: the file is truncated or damaged.
        """
        self.path = path
        self._content = content
        self._bytes = memoryview(content)
        self._table = read_section_table(self._bytes, path, fingerprint)
        view = self._view
        self.docs = view("docs")
        self.doc_offsets = view("doc_offsets")
        self.extras = view("extras")
        self.extra_offsets = view("extra_offsets")
        self.terms = view("terms")
        self.term_offsets = view("term_offsets")
        self.posting_offsets = view("posting_offsets")
        self.posting_docs = view("posting_docs")
        self.posting_impacts = view("posting_impacts")
        self.forward_offsets = view("forward_offsets")
        self.forward_terms = view("forward_terms")
        self.templates = view("templates")
        self.template_offsets = view("template_offsets")
        self.doc_templates = view("doc_templates")
        self.doc_langs = view("doc_langs")
        self.groups = view("groups")
        self.latitudes = view("latitudes")
        self.longitudes = view("longitudes")
        self.deletion_hashes = view("deletion_hashes")
        self.deletion_terms = view("deletion_terms")
        self.scan_offsets = view("scan_offsets")
        self.scan_masks = view("scan_masks")
        self.scan_terms = view("scan_terms")
        self.doc_count = len(self.doc_templates)
        self.term_count = len(self.term_offsets) - 1

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

    def _view(self, name: str) -> "memoryview[Any]":
        section = self._table[name]
        content = self._bytes[section.offset : section.offset + section.length]
        return content.cast(cast("Literal['B']", section.type_code))

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

    def meta(self) -> dict[str, Any]:
        """Return the facts recorded when the index was built.

        Raises:
            IndexDamagedError: they are damaged.
        """
        import json  # noqa: PLC0415  # most searches need no facts

        self.verify("meta")
        meta: dict[str, Any] = json.loads(bytes(self._view("meta")))
        return meta

    def size_bytes(self) -> int:
        """Return the size of the whole index in bytes."""
        return len(self._content)

    def doc(self, doc: int) -> bytes:
        """Return a meme's seven keys as one JSON line, line feed included."""
        return bytes(self.docs[self.doc_offsets[doc] : self.doc_offsets[doc + 1]])

    def further_keys(self, doc: int) -> bytes:
        """Return a meme's further keys as JSON, empty where it has none."""
        return bytes(self.extras[self.extra_offsets[doc] : self.extra_offsets[doc + 1]])

    def term(self, term: int) -> bytes:
        """Return a term in UTF-8."""
        return bytes(self.terms[self.term_offsets[term] : self.term_offsets[term + 1] - 1])

    def document_frequency(self, term: int) -> int:
        """Return how many memes hold the term, 1 and up."""
        frequency: int = self.posting_offsets[term + 1] - self.posting_offsets[term]
        return frequency

    def first_term_from(self, text: bytes) -> int:
        """Return the number of the first term that is not less than ``text``; the count of terms if none is."""
        return bisect_left(range(self.term_count), text, key=self.term)

    def find_term(self, text: bytes) -> int | None:
        """Return the number of a term, None if no meme holds it."""
        number = self.first_term_from(text)
        return number if number < self.term_count and self.term(number) == text else None

    def terms_with_prefix(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with ``prefix``, itself included; they are consecutive."""
        after_prefix = prefix + b"\xff"  # above every byte of UTF-8
        return range(self.first_term_from(prefix), self.first_term_from(after_prefix))

    def terms_containing(self, part: bytes) -> "Iterator[int]":
        """Yield the numbers of the terms that contain ``part``, ascending, each once.

        The offset that a bisection stops at is above what was looked for, also where a damaged file has them in
        disorder, so that each step leads on and the reading ends.
        """
        _, start, length, _ = self._table["terms"]
        position = self._content.find(part, start, start + length)
        while position >= 0:
            term = bisect_left(self.term_offsets, position - start + 1) - 1
            yield term
            position = self._content.find(part, start + self.term_offsets[term + 1], start + length)

    def template(self, number: int) -> str:
        """Return the name of a template."""
        return str(self.templates[self.template_offsets[number] : self.template_offsets[number + 1]], "utf-8")

    def template_count(self) -> int:
        """Return how many templates there are."""
        return len(self.template_offsets) - 1
