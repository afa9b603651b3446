"""What a session costs while it runs: processor time and memory, as the system accounts for them. Linux only."""

from __future__ import annotations

import argparse
import os
import signal
import time
from pathlib import Path

from tests.benchmarks.table import print_table, verdict
from tests.clis import spawn

CPU_BUDGET_PERCENT = 0.1
MEMORY_BUDGET_MIB = 40
# Without get-ready and with one bridge the hold begins at second 37 and lasts for five minutes.
SESSION = ("glute-bridge", "--reps", "1", "--hold", "300")
IN_HOLD_S = 40


def used_s(pid: int) -> float:
    """Seconds of processor time of all threads of a process so far, to the nanosecond."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def most_memory_mib(pid: int) -> float:
    """The most memory that a process has had. Not from ``wait4``: that counts what the parent had at the fork as well."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measure(options: argparse.Namespace) -> None:
    """Plain lines in a hold; its cues at half time are in it only where that many seconds are asked for."""
    process = spawn("run", *SESSION, env={**os.environ, "STRETCHCLI_READY_S": "0"})
    time.sleep(IN_HOLD_S)
    before_s, began = used_s(process.pid), time.monotonic()
    time.sleep(options.seconds)
    in_hold_s, took_s = used_s(process.pid) - before_s, time.monotonic() - began
    memory_mib = most_memory_mib(process.pid)
    process.send_signal(signal.SIGTERM)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    percent = in_hold_s / took_s * 100
    rows = [
        ["CPU in a hold", f"{percent:.3f} %", f"{CPU_BUDGET_PERCENT} %", verdict(percent <= CPU_BUDGET_PERCENT)],
        ["CPU of the whole process", f"{usage.ru_utime + usage.ru_stime:.2f} s", "-", "-"],
        ["memory at most", f"{memory_mib:.1f} MiB", f"{MEMORY_BUDGET_MIB} MiB", verdict(memory_mib <= MEMORY_BUDGET_MIB)],
    ]
    print_table(f"Plain lines, {took_s:.0f} s of a hold", ["what", "figure", "budget", ""], rows)
