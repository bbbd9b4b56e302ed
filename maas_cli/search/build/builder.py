"""Building the index file from the memes of a catalogue.

Memes are taken in batches and kept only as arrays and bytes; what needs every meme (the order of the terms, relevance)
is made at the end.
"""

import gc
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any, BinaryIO

import numpy as np

from maas_cli.models.meme import Meme
from maas_cli.search.arrays import Array
from maas_cli.search.build.copies import CopiesBuilder
from maas_cli.search.build.heads import head_sections
from maas_cli.search.build.lines import LinesBuilder
from maas_cli.search.build.places import place_sections
from maas_cli.search.build.postings import PostingsBuilder
from maas_cli.search.build.records import RecordBuilder
from maas_cli.search.build.term_sections import term_sections
from maas_cli.search.build.typo_sections import typo_sections
from maas_cli.search.format import UNKNOWN_LANGUAGE, SectionContent, write_index
from maas_cli.serialize import to_json_strings

_BATCH = 32_768


class IndexBuilder:
    """Takes memes in catalogue order and writes the index over them. For one thread, once."""

    def __init__(self) -> None:
        self._records = RecordBuilder()
        self._lines = LinesBuilder()
        self._postings = PostingsBuilder()
        self._copies = CopiesBuilder()
        self._templates = _numbering()
        self._languages = _numbering()
        self._doc_templates: list[Array] = []
        self._doc_langs: list[Array] = []
        self._latitudes: list[Array] = []
        self._longitudes: list[Array] = []

    def add(self, memes: Sequence[Meme]) -> None:
        """Take in the next memes."""
        known = len(self._templates)
        templates = _numbered(self._templates, [meme.name for meme in memes])
        langs = _numbered(self._languages, [meme.lang or UNKNOWN_LANGUAGE for meme in memes])
        self._doc_templates.append(templates)
        self._doc_langs.append(langs)
        self._latitudes.append(np.array([math.nan if meme.lat is None else meme.lat for meme in memes]))
        self._longitudes.append(np.array([math.nan if meme.lon is None else meme.lon for meme in memes]))
        self._records.add(memes)
        new_names = list(islice(self._templates, known, None))
        lines = self._lines.add(new_names, templates, [meme.text for meme in memes])
        self._postings.add(lines)
        self._copies.add([meme.md5 for meme in memes], lines.terms, lines.ends)

    def write(self, file: BinaryIO, fingerprint: bytes, facts: Callable[[], Mapping[str, Any]]) -> None:
        """Write the index; ``facts``, asked for last, are recorded in its meta section and must be JSON.

        Raises:
            OSError: the file cannot be written.
        """
        terms, new_numbers = self._lines.vocabulary.in_order()
        templates = to_json_strings(list(self._templates))
        doc_templates = np.concatenate([np.empty(0, np.int64), *self._doc_templates])
        doc_langs = np.concatenate([np.empty(0, np.int64), *self._doc_langs])
        latitudes = np.concatenate([np.empty(0), *self._latitudes])
        longitudes = np.concatenate([np.empty(0), *self._longitudes])
        counts = np.bincount(doc_langs, minlength=len(self._languages)).tolist()
        sections: dict[str, SectionContent] = {
            "languages": "".join(f"{' '.join(language.split())}\n" for language in self._languages).encode(),
            "template_offsets": np.array(list(accumulate(map(len, templates), initial=0))),
            "templates": b"".join(templates),
            "template_counts": np.bincount(doc_templates, minlength=len(templates)),
            "template_docs": np.unique(doc_templates, return_index=True)[1],
            "doc_templates": doc_templates,
            "doc_langs": doc_langs,
            **self._records.sections(),
            **self._copies.sections(),
            **place_sections(latitudes, longitudes),
            **term_sections(terms),
            **typo_sections(terms),
            **self._lines.sections(new_numbers),
            **self._postings.sections(new_numbers, self._lines.mean_length()),
        }
        postings = (sections[name] for name in ("posting_offsets", "posting_docs", "posting_weights"))
        sections |= head_sections(terms, *postings)  # type: ignore[arg-type]  # these are arrays
        summary = {
            "memes": len(doc_templates),
            "placed": int(np.count_nonzero(~np.isnan(latitudes))),
            "languages": dict(zip(self._languages, counts, strict=True)),
        }
        sections["meta"] = json.dumps({**facts(), **summary}).encode()
        write_index(file, fingerprint, sections)


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
        while batch := list(islice(memes, _BATCH)):
            builder.add(batch)
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
