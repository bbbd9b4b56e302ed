"""Load by wrk: as much as a server takes, or so many requests a second."""

import json
import shutil
import subprocess
import tempfile
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load_targets import Target

TOKEN = "load"  # noqa: S105  # of the bench's only user

_SCRIPT = """
local paths = {}
for line in io.lines("PATHS") do paths[#paths + 1] = line end
local threads = 0
function setup(thread) thread:set("number", threads); threads = threads + 1 end
local place = 0
local headers = { ["X-Token"] = "TOKEN" }
function init(args) place = math.floor(#paths * number / 2) end
function request()
  place = place % #paths + 1
  return wrk.format("GET", paths[place], headers)
end
DELAY
function done(summary, latency, requests)
  local errors = summary.errors
  io.write("JSON" .. string.format(
    '{"requests": %d, "bytes": %d, "microseconds": %d, "p50": %d, "p99": %d, "status": %d, "broken": %d}\\n',
    summary.requests, summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
"""
_DELAY = "function delay() return math.random(0, 2 * MEAN) end"


@dataclass(frozen=True, slots=True)
class Load:
    """What a server did under load; ``errors`` are answers other than 2xx and 3xx, and connections that broke."""

    requests_a_second: float
    bytes_a_second: float
    p50_ms: float
    p99_ms: float
    errors: int


def run_wrk(address: str, target: Target, options: Namespace, requests_a_second: float | None = None) -> Load:
    """Return what the server did; with ``requests_a_second`` each connection waits between its requests for that.

    Raises:
        FileNotFoundError: wrk is not installed.
        subprocess.CalledProcessError: wrk could not reach the server.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise FileNotFoundError("wrk is needed: install it as wrk from your distribution's packages")
    connections = options.connections
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder) / "paths", Path(folder) / "load.lua"
        paths.write_text("\n".join(target.paths) + "\n")
        mean = round(1000 * connections / requests_a_second) if requests_a_second else 0
        text = _SCRIPT.replace("PATHS", str(paths)).replace("TOKEN", TOKEN)
        script.write_text(text.replace("DELAY", _DELAY.replace("MEAN", str(mean)) if mean else ""))
        command = [
            wrk,
            "-t2",
            f"-c{connections}",
            f"-d{options.seconds}s",
            "--timeout",
            "10s",
            "-s",
            str(script),
            address,
        ]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures = json.loads(printed.rpartition("JSON")[2])
    seconds = figures["microseconds"] / 1e6
    errors = figures["status"] + figures["broken"]
    return Load(
        figures["requests"] / seconds, figures["bytes"] / seconds, figures["p50"] / 1e3, figures["p99"] / 1e3, errors
    )
