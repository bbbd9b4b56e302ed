"""Indexes of the engines over a corpus, each built in a process of its own and kept for the next run.

What an index is kept under follows from the sources that build it, so that a changed engine never answers from an
old one.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpus import LIBRARY_SLICE, read_memes, write_corpus
from benchmarks.peers.registry import OWN, engine_class, index_kind

_ROOT = Path(__file__).parents[1]
_OWN_SOURCES = ("maas_cli/search", "maas_cli/serialize.py", "maas_cli/catalog_index.py", "maas_cli/catalog/store.py")
_FIGURES = "built.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What building cost: seconds from the catalogue to the finished index, CPU seconds, peak memory, size on disk."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    disk_bytes: int


def corpus_at(work: Path, memes: int, seed: int, catalog: Path = LIBRARY_SLICE) -> Path:
    """Return the corpus of so many memes in the working folder, made where it is missing.

    Raises:
        CatalogError: it must be made, and the catalogue to learn from cannot be read.
    """
    path = work / f"{memes}-{seed}-{_digest(['benchmarks/generator', 'benchmarks/corpus.py'])}.ndjson"
    if not path.exists():
        work.mkdir(parents=True, exist_ok=True)
        write_corpus(path, read_memes(catalog), memes, seed)
    return path


def index_of(engine: str, corpus: Path, work: Path, *, anew: bool = False) -> tuple[Path, Built]:
    """Return the folder of an engine's index over a corpus, and what building it cost; built where it is missing.

    Raises:
        subprocess.CalledProcessError: the engine could not build it.
    """
    kind = index_kind(engine)
    stem = f"{corpus.stem}-{kind.replace(' ', '_')}-"
    folder = work / f"{stem}{_digest([*_sources(engine), str(corpus.stat().st_size), str(corpus.stat().st_mtime_ns)])}"
    figures = folder / _FIGURES
    if anew or not figures.exists():
        for old in work.glob(f"{stem}*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        command = (sys.executable, "-m", "benchmarks.worker", "build", kind, str(corpus), str(folder))
        measured = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT).stdout)
        figures.write_text(json.dumps(asdict(Built(**measured, disk_bytes=_size(folder)))))
    return folder, Built(**json.loads(figures.read_text()))


def _sources(engine: str) -> list[str]:
    module = sys.modules[engine_class(engine).__module__]
    own = [str(Path(str(module.__file__)).relative_to(_ROOT))]
    return [*own, *_OWN_SOURCES] if engine in OWN else [*own, "benchmarks/peers/documents.py", "benchmarks/words.py"]


def _digest(sources: list[str]) -> str:
    """Return what tells these files, the Python files in these folders, and these other words from others."""
    digest = hashlib.sha256()
    for source in sources:
        path = _ROOT / source
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.is_file() else []
        digest.update(b"".join(file.read_bytes() for file in files) or source.encode())
    return digest.hexdigest()[:12]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
