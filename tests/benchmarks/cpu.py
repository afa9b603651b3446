"""What a session costs while it runs: processor time and memory, as the system accounts for them."""

from __future__ import annotations

import argparse
import os
import resource
import signal
import time

from tests.benchmarks.table import print_table, verdict
from tests.clis import spawn

CPU_BUDGET_PERCENT = 0.2
MEMORY_BUDGET_MIB = 40
START_S = 5


def usage_after(seconds: float, *arguments: str) -> resource.struct_rusage:
    """What a session has used when it is ended after so long."""
    process = spawn("run", *arguments)
    time.sleep(seconds)
    process.send_signal(signal.SIGTERM)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return usage


def measure(options: argparse.Namespace) -> None:
    """Plain lines in a hold: what a longer session uses more than one that is ended right after its start."""
    # Without get-ready and with one bridge the hold begins at second 37 and lasts for five minutes.
    os.environ["STRETCHCLI_READY_S"] = "0"
    session = ("glute-bridge", "--reps", "1", "--hold", "300")
    begun_s = 37 + START_S
    short = usage_after(begun_s, *session)
    long = usage_after(begun_s + options.seconds, *session)
    del os.environ["STRETCHCLI_READY_S"]
    used_s = (long.ru_utime + long.ru_stime) - (short.ru_utime + short.ru_stime)
    percent = max(used_s, 0.0) / options.seconds * 100
    start_s = short.ru_utime + short.ru_stime
    memory_mib = long.ru_maxrss / 1024
    rows = [
        ["CPU in a hold", f"{percent:.2f} %", f"{CPU_BUDGET_PERCENT} %", verdict(percent <= CPU_BUDGET_PERCENT)],
        ["CPU for the start and what came before", f"{start_s:.2f} s", "-", "-"],
        ["memory at most", f"{memory_mib:.1f} MiB", f"{MEMORY_BUDGET_MIB} MiB", verdict(memory_mib <= MEMORY_BUDGET_MIB)],
    ]
    print_table(f"Plain lines, {options.seconds} s of a hold", ["what", "figure", "budget", ""], rows)
