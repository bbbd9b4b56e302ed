"""Queries kept in a file, so that processes of their own ask the same ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.queries import Mode, Query


def write_queries(path: Path, kinds: Mapping[str, Sequence[Query]]) -> None:
    """Keep the queries of each kind.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_text(json.dumps({kind: [asdict(query) for query in queries] for kind, queries in kinds.items()}))


def read_queries(path: Path) -> dict[str, list[Query]]:
    """Return the queries of each kind.

    Raises:
        OSError: the file cannot be read.
    """
    return {kind: list(map(_query, queries)) for kind, queries in json.loads(path.read_text()).items()}


def _query(fields: dict[str, object]) -> Query:
    position = fields["position"]
    return Query(
        **fields  # type: ignore[arg-type]  # as they were written
        | {
            "mode": Mode(str(fields["mode"])),
            "words": tuple(fields["words"]),  # type: ignore[arg-type]  # a list in JSON
            "position": tuple(position) if position else None,  # type: ignore[arg-type]  # a list in JSON
        }
    )
