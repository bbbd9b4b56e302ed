"""The names of all templates at once, for what lists or compares them all."""

import json

from maas_cli.search.analysis import fold
from maas_cli.search.index_file import IndexFile

_NAMES = ("template names", 0)
_FOLDED = ("folded template names", 0)


def template_names(index: IndexFile) -> list[str]:
    """Return the names of the templates by number; read once for each opened index.

    Raises:
        IndexDamagedError: they are damaged.
    """
    names: list[str] | None = index.memo.get(_NAMES)
    if names is None:
        index.verify("templates", "template_offsets")
        quoted = b",".join(b'"%b"' % index.template(number) for number in range(index.template_count()))
        names = index.memo[_NAMES] = json.loads(b"[%b]" % quoted)
    return names


def folded_template_names(index: IndexFile) -> list[str]:
    """Return the same names folded, their words one blank apart.

    Raises:
        IndexDamagedError: they are damaged.
    """
    folded: list[str] | None = index.memo.get(_FOLDED)
    if folded is None:
        folded = index.memo[_FOLDED] = [folded_name(name) for name in template_names(index)]
    return folded


def folded_name(name: str) -> str:
    """Return a name folded, its words one blank apart."""
    return " ".join(fold(name).split())
