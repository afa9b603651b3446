"""How exactly holds and sessions end, in real time: against this process's clock, not the program's own figures."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from tests.benchmarks.table import print_table, verdict
from tests.clis import spawn

HOLD_BUDGET_MS = 20
SESSION_BUDGET_MS = 20


def listen(*arguments: str) -> list[tuple[float, dict[str, Any]]]:
    """Run a session in real time: each event with the moment at which its line arrived here."""
    process = spawn("run", *arguments, "--json")
    assert process.stdout is not None
    return [(time.monotonic(), json.loads(line)) for line in process.stdout]


def measure(options: argparse.Namespace) -> None:
    """One session with two holds of 30 s, in real time: about two minutes and a half."""
    heard = listen("standing-hip-flexor", "--reps", "1")
    began = heard[0][0]
    planned_s = heard[0][1]["total_s"]
    starts: dict[int, float] = {}
    rows, late_ms, plan_s = [], [], 0.0
    for moment, event in heard:
        if event["event"] == "phase_started":
            late_ms.append((moment - began - plan_s) * 1000)
            plan_s += event["duration_s"]
            starts[event["index"]] = moment
        elif event["event"] == "phase_ended" and event["kind"] == "hold":
            off_ms = (moment - starts[event["index"]] - 30) * 1000
            rows.append([f"hold of 30 s, {event['side']}", f"{off_ms:+.1f} ms", f"{HOLD_BUDGET_MS} ms",
                         verdict(abs(off_ms) <= HOLD_BUDGET_MS)])  # fmt: skip
    end_ms = (heard[-1][0] - began - planned_s) * 1000
    rows.append(
        [f"session of {planned_s} s", f"{end_ms:+.1f} ms", f"{SESSION_BUDGET_MS} ms", verdict(abs(end_ms) <= SESSION_BUDGET_MS)]
    )
    rows.append([f"latest of {len(late_ms)} phase starts", f"{max(late_ms):+.1f} ms", "-", "-"])
    print_table("Accuracy, as a listener at the other end of the pipe sees it", ["what", "off by", "budget", ""], rows)
