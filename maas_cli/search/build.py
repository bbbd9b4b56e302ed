"""Building the index file from the memes of a catalogue.

Memes are taken in one at a time and kept only as numbers and bytes; sections that need every meme (the order of the
terms, relevance) are made at the end.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import Any, BinaryIO

from maas_cli.models.meme import Meme
from maas_cli.search.analysis import analyse, fold, word_count
from maas_cli.search.copies import CopyGroups
from maas_cli.search.format import (
    FIELD_SEPARATOR,
    LONGEST_DELETION_TERM,
    LONGEST_SCAN_LENGTH,
    UNKNOWN_LANGUAGE,
    SectionContent,
    write_index,
)
from maas_cli.search.scoring import impact, inverse_document_frequency
from maas_cli.search.typos import deletion_hash, deletions, letter_mask, takes_typos
from maas_cli.serialize import meme_extra_to_json, meme_to_json


class IndexBuilder:
    """Takes memes in catalogue order and writes the index over them. For one thread, once."""

    def __init__(self) -> None:
        self._docs = bytearray()
        self._doc_offsets = array("Q", [0])
        self._extras = bytearray()
        self._extra_offsets = array("Q", [0])
        self._term_numbers: defaultdict[str, int] = defaultdict()
        self._term_numbers.default_factory = self._term_numbers.__len__
        self._posting_docs: list[array[int]] = []
        self._posting_frequencies: list[array[int]] = []
        self._forward_offsets = array("Q", [0])
        self._forward_terms = array("I")
        self._lengths = array("I")
        self._template_numbers: dict[str, int] = {}
        self._doc_templates = array("I")
        self._lang_numbers: dict[str, int] = {}
        self._doc_langs = array("H")
        self._copies = CopyGroups()
        self._latitudes = array("d")
        self._longitudes = array("d")

    def add(self, meme: Meme) -> None:
        """Take in the next meme."""
        doc = len(self._lengths)
        self._docs += meme_to_json(meme)
        self._doc_offsets.append(len(self._docs))
        self._extras += meme_extra_to_json(meme)
        self._extra_offsets.append(len(self._extras))
        self._add_words(doc, analyse(meme.name), analyse(meme.text))
        self._doc_templates.append(self._template_numbers.setdefault(meme.name, len(self._template_numbers)))
        lang = meme.lang or UNKNOWN_LANGUAGE
        self._doc_langs.append(self._lang_numbers.setdefault(lang, len(self._lang_numbers)))
        self._copies.add(meme, " ".join([*fold(meme.name).split(), "\n", *fold(meme.text).split()]))
        self._latitudes.append(math.nan if meme.lat is None else meme.lat)
        self._longitudes.append(math.nan if meme.lon is None else meme.lon)

    def _add_words(self, doc: int, name: list[tuple[str, ...]], text: list[tuple[str, ...]]) -> None:
        number_of = self._term_numbers.__getitem__
        words = [*name, *text]
        frequencies = Counter(number_of(term) for terms in words for term in terms)
        for number, frequency in frequencies.items():
            if number >= len(self._posting_docs):
                self._grow_postings()
            self._posting_docs[number].append(doc)
            self._posting_frequencies[number].append(min(frequency, 255))
        self._forward_terms.extend(number_of(terms[0]) for terms in name)
        self._forward_terms.append(FIELD_SEPARATOR)
        self._forward_terms.extend(number_of(terms[0]) for terms in text)
        self._forward_offsets.append(len(self._forward_terms))
        self._lengths.append(sum(word_count(terms[0]) for terms in words))

    def _grow_postings(self) -> None:
        missing = len(self._term_numbers) - len(self._posting_docs)
        self._posting_docs.extend(array("I") for _ in range(missing))
        self._posting_frequencies.extend(array("B") for _ in range(missing))

    def write(self, file: BinaryIO, fingerprint: bytes, facts: Callable[[], Mapping[str, Any]]) -> None:
        """Write the index; ``facts``, asked for last, are recorded in its meta section and must be JSON.

        Raises:
            OSError: the file cannot be written.
        """
        terms = sorted(self._term_numbers)
        old_numbers = [self._term_numbers[term] for term in terms]
        templates = [name.encode(errors="replace") for name in self._template_numbers]
        sections: dict[str, SectionContent] = {
            "doc_offsets": self._doc_offsets,
            "docs": self._docs,
            "extra_offsets": self._extra_offsets,
            "extras": self._extras,
            "term_offsets": _offsets("I", (len(term.encode()) + 1 for term in terms)),
            "terms": "".join(f"{term}\n" for term in terms).encode(),
            "forward_offsets": self._forward_offsets,
            "forward_terms": self._renumbered_forward_terms(old_numbers),
            "template_offsets": _offsets("I", map(len, templates)),
            "templates": b"".join(templates),
            "doc_templates": self._doc_templates,
            "doc_langs": self._doc_langs,
            "groups": self._copies.groups(),
            "latitudes": self._latitudes,
            "longitudes": self._longitudes,
        }
        sections |= self._posting_sections(old_numbers)
        sections |= _deletion_sections(terms)
        sections |= _scan_sections(terms)
        sections["meta"] = self._meta(facts())
        write_index(file, fingerprint, sections)

    def _meta(self, facts: Mapping[str, Any]) -> bytes:
        import json  # noqa: PLC0415  # a search never builds

        placed = sum(not math.isnan(latitude) for latitude in self._latitudes)
        by_number = Counter(self._doc_langs)
        languages = {lang: by_number[number] for lang, number in self._lang_numbers.items()}
        return json.dumps({**facts, "memes": len(self._lengths), "placed": placed, "languages": languages}).encode()

    def _renumbered_forward_terms(self, old_numbers: list[int]) -> "array[int]":
        new_numbers = array("I", bytes(4 * len(old_numbers)))
        for new, old in enumerate(old_numbers):
            new_numbers[old] = new
        return array("I", (n if n == FIELD_SEPARATOR else new_numbers[n] for n in self._forward_terms))

    def _posting_sections(self, old_numbers: list[int]) -> dict[str, SectionContent]:
        docs, impacts = array("I"), array("H")
        mean_length = max(sum(self._lengths) / max(len(self._lengths), 1), 1)
        for old in old_numbers:
            postings = self._posting_docs[old]
            idf = inverse_document_frequency(len(self._lengths), len(postings))
            docs.extend(postings)
            impacts.extend(
                impact(idf, frequency, self._lengths[doc], mean_length)
                for doc, frequency in zip(postings, self._posting_frequencies[old], strict=True)
            )
        counts = (len(self._posting_docs[old]) for old in old_numbers)
        return {"posting_offsets": _offsets("Q", counts), "posting_docs": docs, "posting_impacts": impacts}


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
    for meme in memes:
        builder.add(meme)
    builder.write(file, fingerprint, facts)


def _offsets(type_code: str, lengths: Iterable[int]) -> "array[int]":
    return array(type_code, accumulate(lengths, initial=0))


def _deletion_sections(terms: list[str]) -> dict[str, SectionContent]:
    pairs = sorted(
        (deletion_hash(form), number)
        for number, term in enumerate(terms)
        if len(term) <= LONGEST_DELETION_TERM and takes_typos(term)
        for form in deletions(term)
    )
    return {
        "deletion_hashes": array("I", (hashed for hashed, _ in pairs)),
        "deletion_terms": array("I", (number for _, number in pairs)),
    }


def _scan_sections(terms: list[str]) -> dict[str, SectionContent]:
    by_length: list[list[int]] = [[] for _ in range(LONGEST_SCAN_LENGTH + 1)]
    for number, term in enumerate(terms):
        if takes_typos(term):
            by_length[min(len(term), LONGEST_SCAN_LENGTH)].append(number)
    ordered = [number for numbers in by_length for number in numbers]
    return {
        "scan_offsets": _offsets("I", map(len, by_length)),
        "scan_masks": array("I", (letter_mask(terms[number]) for number in ordered)),
        "scan_terms": array("I", ordered),
    }
