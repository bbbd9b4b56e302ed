"""What must happen in a process of its own: building an index, and filling the memory of one that answers queries.

    python -m benchmarks.worker build ENGINE CATALOG FOLDER
    python -m benchmarks.worker memory ENGINE FOLDER QUERIES

Prints one line of JSON. Users call ``speed.py``.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.peers.registry import engine_class
from benchmarks.query_file import read_queries

_KIB = 1024
_QUERIES = 1000


def build(engine: str, catalog: str, folder: str) -> dict[str, float]:
    """Build an index and return the seconds, CPU seconds (of all threads) and the most memory that it took."""
    made_by = engine_class(engine)
    started, cpu_started = time.perf_counter(), time.process_time()
    made_by.build(Path(catalog), Path(folder))
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_bytes": _held("VmHWM")}


def memory(engine: str, folder: str, queries: str) -> dict[str, float]:
    """Answer a thousand queries and return the memory then held: the process's own, and files mapped into it."""
    opened = engine_class(engine)(Path(folder))
    asked = [
        query for kind in read_queries(Path(queries)).values() for query in kind if query.mode in opened.modes
    ]  # fmt: skip
    for number in range(_QUERIES):
        opened.search(asked[number * 7919 % len(asked)])  # a prime, so that the kinds take turns
    return {"own_bytes": _held("RssAnon"), "file_bytes": _held("RssFile")}


def _held(key: str) -> int:
    """Return a figure of this process's memory, in bytes, as Linux counts it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:")) * _KIB


if __name__ == "__main__":
    task = {"build": build, "memory": memory}[sys.argv[1]]
    print(json.dumps(task(*sys.argv[2:])))
