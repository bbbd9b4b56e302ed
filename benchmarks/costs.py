"""What an index costs beside its answers: building, disk, a first answer from a fresh process, memory held."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.cold_start import BARE, cold_starts
from benchmarks.indexes import Built
from benchmarks.queries import Query
from benchmarks.report import Table

_MIB = 1 << 20
_LEAST_ROUNDS = 11
_ROOT = Path(__file__).parents[1]
_BUILT_BY_ANOTHER = "maas exact"


def costs(
    built: Mapping[str, tuple[Path, Built]], queries: Path, kinds: Mapping[str, Sequence[Query]], rounds: int
) -> list[Table]:
    """Return the tables of all costs for the engines with these indexes."""
    apart = {name: index for name, index in built.items() if name != _BUILT_BY_ANOTHER}
    return [_building(apart), _first_answers(apart, kinds, rounds), _memory(apart, queries)]


def _building(built: Mapping[str, tuple[Path, Built]]) -> Table:
    rows = [
        (
            name,
            f"{figures.seconds:.2f}",
            f"{figures.cpu_seconds:.2f}",
            f"{figures.peak_bytes / _MIB:.0f}",
            f"{figures.disk_bytes / _MIB:.1f}",
        )
        for name, (_, figures) in built.items()
    ]
    header = ("engine", "seconds", "CPU seconds", "peak memory, MiB", "on disk, MiB")
    return Table("From the catalogue to a finished index with its documents", header, tuple(rows))


def _first_answers(built: Mapping[str, tuple[Path, Built]], kinds: Mapping[str, Sequence[Query]], rounds: int) -> Table:
    word, misspelt = (
        next(query.words[0] for query in kinds[kind] if query.words[0].isascii() and query.words[0].isalpha())
        for kind in ("common word", "one typo")
    )
    folders = {name: folder for name, (folder, _) in built.items()}
    starts = cold_starts(folders, word, misspelt, max(rounds, _LEAST_ROUNDS))
    bare = starts[BARE]
    rows = [
        (
            name,
            f"{start.wall_ms:.1f}",
            f"{start.wall_ms / bare.wall_ms:.2f}",
            f"{start.cpu_ms:.1f}",
            f"{start.cpu_ms / bare.cpu_ms:.2f}",
        )
        for name, start in starts.items()
    ]
    header = ("fresh process", "wall ms", "ratio", "CPU ms", "ratio")
    return Table(f"A first answer, as a ratio to {BARE}", header, tuple(rows))


def _memory(built: Mapping[str, tuple[Path, Built]], queries: Path) -> Table:
    rows = []
    for name, (folder, _) in built.items():
        if name == "rapidfuzz":  # a thousand queries would take minutes
            continue
        command = (sys.executable, "-m", "benchmarks.worker", "memory", name, str(folder), str(queries))
        held = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT).stdout)
        own, mapped = held["own_bytes"] / _MIB, held["file_bytes"] / _MIB
        rows.append((name, f"{own:.0f}", f"{mapped:.0f}", f"{own + mapped:.0f}"))
    header = ("engine", "own, MiB", "mapped files, MiB", "together, MiB")
    return Table("Resident memory of a process after 1,000 queries", header, tuple(rows))
