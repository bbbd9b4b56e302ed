"""Building the index file from the memes of a catalogue.

Memes are taken in small pieces and kept only as arrays and bytes; their texts wait until there are enough of them for
work on arrays. What needs every meme (the order of the terms, relevance) is made at the end, on two threads.
"""

import gc
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from maas_cli.models.meme import Meme
from maas_cli.search.arrays import Array
from maas_cli.search.build.copies import CopiesBuilder
from maas_cli.search.build.heads import head_sections
from maas_cli.search.build.ids import id_sections
from maas_cli.search.build.lines import LinesBuilder
from maas_cli.search.build.md5s import md5_bytes
from maas_cli.search.build.places import place_sections
from maas_cli.search.build.postings import PostingsBuilder
from maas_cli.search.build.records import RecordBuilder
from maas_cli.search.build.term_sections import term_sections
from maas_cli.search.build.typo_sections import typo_sections
from maas_cli.search.build.unsafe import unsafe_docs
from maas_cli.search.build.unsafe_words import UnsafeWords, unsafe_words
from maas_cli.search.format import UNKNOWN_LANGUAGE, SectionContent, write_index
from maas_cli.serialize import to_json_strings

_PIECE = 2048
"""So many memes are looked at one by one, several times, while they are still in the processor's cache."""

_TEXTS = 32_768
"""So many texts are cut into words at once."""


class _Waiting(NamedTuple):
    """Texts not yet cut into words, and the template numbers of their memes."""

    texts: list[str]
    templates: list[Array]


