"""What the browser costs: how soon keys are seen, what a refill, an idle second and the whole thing take.

    python benchmarks/tui.py [--memes 57685] [--work FOLDER] [--idle-seconds 30]

The real program runs on a pseudo-terminal of 120 columns and 36 lines. The bounds are those it is meant to keep. The
catalogue is made and indexed first. Compile the package and its libraries first (`python -m compileall`), else the
start pays for compiling.
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
from benchmarks.startup import cpu_seconds
from benchmarks.terminal_process import TerminalProcess

COLUMNS, LINES = 120, 36
_SLOW = Path(__file__).parent / "slow_browser.py"
_SECONDS = 30.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DOWN = b"\x1b[B"
_HIDE_PANELS = b"\x1b[23~"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memes", type=int, default=57_685)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--idle-seconds", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(exist_ok=True)
        environment = _environment(Path(folder), corpus_at(work, options.memes, seed=1))
        echoes = _echoes(environment)
        idle, hidden, memory = _idle(environment, options.idle_seconds)
        refill_ms, pictures = asyncio.run(_inside(environment))
        rows = [
            ("a key is seen, p50, over a backend that takes 250 ms", f"{statistics.median(echoes):.1f} ms", ""),
            ("a key is seen, p95, over a backend that takes 250 ms", f"{percentile(echoes, 95):.1f} ms", "16 ms"),
            (f"the list filled with {options.memes:,} rows, CPU", f"{refill_ms:.1f} ms", "10 ms"),
            ("memory of its own, beside the index", f"{memory / 2**20:.0f} MB", "80 MB"),
            ("CPU until the first frame / `python -c pass`", f"{_first_frame(environment, options.rounds):.1f}", "32"),
            ("live panels, share of a core", f"{idle:.2%}", "1.5 %"),
            ("panels hidden, share of a core", f"{hidden:.2%}", "0"),
            ("pictures made while Down is held for 50 rows", str(pictures), "3"),
        ]
    for what, figure, bound in rows:
        print(f"{what:58}{figure:>10}{bound:>8}")


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
    taken = []
    with TerminalProcess([sys.executable, str(_SLOW)], environment, COLUMNS, LINES) as browser:
        browser.wait_for(b"Search", _SECONDS)
        browser.drain(1.5)
        for letter in _LETTERS * 4:
            started = time.perf_counter()
            browser.write(letter.encode())
            browser.wait_for(letter.encode(), _SECONDS)
            taken.append((time.perf_counter() - started) * 1000)
            browser.drain(0.12)
    return taken


def _idle(environment: dict[str, str], seconds: float) -> tuple[float, float, int]:
    """Return the share of a core that live panels and hidden ones take, and the bytes of memory held."""
    with _browser(environment, "cat") as browser:
        browser.wait_for(b"Search", _SECONDS)
        browser.drain(3.0)
        live = browser.cpu_share(seconds)
        memory = browser.own_bytes()
        browser.write(_HIDE_PANELS)
        browser.drain(2.0)
        return live, browser.cpu_share(seconds), memory


def _first_frame(environment: dict[str, str], rounds: int) -> float:
    """Return the CPU time until the first frame, as a ratio to that of a Python that does nothing."""
    bare, first = [], []
    for _ in range(rounds):
        bare.append(cpu_seconds((sys.executable, "-c", "pass"), environment))
        with _browser(environment) as browser:
            browser.wait_for(b"Search", _SECONDS)
            first.append(browser.cpu_seconds())
    return statistics.median(first) / statistics.median(bare)


async def _inside(environment: dict[str, str]) -> tuple[float, int]:
    """Return the CPU milliseconds of a refill, and the pictures made while Down is held for 50 rows."""
    from benchmarks.slow_browser import session  # noqa: PLC0415  # the application, which the rest of this runs apart
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
            await pilot.press("down")
            await asyncio.sleep(1 / 30)  # as fast as keyboards repeat
        await pilot.pause(0.5)
        return statistics.median(refills), made.pictures.made - before


if __name__ == "__main__":
    main()
