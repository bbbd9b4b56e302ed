"""Results as tables on a terminal and as Markdown files that say how they came about."""

import platform
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
_GIB = 1 << 30
_SHOWN_OPTIONS = ("--work", "--corpus", "--catalog")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its header, and rows of as many cells."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Return the table in columns for a terminal: the first to the left, figures to the right."""
        widths = [max(map(len, column)) for column in zip(self.header, *self.rows, strict=True)]
        lines = ["  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip() for row in (self.header, *self.rows)]  # fmt: skip
        return "\n".join([self.title, *lines])

    def markdown(self) -> str:
        """Return the table in Markdown, its title above it."""
        ruler = ("---", *["--:"] * (len(self.header) - 1))
        lines = [f"| {' | '.join(cells)} |" for cells in (self.header, ruler, *self.rows)]
        return "\n".join([f"### {self.title}", "", *lines])


def machine() -> str:
    """Return the machine in words: cores, memory, Python and system; nothing that names it."""
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    gib = round(int(memory.split()[1]) * 1024 / _GIB)
    cores = len([line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("processor")])
    return f"{cores} cores ({platform.machine()}), {gib} GiB of memory, {platform.system()}, " \
           f"Python {platform.python_version()}"  # fmt: skip


def command_line() -> str:
    """Return how the bench was called; folders are left out, for they say nothing about the result."""
    options: list[str] = []
    rest = iter(sys.argv[1:])
    for option in rest:
        if option in _SHOWN_OPTIONS:
            next(rest, None)
        elif not option.startswith(tuple(f"{folder}=" for folder in _SHOWN_OPTIONS)):
            options.append(option)
    return shlex.join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *options])


def save_report(name: str, title: str, remarks: Sequence[str], tables: Sequence[Table], plot: str = "") -> None:
    """Write ``results/NAME.md`` and, if there is a plot, ``results/NAME.svg``.

    Raises:
        OSError: they cannot be written.
    """
    RESULTS.mkdir(exist_ok=True)
    parts = [f"# {title}", f"    {command_line()}", f"{datetime.now(UTC):%Y-%m-%d}, {machine()}.", *remarks]
    if plot:
        (RESULTS / f"{name}.svg").write_text(plot, encoding="utf-8")
        parts.append(f"![{title}]({name}.svg)")
    parts += [table.markdown() for table in tables]
    (RESULTS / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
