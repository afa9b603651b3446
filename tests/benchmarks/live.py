"""The live screen against its budgets, side by side with termdown: CPU, bytes, key to reaction, first frame, memory."""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.cpu import used_s
from tests.benchmarks.hearing import stand_ins
from tests.benchmarks.table import print_table, verdict

MOST_CPU = 0.8
MOST_BYTES_S = 2000
MOST_MIB = 40
MOST_REACTION_MS = 20
HOLD = ("glute-bridge", "--reps", "1", "--hold", "120")
KEYS_TO_HOLD = 4
SETUP = ("kneeling-hip-flexor", "--reps", "1")  # 44 seconds of it, behind an intro
MOST_SETUP_S = 40.0
SIZES = ((80, 24), (120, 40), (200, 50))


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Run:
    """A program on a pty that is read all the time."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = SIZES[0], path: str | None = None) -> None:
        self.parent, child = pty.openpty()
        columns, rows = size
        fcntl.ioctl(self.parent, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": path or os.environ["PATH"]}
        self.process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=env, start_new_session=True, preexec_fn=_take_terminal
        )
        os.close(child)
        self.output = b""

    def read(self, seconds: float, found: Callable[[bytes], bool] = lambda output: False) -> None:
        """Read for so long, or until the output is as wanted."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not found(self.output):
            if select.select([self.parent], [], [], left)[0]:
                try:
                    self.output += os.read(self.parent, 65536)
                except OSError:
                    return

    def cpu_s(self) -> float:
        """CPU seconds of the process so far, without those of its children."""
        return used_s(self.process.pid)

    def rss_mib(self) -> float:
        """Resident memory."""
        with open(f"/proc/{self.process.pid}/status") as file:
            kib = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
        return kib / 1024

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.parent, keys.encode())


@contextlib.contextmanager
def running(*command: str, size: tuple[int, int] = SIZES[0], path: str | None = None) -> Iterator[Run]:
    """A program on a pty, ended afterwards."""
    run = Run(command, size, path)
    try:
        yield run
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(run.process.pid, signal.SIGTERM)
        run.read(0.5)
        run.process.kill()
        run.process.wait()
        os.close(run.parent)


def session(*what: str) -> list[str]:
    """The command of a session, as far as it is the same for all."""
    return [sys.executable, "-m", "stretchcli", "run", "--yes", *(what or HOLD)]


def into_hold(run: Run) -> None:
    """On to the hold, and through its first busy second."""
    run.read(5, lambda output: b"left" in output.partition(b"1049h")[2])
    run.press("n" * KEYS_TO_HOLD)
    run.read(1.5)


def into_setup(run: Run) -> None:
    """On to the first step."""
    run.read(5, lambda output: b"left" in output.partition(b"1049h")[2])
    run.press("n")
    run.read(0.5)


def termdown() -> list[str] | None:
    """The peer, where it is installed."""
    found = shutil.which("termdown", path=os.path.dirname(sys.executable)) or shutil.which("termdown")
    return [found, "120"] if found else None


def read_all(runs: Sequence[Run], seconds: float) -> None:
    """Read what all of them write for so long."""
    of_file = {run.parent: run for run in runs}
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for file in select.select(list(of_file), [], [], left)[0]:
            with contextlib.suppress(OSError):
                of_file[file].output += os.read(file, 65536)


