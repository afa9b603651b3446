"""What a voice and tones cost a session, and how soon they begin: stand-ins note the moment at which they are started."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.cpu import used_s
from tests.benchmarks.table import print_table, verdict
from tests.clis import spawn

HOLD_BUDGET_MS = 20
START_BUDGET_MS = 20
CPU_BUDGET_PERCENT = 0.5
IMPORT_BUDGET_MS = 10
SESSION = ("standing-hip-flexor", "--reps", "1", "--json", "--no-log")
SAMPLED_AT_S = 120.0
# It notes when it was started, and speaks for two seconds.
STAND_IN = '#!/bin/sh\ndate +%s.%N >> "$0.log"\nexec sleep 2\n'
IMPORTS = "import stretchcli.cues.listener, stretchcli.cues.player, stretchcli.cues.engines"


def stand_ins(folder: Path) -> str:
    """A PATH on which the voice and the player are programs that make no sound."""
    for name in ("espeak-ng", "paplay"):
        program = folder / name
        program.write_text(STAND_IN)
        program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


class Run:
    """A session in real time: its events with the moments at which they arrived, and its CPU seconds until a moment of it."""

    def __init__(self, *arguments: str, path: str) -> None:
        self.heard: list[tuple[float, dict[str, Any]]] = []
        self.used_s = 0.0
        self._process = spawn("run", *SESSION, *arguments, env={**os.environ, "PATH": path})
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.heard.append((time.time(), json.loads(line)))

    def sample(self) -> None:
        """Note what it has used so far."""
        self.used_s = used_s(self._process.pid)

    def finish(self) -> None:
        """Wait for its end."""
        self._process.wait()
        self._thread.join()

    def holds_off_ms(self) -> list[float]:
        """How far each hold was from its length, from here."""
        starts: dict[int, tuple[float, float]] = {}
        found = []
        for moment, event in self.heard:
            if event["event"] == "phase_started":
                starts[event["index"]] = moment, event["duration_s"]
            elif event["event"] == "phase_ended" and event["kind"] == "hold":
                began, lasts_s = starts[event["index"]]
                found.append((moment - began - lasts_s) * 1000)
        return found

    def starts_late_ms(self, log: Path) -> list[float]:
        """How far from the start of each step, which begins with its words, the voice was started."""
        stamps = [float(line) for line in log.read_text().split()]
        begun = [moment for moment, event in self.heard if event["event"] == "phase_started" and event["kind"] == "setup"]
        return [min((abs(stamp - moment) for stamp in stamps), default=float("inf")) * 1000 for moment in begun]


def imported_ms(runs: int) -> float:
    """Milliseconds of CPU that the import of all that speaks takes, beside what a session imports anyway: the median."""
    code = (
        "import time, stretchcli.cli.run, stretchcli.running.livehost, subprocess, tempfile\n"
        f"began = time.process_time()\n{IMPORTS}\nprint((time.process_time() - began) * 1000)"
    )
    found = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(runs + 1)
    ]
    return statistics.median(found[1:])  # the first one may compile


def measure(options: argparse.Namespace) -> None:
    """Two sessions side by side, one of them heard, in real time: about two minutes and a half."""
    with tempfile.TemporaryDirectory() as place:
        path = stand_ins(Path(place))
        heard, silent = Run("--voice", "--sound", path=path), Run(path=path)
        time.sleep(SAMPLED_AT_S)
        heard.sample()
        silent.sample()
        heard.finish()
        silent.finish()
        late_ms = sorted(heard.starts_late_ms(Path(place) / "espeak-ng.log"))
    off_ms = max(map(abs, heard.holds_off_ms()))
    silent_off_ms = max(map(abs, silent.holds_off_ms()))
    late_95_ms = late_ms[int(len(late_ms) * 0.95)]
    extra = (heard.used_s - silent.used_s) / SAMPLED_AT_S * 100
    import_ms = imported_ms(options.runs)
    rows = [
        ["holds of 30 s, heard", f"{off_ms:.1f} ms off", f"{HOLD_BUDGET_MS} ms", verdict(off_ms <= HOLD_BUDGET_MS)],
        ["holds of 30 s, silent", f"{silent_off_ms:.1f} ms off", "-", "-"],
        [
            f"voice started after its cue, 95th percentile of {len(late_ms)}",
            f"{late_95_ms:.1f} ms",
            f"{START_BUDGET_MS} ms",
            verdict(late_95_ms <= START_BUDGET_MS),
        ],
        [
            "CPU of the program more than silent",
            f"{extra:.3f} %",
            f"{CPU_BUDGET_PERCENT} %",
            verdict(extra <= CPU_BUDGET_PERCENT),
        ],
        ["import of what speaks", f"{import_ms:.1f} ms", f"{IMPORT_BUDGET_MS} ms", verdict(import_ms <= IMPORT_BUDGET_MS)],
    ]
    print_table("Voice and tones", ["what", "figure", "budget", ""], rows)
