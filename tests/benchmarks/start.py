"""How long the program takes to start, beside a bare interpreter and an empty Typer app, the runs interleaved."""

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

EMPTY_APP = """\
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def first() -> None:
    table = Table("a", "b")
    table.add_row("1", "2")
    Console().print(table)


@app.command()
def second() -> None:
    pass


app()
"""
STRETCHCLI = [sys.executable, "-m", "stretchcli"]


def seconds_to_end(command: list[str]) -> float:
    """Start a command and wait for its end."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def seconds_to_first_line(command: list[str]) -> float:
    """Start a command, wait for its first output and end it."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        os.read(process.stdout.fileno(), 1)
        took_s = time.perf_counter() - began
        process.kill()
    return took_s


def seconds_of_a_tab(command: list[str]) -> float:
    """Ask for the completions of ``stretchcli list --no kne`` as bash does at a press of TAB."""
    asked = {"COMP_WORDS": "stretchcli list --no kne", "COMP_CWORD": "3", "_STRETCHCLI_COMPLETE": "complete_bash"}
    began = time.perf_counter()
    found = subprocess.run(command, env={**os.environ, **asked}, stdout=subprocess.PIPE, check=True)
    took_s = time.perf_counter() - began
    assert b"kneeling" in found.stdout
    return took_s


def measure(options: argparse.Namespace) -> None:
    """Medians, and how many times the two yardsticks they are."""
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app.py"
        app.write_text(EMPTY_APP)
        commands = {
            "python -c pass": (seconds_to_end, [sys.executable, "-c", "pass"]),
            "empty Typer app": (seconds_to_end, [sys.executable, str(app), "first"]),
            "list": (seconds_to_end, [*STRETCHCLI, "list"]),
            "plan": (seconds_to_end, [*STRETCHCLI, "plan"]),
            "a press of TAB": (seconds_of_a_tab, STRETCHCLI),
            "run, first line": (seconds_to_first_line, [*STRETCHCLI, "run"]),
        }
        took_s: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(options.runs + 1):
            for name, (how, command) in commands.items():
                seconds = how(command)
                if number:  # the first round fills the caches
                    took_s[name].append(seconds)
    median_s = {name: statistics.median(values) for name, values in took_s.items()}
    bare_s, empty_s = median_s["python -c pass"], median_s["empty Typer app"]
    budgets = {"list": (10.0, 1.1), "a press of TAB": (None, 1.2), "run, first line": (None, 1.5)}
    rows = []
    for name, value_s in median_s.items():
        of_bare, of_empty = budgets.get(name, (None, None))
        kept = (of_bare is None or value_s <= of_bare * bare_s) and (of_empty is None or value_s <= of_empty * empty_s)
        budget = " and ".join(f"{times:g} x {what}" for times, what in ((of_bare, "bare"), (of_empty, "empty")) if times)
        rows.append(
            [name, f"{value_s * 1000:.0f} ms", f"{value_s / bare_s:.1f}", f"{value_s / empty_s:.2f}", budget or "-",
             verdict(kept) if budget else "-"]
        )  # fmt: skip
    title = f"Start, medians of {options.runs} interleaved runs"
    print_table(title, ["command", "median", "x bare", "x empty app", "budget", ""], rows)