def steady(size: tuple[int, int], seconds: float) -> list[tuple[str, float, float, float]]:
    """CPU percent, bytes a second and memory of sessions, silent and heard, and of the peer, all side by side."""
    with contextlib.ExitStack() as stack:
        path = stand_ins(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        runs: list[tuple[str, Run]] = []
        for heard, options in (("", ["--no-voice", "--no-sound"]), (", with voice and tones", ["--voice", "--sound"])):
            holding = stack.enter_context(running(*session(*HOLD), *options, size=size, path=path))
            moving = stack.enter_context(running(*session(*SETUP), *options, size=size, path=path))
            runs += [(f"a hold{heard}", holding), (f"into position{heard}", moving)]
        for name, run in runs:
            (into_hold if name.startswith("a hold") else into_setup)(run)
        if peer := termdown():
            theirs = stack.enter_context(running(*peer, size=size))
            runs.append(("termdown", theirs))
            theirs.read(2)
        everyone = [run for _, run in runs]
        read_all(everyone, 0.1)
        before = [(run.cpu_s(), len(run.output)) for run in everyone]
        began = time.perf_counter()
        read_all(everyone, min(seconds, MOST_SETUP_S - 6))
        took_s = time.perf_counter() - began
        rows = []
        for (name, run), (cpu_s, written) in zip(runs, before, strict=True):
            rows.append((name, (run.cpu_s() - cpu_s) / took_s * 100, (len(run.output) - written) / took_s, run.rss_mib()))
        return rows


# Keys that leave the session in its hold: pause and back in, hold longer, start again, help, and one that does nothing.
KEYS = {"space": "  ", "+": "+", "b": "b", "?": "??", "a key without a meaning": "x"}


def reactions(count: int) -> dict[str, list[float]]:
    """For each kind of key the milliseconds from pressing it to the first byte of the picture that answers it."""
    found: dict[str, list[float]] = {name: [] for name in KEYS}
    with running(*session()) as run:
        into_hold(run)
        for number in range(count):
            for name, keys in KEYS.items():
                for key in keys:
                    time.sleep(0.15 + number % 7 * 0.011)
                    while select.select([run.parent], [], [], 0)[0]:
                        os.read(run.parent, 65536)
                    before = time.perf_counter()
                    run.press(key)
                    if select.select([run.parent], [], [], 2)[0]:
                        os.read(run.parent, 65536)
                        found[name].append((time.perf_counter() - before) * 1000)
    return found


def first_frames(count: int) -> dict[str, list[float]]:
    """Milliseconds from the start to the first picture, in turn with an empty Typer app that prints a table."""
    app = (
        "import typer\nfrom rich.console import Console\nfrom rich.table import Table\napp = typer.Typer()\n"
        "@app.command()\ndef one() -> None:\n"
        "    table = Table()\n    table.add_column('a')\n    table.add_row('b')\n    Console().print(table)\n"
        "@app.command()\ndef two() -> None: pass\napp(['one'])"
    )
    times: dict[str, list[float]] = {"stretchcli run": [], "empty Typer app": []}
    for _ in range(count):
        with running(*session()) as run:
            run.read(5, lambda output: b"left" in output.partition(b"1049h")[2])
            times["stretchcli run"].append((time.perf_counter() - run.started) * 1000)
        # What is left unfinished would be told, and looked up, at the next start: nobody starts so every time.
        subprocess.run([sys.executable, "-m", "stretchcli", "resume", "--discard"], capture_output=True, check=True)
        with running(sys.executable, "-c", app) as run:
            run.read(5, lambda output: b"b" in output)
            times["empty Typer app"].append((time.perf_counter() - run.started) * 1000)
    return times


def main(seconds: float = 20, count: int = 12) -> None:
    """Print the tables."""
    if termdown() is None:
        print("termdown is not installed; it comes with the dev extra")
    for size in SIZES:
        rows = []
        for name, cpu, rate, memory in steady(size, seconds):
            kept = cpu <= MOST_CPU and rate <= MOST_BYTES_S and memory <= MOST_MIB
            said = "-" if name == "termdown" else verdict(kept)
            rows.append([name, f"{cpu:.2f} %", f"{rate:.0f}", f"{memory:.1f}", said])
        window = f"{size[0]} x {size[1]}"
        title = f"Live screen at {window}, its figure moving (at most {MOST_CPU} % CPU, {MOST_BYTES_S} bytes/s, {MOST_MIB} MiB)"
        print_table(title, ["what", "CPU", "bytes/s", "MiB", ""], rows)
    rows = []
    for name, found in reactions(count).items():
        times = sorted(found)
        late_ms = times[math.ceil(len(times) * 0.95) - 1]
        rows.append([name, f"{statistics.median(times):.1f} ms", f"{late_ms:.1f} ms", verdict(late_ms <= MOST_REACTION_MS)])
    title = f"Key to reaction (at most {MOST_REACTION_MS} ms at the 95th percentile)"
    print_table(title, ["key", "median", "95th percentile", ""], rows)
    median_ms = {name: statistics.median(found) for name, found in first_frames(9).items()}
    empty_ms = median_ms["empty Typer app"]
    rows = []
    for name, value_ms in median_ms.items():
        said = "-" if name == "empty Typer app" else verdict(value_ms <= 1.5 * empty_ms)
        rows.append([name, f"{value_ms:.0f} ms", f"{value_ms / empty_ms:.2f}", said])
    print_table("Start to first picture, medians of 9 in turn (at most 1.5 x)", ["what", "median", "x empty app", ""], rows)


if __name__ == "__main__":
    main()
