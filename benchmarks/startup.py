"""What starting maas costs: CPU time of whole processes, as ratios to `python -c pass` in one interleaved run.

    python benchmarks/startup.py [--rounds 21] [--catalog FILE]

The catalogue (the starter, or an import of FILE) is indexed before anything is measured. Compile the package and its
libraries first (`python -m compileall`), else every start pays for compiling.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MAAS = (sys.executable, "-m", "maas_cli")
COMMANDS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "python -c pass": ((sys.executable, "-c", "pass"), None),
    "maas --version": ((*MAAS, "--version"), 1.5),
    "maas search --json": ((*MAAS, "search", "--json", "cat"), 7.5),
    "maas search --json, one typo": ((*MAAS, "search", "--json", "parot"), 7.5),
    "maas search -o table": ((*MAAS, "search", "-o", "table", "cat"), 10.5),
    "maas search --json --token": ((*MAAS, "search", "--json", "--token", "secret1", "cat"), None),
    "maas --help": ((*MAAS, "--help"), None),
    "python -c import typer": ((sys.executable, "-c", "import typer"), None),
}


def cpu_seconds(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """Return the user and system time of one run of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--catalog", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.defpath,
            "HOME": folder,
            "MAAS_DATA_DIR": f"{folder}/data",
            "MAAS_CACHE_DIR": f"{folder}/cache",
            "MAAS_USERS": f"{folder}/data/users.json",
        }
        if options.catalog:
            subprocess.run((*MAAS, "data", "import", str(options.catalog)), env=environment, check=True)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for round_number in range(options.rounds + 1):
            for name, (command, _) in COMMANDS.items():
                seconds = cpu_seconds(command, environment)
                if round_number:  # the first round warms the caches and builds the index
                    times[name].append(seconds)
    bare = statistics.median(times["python -c pass"])
    print(f"{'command':32}{'CPU ms':>8}{'ratio':>8}{'goal':>8}")
    for name, (_, goal) in COMMANDS.items():
        median = statistics.median(times[name])
        print(f"{name:32}{median * 1000:8.1f}{median / bare:8.2f}{goal or '':>8}")


if __name__ == "__main__":
    main()
