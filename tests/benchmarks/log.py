"""The log against its budgets: statistics over 100,000 holds, what it adds to the start of a session, 200 crashes."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchcli.catalog.vocabulary import Guidance
from stretchcli.log.records import SessionRecord
from stretchcli.log.statistics import statistics as figures
from stretchcli.log.store import Store, packed
from tests.benchmarks.table import print_table, verdict
from tests.clis import stretchcli
from tests.log.crashes import crash_and_resume
from tests.log.logs import FakeWall, begun, hold, local, opened, short_session

HOLDS = 100_000
HOLDS_A_SESSION = 34
TODAY = date(2026, 11, 22)
MOST_STATISTICS_S = 0.2
MOST_OPENING_S = 0.025
MOST_LATE_S = 0.02
GUIDANCE = Guidance(least_days=2, most_days=3, session_s=60, most_session_s=240, most_week_s=600, source=())
GROUPS = (("hip-flexors",), ("hip-flexors", "quadriceps"), ("hamstrings",), ("calves",), ("neck", "shoulders"))

# Everything else that ``run`` imports and reads comes before the clock is started.
OPENING = """
import time
import stretchcli.running.host
from stretchcli.cli.options import SelectionOptions, SessionOptions
from stretchcli.cli.context import AppContext
context = AppContext()
timeline = context.planned(SelectionOptions(), SessionOptions())[1].timeline
before_s = time.perf_counter()
from stretchcli.cli import logbook
with logbook.open_log(context, timeline, (), speed=1.0, no_log=False) as log:
    print(time.perf_counter() - before_s)
    assert log.listeners
"""


def large_log(folder: Path) -> None:
    """A log of 100,000 holds: a session a day for eight years."""
    timeline = packed(short_session())
    sample = hold(FakeWall())

    def sessions() -> Iterator[tuple[SessionRecord, bytes]]:
        for back in range(HOLDS // HOLDS_A_SESSION):
            day = TODAY - timedelta(days=back)
            session = begun(FakeWall(local(day.year, day.month, day.day)), id=f"{back:032x}")
            holds = [
                sample._replace(
                    phase=phase,
                    side=("right", "left")[phase % 2],
                    felt=("right", "left")[phase % 2],
                    stretch=f"stretch-{phase % 7}",
                    groups=GROUPS[phase % len(GROUPS)],
                    day=day.isoformat(),
                    ended_utc_ms=session.started_utc_ms + phase * 50_000,
                )
                for phase in range(HOLDS_A_SESSION)
            ]
            yield session._replace(holds=tuple(holds)), timeline

    store = opened(folder)
    store.merge(sessions())
    store.close()


def statistics_s(folder: Path, times: int) -> float:
    """Seconds from opening the log to its figures; the usual ones of so many tries."""
    taken = []
    for _ in range(times):
        before_s = time.perf_counter()
        store = Store.existing(folder / "log.db")
        assert len(figures(store, TODAY, GUIDANCE).doses) == 12
        taken.append(time.perf_counter() - before_s)
        assert store is not None
        store.close()
    return statistics.median(taken)


def opening_s(folders: list[Path]) -> float:
    """Seconds that ``run`` spends on the log before a session, in a fresh process with all that is imported for it."""
    taken = []
    for folder in [folders[0].parent / "warm", *folders]:  # the first one writes the byte code, which an installed program has
        env = {**os.environ, "STRETCHCLI_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
        ran = subprocess.run([sys.executable, "-c", OPENING], capture_output=True, text=True, check=True, env=env)
        taken.append(float(ran.stdout))
    return statistics.median(taken[1:])


def slow_disk_s(folder: Path) -> float:
    """How late a phase begins at most when every write takes a second."""
    merge = Store.merge

    def slow(store: Store, records: Iterable[tuple[SessionRecord, bytes]]) -> int:
        time.sleep(1)
        return merge(store, records)

    os.environ["STRETCHCLI_HOME"] = str(folder / "slow")
    speed = 20
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "merge", slow)
        ran = stretchcli("run", "glute-bridge", "--reps", "3", "--hold", "10", "--json", "--yes", "--speed", str(speed))
    planned_s, late_s = 0.0, [0.0]
    for event in ran.events:
        if event["event"] == "phase_started":
            late_s.append((event["at_s"] - planned_s) / speed)
            planned_s += event["duration_s"]
    assert (ran.code, ran.err) == (0, "")
    return max(late_s)


def crashes(folder: Path, times: int) -> None:
    """Kill sessions at random moments and resume them; raises where something is missing."""
    for seed in range(times):
        home = folder / f"crash-{seed}"
        home.mkdir()
        os.environ["STRETCHCLI_HOME"] = str(home)
        crash_and_resume(home, random.Random(1000 + seed))


def main(times: int = 15, killed: int = 200) -> None:
    """Print the table; an AssertionError names what a killed session lost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large_log(folder)
        found = [
            (f"log stats over {HOLDS:,} holds", statistics_s(folder, times), MOST_STATISTICS_S),
            ("start of run, new log", opening_s([folder / str(number) for number in range(times)]), MOST_OPENING_S),
            ("start of run, large log", opening_s([folder] * times), MOST_OPENING_S),
            ("phase late while each write takes 1 s", slow_disk_s(folder), MOST_LATE_S),
        ]
        rows = [
            [what, f"{took_s * 1000:.0f} ms", f"{most_s * 1000:.0f} ms", verdict(took_s <= most_s)]
            for what, took_s, most_s in found
        ]
        print_table(f"The log, medians of {times}", ["what", "figure", "budget", ""], rows)
        crashes(folder, killed)
        print(f"{killed} sessions killed at random moments: no finished hold missing, all resumed to the same end")


if __name__ == "__main__":
    main()
