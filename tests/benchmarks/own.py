"""``list`` with 1,000 stretches in the user's folder, beside the built-in catalog alone, the runs interleaved."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.table import print_table, verdict
from tests.samples import STRETCH

COUNT = 1000
A_FILE = 50
MOST_TIMES = 2.0


def fill(home: Path) -> None:
    """So many stretches of the user's, in files of a usual length."""
    folder = home / "stretches"
    folder.mkdir(parents=True)
    for first in range(0, COUNT, A_FILE):
        numbers = range(first, first + A_FILE)
        body = "".join(
            STRETCH.replace("wall-calf", f"own-{number}").replace("Calf stretch at the wall", f"Own calf stretch {number}")
            for number in numbers
        )
        (folder / f"{first:04}.yaml").write_text(f"schema: 1\nstretches:\n{body}", encoding="utf-8")


def seconds_of_a_list(home: Path) -> float:
    """How long ``list`` takes with this home."""
    command = [sys.executable, "-m", "stretchcli", "list"]
    began = time.perf_counter()
    subprocess.run(command, env={**os.environ, "STRETCHCLI_HOME": str(home)}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def measure(options: argparse.Namespace) -> None:
    """Medians with the compiled catalog in place."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {"the built-in catalog alone": Path(folder) / "none", f"with {COUNT:,} of one's own": Path(folder) / "many"}
        homes["the built-in catalog alone"].mkdir()
        fill(homes[f"with {COUNT:,} of one's own"])
        took_s: dict[str, list[float]] = {name: [] for name in homes}
        for number in range(options.runs + 1):
            for name, home in homes.items():
                seconds = seconds_of_a_list(home)
                if number:  # the first round compiles the catalog
                    took_s[name].append(seconds)
    alone_s, many_s = (statistics.median(values) for values in took_s.values())
    kept = verdict(many_s <= MOST_TIMES * alone_s)
    rows = []
    for name, value_s in zip(homes, (alone_s, many_s), strict=True):
        rows.append([name, f"{value_s * 1000:.0f} ms", f"{value_s / alone_s:.2f}", kept if value_s == many_s else "-"])
    print_table(f"`list`, medians of {options.runs} (at most {MOST_TIMES:g} x)", ["catalog", "median", "x", ""], rows)
