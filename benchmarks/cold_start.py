"""What a first answer costs: a fresh process that opens an index and answers one query, as a script would do it."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BARE = "python -c pass"
"""The row that all others are compared with: a process that does nothing."""

_MAAS = """
import sys
from pathlib import Path
from maas_cli.catalog_index import CatalogIndex
from maas_cli.models.search import SearchRequest
from maas_cli.search import {find}
folder, word = Path(sys.argv[1]), sys.argv[2]
catalog = Path((folder / "catalog.path").read_text())
index = CatalogIndex(imported=catalog, starter=catalog, cache_dir=folder, now=None, on_notice=print).get()
{find}(index, SearchRequest(word))
"""
_SCRIPTS = {
    "tantivy": """
import sys, tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer
index = tantivy.Index.open(sys.argv[1])
builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
index.register_tokenizer("folded", builder.build())
searcher = index.searcher()
query = tantivy.Query.{query}(index.schema, "body", sys.argv[2])
[searcher.doc(address)["line"][0] for _, address in searcher.search(query, 10, count=False).hits]
""",
    "FTS5": """
import sqlite3, sys
connection = sqlite3.connect(f"file:{sys.argv[1]}/memes.sqlite?mode=ro&immutable=1", uri=True)
connection.execute("PRAGMA mmap_size = 8589934592")
connection.execute("SELECT line FROM documents JOIN (SELECT rowid AS hit, rank FROM body WHERE body MATCH ?"
                   " ORDER BY rank LIMIT 10) ON number = hit ORDER BY rank", (sys.argv[2],)).fetchall()
""",
    "bm25s": """
import sys, bm25s, numpy
index = bm25s.BM25.load(sys.argv[1] + "/bm25s", mmap=True, show_progress=False)
numbers, scores = index.retrieve([[sys.argv[2]]], k=10, show_progress=False)
lines = numpy.memmap(sys.argv[1] + "/documents", dtype=numpy.uint8, mode="r")
offsets = numpy.load(sys.argv[1] + "/offsets.npy", mmap_mode="r")
[lines[offsets[number] : offsets[number + 1]].tobytes() for number in numbers[0]]
""",
    "rapidfuzz": """
import json, sys
from rapidfuzz import process
with open(sys.argv[1] + "/bodies.json") as file:
    bodies = json.load(file)
process.extract(sys.argv[2], bodies, limit=10)
""",
}


@dataclass(frozen=True, slots=True)
class ColdStart:
    """What a fresh process takes: median milliseconds of wall and CPU time."""

    wall_ms: float
    cpu_ms: float


def cold_starts(folders: Mapping[str, Path], word: str, misspelt: str, rounds: int) -> dict[str, ColdStart]:
    """Return for each engine, by its index folder, the cost of a first answer: to a word and, where it can, to a typo.

    The processes are started in turn; the first round only warms the files and is not counted.
    """
    commands: dict[str, tuple[str, ...]] = {BARE: (sys.executable, "-c", "pass")}
    for engine, folder in folders.items():
        script = _script(engine)
        if script:
            arguments = (sys.executable, "-c", script.replace("{query}", "term_query"), str(folder))
            commands[f"{engine}, a word"] = (*arguments, word)
            if engine in ("maas", "tantivy"):
                fuzzy = script.replace("{query}", "fuzzy_term_query")
                commands[f"{engine}, one typo"] = (sys.executable, "-c", fuzzy, str(folder), misspelt)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            measured = _run(command)
            if turn:
                times[name].append(measured)
    return {name: ColdStart(*map(statistics.median, zip(*runs, strict=True))) for name, runs in times.items()}


def _script(engine: str) -> str | None:
    if engine != "maas":
        return _SCRIPTS.get(engine)
    from maas_cli import search  # noqa: PLC0415  # asked for when maas is measured

    return _MAAS.replace("{find}", "find_documents" if hasattr(search, "find_documents") else "search")


def _run(command: tuple[str, ...]) -> tuple[float, float]:
    """Return the milliseconds of wall and CPU time of a command, which must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000
