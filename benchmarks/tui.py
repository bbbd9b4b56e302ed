"""What the browser costs: how soon keys are seen, what a refill, an idle second and the whole thing take.

    python benchmarks/tui.py [--memes 57685] [--work FOLDER] [--idle-seconds 30] [--rounds 11] [--save]

The real program runs on a pseudo-terminal of 120 columns and 36 lines, over a catalogue that was imported and indexed
before. The bounds are those it is meant to keep; that for hidden panels is what a program of the same library takes
which does nothing. Compile the package and its libraries first (`python -m compileall`), else the start pays for it.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import percentile
from benchmarks.indexes import corpus_at
from benchmarks.report import Table, save_report
from benchmarks.seeds import seeded
from benchmarks.startup import cpu_seconds
from benchmarks.terminal_process import TerminalProcess

COLUMNS, LINES = 120, 36
_SLOW = Path(__file__).parent / "slow_browser.py"
_PATIENCE_SECONDS = 30.0
_BARE = "from textual.app import App; App().run()"
_SENTENCES = ("one does not simply walk into", "grumpy cat on the keyboard", "when you see it", "wise owl says no")
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.04, 0.5
"""Time between keys: often too short for an answer, as often long enough for one, for its picture and its map."""

_SEED = 1001
_ESCAPE, _HIDE_PANELS = b"\x1b", b"\x1b[23~"
_DOWN_A_SECOND = 30
"""How often keyboards repeat a key that is held."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--idle-seconds", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(exist_ok=True)
        environment = _environment(Path(folder), corpus_at(work, options.memes, seed=1))
        table = _measured(environment, options)
    print(table)
    if options.save:
        remarks = [f"{options.memes:,} memes, a terminal of {COLUMNS} columns and {LINES} lines."]
        save_report("tui", "The browser", remarks, [table])


def _measured(environment: dict[str, str], options: argparse.Namespace) -> Table:
    echoes = _echoes(environment)
    idle, hidden, memory = _idle(environment, options.idle_seconds)
    bare = _bare(environment, options.idle_seconds)
    refill_ms, pictures = asyncio.run(_inside(environment))
    first = _first_frame(environment, options.rounds)
    rows = (
        ("a key is seen, over a backend that takes 250 ms: p50", f"{statistics.median(echoes):.1f} ms", ""),
        ("the same: p95", f"{percentile(echoes, 0.95):.1f} ms", "16 ms"),
        ("the same: the latest", f"{max(echoes):.1f} ms", ""),
        (f"the list is filled with {options.memes:,} rows: CPU", f"{refill_ms:.1f} ms", "10 ms"),
        ("memory beside the index", f"{memory / 2**20:.0f} MiB", "80 MiB"),
        ("CPU until the first frame, in times of `python -c pass`", f"{first:.1f}", "32"),
        ("live panels: share of a core", f"{idle:.2%}", "1.5 %"),
        ("panels hidden: share of a core", f"{hidden:.2%}", f"{bare:.2%}"),
        ("pictures made while Down is held for 50 rows", str(pictures), "3"),
    )
    return Table("Costs", ("what", "measured", "at most"), rows)


def _environment(folder: Path, catalog: Path) -> dict[str, str]:
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "MAAS_DATA_DIR": str(folder / "data"),
        "MAAS_CACHE_DIR": str(folder / "cache"),
        "MAAS_USERS": str(folder / "users.json"),
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    (folder / "users.json").write_bytes((Path(__file__).parents[1] / "users.json").read_bytes())
    for command in (("data", "import", str(catalog)), ("stats",)):
        cpu_seconds((sys.executable, "-m", "maas_cli", *command), environment)
    return environment


def _browser(environment: dict[str, str], *arguments: str) -> TerminalProcess:
    command = [sys.executable, "-m", "maas_cli", "tui", "--token", "secret1", *arguments]
    return TerminalProcess(command, environment, COLUMNS, LINES)


def _echoes(environment: dict[str, str]) -> list[float]:
    """Return how many milliseconds it took until each key typed was on the screen."""
    taken, chance = [], seeded(_SEED)
    with TerminalProcess([sys.executable, str(_SLOW)], environment, COLUMNS, LINES) as browser:
        browser.wait_for("Search", _PATIENCE_SECONDS)
        browser.drain(2.0)
        for sentence in _SENTENCES * 2:
            for end in range(1, len(sentence) + 1):
                started = time.perf_counter()
                browser.write(sentence[end - 1].encode())
                browser.wait_for(sentence[:end].rstrip(), _PATIENCE_SECONDS)
                taken.append((time.perf_counter() - started) * 1000)
                browser.drain(chance.uniform(_SHORTEST_SECONDS, _LONGEST_SECONDS))
            browser.write(_ESCAPE)
            browser.drain(1.0)
    return taken


def _idle(environment: dict[str, str], seconds: float) -> tuple[float, float, int]:
    """Return the share of a core that live panels and hidden ones take, and the bytes of memory held."""
    with _browser(environment, "cat") as browser:
        browser.wait_for("Search", _PATIENCE_SECONDS)
        browser.drain(3.0)
        live = browser.cpu_share(seconds)
        memory = browser.own_bytes()
        browser.write(_HIDE_PANELS)
        browser.drain(2.0)
        return live, browser.cpu_share(seconds), memory


def _bare(environment: dict[str, str], seconds: float) -> float:
    """Return the share of a core that a program of the same library takes which does nothing at all."""
    with TerminalProcess([sys.executable, "-c", _BARE], environment, COLUMNS, LINES) as program:
        program.drain(3.0)
        return program.cpu_share(seconds)


def _first_frame(environment: dict[str, str], rounds: int) -> float:
    """Return the CPU time until the first frame, as a ratio to that of a Python that does nothing."""
    bare, first = [], []
    for _ in range(rounds):
        bare.append(cpu_seconds((sys.executable, "-c", "pass"), environment))
        with _browser(environment) as browser:
            browser.wait_for("Search", _PATIENCE_SECONDS)
            first.append(browser.cpu_seconds())
    return statistics.median(first) / statistics.median(bare)


async def _inside(environment: dict[str, str]) -> tuple[float, int]:
    """Return the CPU milliseconds of a refill, and the pictures made while Down is held for 50 rows."""
    from textual import events  # noqa: PLC0415  # the application, which the rest of this runs apart

    from benchmarks.slow_browser import session  # noqa: PLC0415  # as above
    from maas_cli.tui.app import MaasApp  # noqa: PLC0415  # as above
    from maas_cli.tui.widgets.result_list import ResultList  # noqa: PLC0415  # as above

    made = session(environment, delay_seconds=0)
    app = MaasApp(made)
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        await pilot.pause(1.0)
        results = app.screen.query_one(ResultList)
        hits = results.hits_at_hand()
        refills = []
        for _ in range(20):
            started = time.process_time()
            results.show(results.rows, hits, has_distances=False)
            await pilot.pause()
            refills.append((time.process_time() - started) * 1000)
        await pilot.pause(0.5)
        before = made.pictures.made
        for _ in range(50):
            app.post_message(events.Key("down", None))
            await asyncio.sleep(1 / _DOWN_A_SECOND)
        await pilot.pause(0.5)
        return statistics.median(refills), made.pictures.made - before


if __name__ == "__main__":
    main()
