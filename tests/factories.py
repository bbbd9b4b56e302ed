"""Memes and indexes for tests, with only what a test cares about."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.build import build_index

FINGERPRINT = b"a catalogue's id"
INDEX_PATH = Path("memes.idx")


def meme(number: int = 1, name: str = "", text: str = "", **more: Any) -> Meme:  # noqa: ANN401  # any field of Meme
    """Return a meme."""
    return Meme(number, name, text, **more)


def memes_of(*texts: str) -> list[Meme]:
    """Return memes of these captions, numbered from 1, without a template."""
    return [meme(number, text=text) for number, text in enumerate(texts, start=1)]


def index_bytes(memes: Iterable[Meme]) -> bytes:
    """Return the index over memes as the bytes of its file."""
    file = BytesIO()
    build_index(memes, file, FINGERPRINT, dict)
    return file.getvalue()


def index_of(memes: Iterable[Meme]) -> IndexFile:
    """Return the index over memes, built in memory."""
    return IndexFile(index_bytes(memes), INDEX_PATH, FINGERPRINT)


def term_number(index: IndexFile, term: str) -> int:
    """Return the number of a term that the index has."""
    number = index.find_term(term.encode())
    assert number is not None, term
    return number


def terms_of(index: IndexFile, numbers: Iterable[int]) -> list[str]:
    """Return the terms of these numbers as text."""
    return [index.term(number).decode() for number in numbers]