class IndexBuilder:
    """Takes memes in catalogue order and writes the index over them. For one thread, once."""

    def __init__(self, listed: UnsafeWords | None = None) -> None:
        """Start an index; without a list of unsafe words it is the one that comes with maas.

        Raises:
            OSError: the list cannot be read.
        """
        self._listed = unsafe_words() if listed is None else listed
        self._starred: list[int] = []
        self._records = RecordBuilder()
        self._lines = LinesBuilder()
        self._postings = PostingsBuilder()
        self._copies = CopiesBuilder()
        self._templates = _numbering()
        self._languages = _numbering()
        self._ids: list[Array] = []
        self._doc_templates: list[Array] = []
        self._doc_langs: list[Array] = []
        self._latitudes: list[Array] = []
        self._longitudes: list[Array] = []
        self._waiting = _Waiting([], [])

    def add(self, memes: Sequence[Meme]) -> None:
        """Take in the next memes; quickest are some thousands, which fit into the processor's cache."""
        first = sum(map(len, self._doc_templates))
        languages = [meme.lang or UNKNOWN_LANGUAGE for meme in memes]
        texts = [f"{meme.name}\n{meme.text}" for meme in memes]
        self._starred += [first + number for number in self._listed.starred(texts, languages)]
        self._ids.append(np.array([meme.id for meme in memes], np.int64))
        templates = _numbered(self._templates, [meme.name for meme in memes])
        self._doc_templates.append(templates)
        self._doc_langs.append(_numbered(self._languages, languages))
        self._latitudes.append(np.array([math.nan if meme.lat is None else meme.lat for meme in memes]))
        self._longitudes.append(np.array([math.nan if meme.lon is None else meme.lon for meme in memes]))
        md5s = [meme.md5 for meme in memes]
        known_md5s = md5_bytes(md5s)
        self._records.add(memes, known_md5s)
        self._copies.add_pictures(md5s, known_md5s)
        self._waiting.templates.append(templates)
        self._waiting.texts.extend([meme.text for meme in memes])
        if len(self._waiting.texts) >= _TEXTS:
            self._take_lines()

    def _take_lines(self) -> None:
        """Cut the texts that wait into words."""
        waiting, self._waiting = self._waiting, _Waiting([], [])
        new_names = list(islice(self._templates, self._lines.template_count, None))
        lines = self._lines.add(new_names, np.concatenate(waiting.templates), waiting.texts)
        self._postings.add(lines)
        self._copies.add_lines(lines.terms, lines.ends)

    def write(self, file: BinaryIO, fingerprint: bytes, facts: Callable[[], Mapping[str, Any]]) -> None:
        """Write the index; ``facts``, asked for last, are recorded in its meta section and must be JSON.

        Raises:
            OSError: the file cannot be written.
        """
        if self._waiting.texts:
            self._take_lines()
        terms, new_numbers = self._lines.vocabulary.in_order()
        # numpy lets go of the interpreter's lock, so the vocabulary, half of the work, is made beside all else
        with ThreadPoolExecutor(max_workers=1) as other_thread:
            of_terms = other_thread.submit(term_sections, terms)
            sections = self._sections(terms, new_numbers)
            sections |= of_terms.result()
        sections["meta"] = json.dumps({**facts(), **self._summary(sections)}).encode()
        write_index(file, fingerprint, sections)

    def _sections(self, terms: Sequence[str], new_numbers: Array) -> dict[str, SectionContent]:
        """Return the sections of all but the vocabulary; ``new_numbers`` are the final ones of terms."""
        templates = to_json_strings(list(self._templates))
        doc_templates = np.concatenate([np.empty(0, np.int64), *self._doc_templates])
        latitudes = np.concatenate([np.empty(0), *self._latitudes])
        longitudes = np.concatenate([np.empty(0), *self._longitudes])
        doc_langs = np.concatenate([np.empty(0, np.int64), *self._doc_langs])
        postings = self._postings.sections(new_numbers, self._lines.mean_length())
        unsafe = unsafe_docs(self._listed, terms, self._lines.renumber(new_numbers), list(self._languages), doc_langs)
        unsafe[self._starred] = 1
        of_postings = (postings[name] for name in ("posting_offsets", "posting_docs", "posting_weights"))
        return {
            "languages": "".join(f"{' '.join(language.split())}\n" for language in self._languages).encode(),
            "template_offsets": np.array(list(accumulate(map(len, templates), initial=0))),
            "templates": b"".join(templates),
            "template_counts": np.bincount(doc_templates, minlength=len(templates)),
            "template_docs": np.unique(doc_templates, return_index=True)[1],
            "doc_templates": doc_templates,
            "doc_langs": doc_langs,
            "doc_unsafe": unsafe,
            **self._records.sections(),
            **id_sections(np.concatenate([np.empty(0, np.int64), *self._ids])),
            **self._copies.sections(),
            **place_sections(latitudes, longitudes),
            **typo_sections(terms),
            **self._lines.sections(),
            **postings,
            **head_sections(terms, *of_postings),  # type: ignore[arg-type]  # these are arrays
        }

    def _summary(self, sections: Mapping[str, Any]) -> dict[str, Any]:
        """Return the counts that are recorded beside the facts."""
        counts = np.bincount(sections["doc_langs"], minlength=len(self._languages)).tolist()
        return {
            "memes": len(sections["doc_templates"]),
            "placed": len(sections["place_docs"]),
            "languages": dict(zip(self._languages, counts, strict=True)),
        }


def build_index(
    memes: Iterable[Meme], file: BinaryIO, fingerprint: bytes, facts: Callable[[], Mapping[str, Any]]
) -> None:
    """Write the index over ``memes`` to a file opened for writing at its start.

    ``fingerprint``, 16 bytes, tells this state of the catalogue from others; ``facts``, asked for when all is built,
    are recorded in the meta section and must be JSON.

    Raises:
        OSError: the file cannot be written.
    """
    builder = IndexBuilder()
    memes = iter(memes)
    with _without_collecting_garbage():
        while piece := list(islice(memes, _PIECE)):
            builder.add(piece)
        builder.write(file, fingerprint, facts)


@contextmanager
def _without_collecting_garbage() -> Iterator[None]:
    """Look for no reference cycles meanwhile: building makes none, and looking takes a tenth of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _numbering() -> defaultdict[str, int]:
    """Return an empty table that gives new values the next free number."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def _numbered(numbers: defaultdict[str, int], values: Sequence[str]) -> Array:
    return np.fromiter(map(numbers.__getitem__, values), np.int64, len(values))
