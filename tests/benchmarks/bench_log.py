"""The log's budgets: statistics over 100,000 holds, what it adds to the start of a session, 200 crashes.

pytest -s tests/benchmarks/bench_log.py
"""

from __future__ import annotations

import random
import statistics as figures
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchcli.log.statistics import statistics
from stretchcli.log.store import Store, packed
from tests.log.crashes import crash_and_resume
from tests.log.logs import FakeWall, begun, hold, local, opened, short_session

HOLDS = 100_000
HOLDS_A_SESSION = 34
TODAY = date(2026, 11, 22)
STATISTICS_S = 0.2
OPENING_S = 0.025


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of 100,000 holds: a session a day for eight years."""
    folder = tmp_path_factory.mktemp("large")
    store = opened(folder)
    timeline = packed(short_session())
    chance = random.Random(0)
    groups = [("hip-flexors",), ("hip-flexors", "quadriceps"), ("hamstrings",), ("calves",), ("neck", "shoulders")]

    def sessions() -> Iterator[object]:
        for back in range(HOLDS // HOLDS_A_SESSION):
            day = TODAY - timedelta(days=back)
            wall = FakeWall(local(day.year, day.month, day.day))
            holds = []
            for phase in range(HOLDS_A_SESSION):
                wall.advance(seconds=50)
                side = chance.choice(("right", "left"))
                stretch, which = f"stretch-{phase % 7}", groups[phase % len(groups)]
                holds.append(hold(wall, phase=phase, side=side, felt=side, stretch=stretch, groups=which))
            yield begun(wall, id=f"{back:032x}", holds=tuple(holds)), timeline

    store.merge(sessions())  # type: ignore[arg-type]
    store.close()
    return folder


def median_s(work: Callable[[], object], times: int = 15) -> float:
    """Seconds that something usually takes."""
    taken = []
    for _ in range(times):
        before_s = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before_s)
    return figures.median(taken)


def test_statistics_over_a_hundred_thousand_holds(large: Path) -> None:
    """Opened anew each time, as the command does."""

    def work() -> None:
        store = Store.existing(large / "log.db")
        assert store is not None
        assert len(statistics(store, TODAY).doses) == 12
        store.close()

    taken_s = median_s(work)
    print(f"log stats over {HOLDS} holds: {taken_s * 1000:.0f} ms (budget {STATISTICS_S * 1000:.0f})")
    assert taken_s < STATISTICS_S


SCRIPT = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
from stretchcli.cli import logbook
from tests.log.logs import short_session
timeline = short_session()
folder = Path(sys.argv[1])
workshop = SimpleNamespace(settings=SimpleNamespace(get=lambda key, fallback=None: fallback), places=SimpleNamespace(data=folder))
before = time.perf_counter()
with logbook.open_log(workshop, timeline, speed=1.0, no_log=False) as log:
    print(time.perf_counter() - before)
    assert log.sinks
"""


@pytest.mark.parametrize("which", ["new", "large"])
def test_opening_the_log_before_a_session(large: Path, tmp_path: Path, which: str) -> None:
    """In a fresh process, with everything that is imported for it; the notes about pain and open sessions included."""
    taken = []
    for number in range(15):
        folder = tmp_path / f"{number}" if which == "new" else large
        ran = subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, check=True)
        taken.append(float(ran.stdout))
    taken_s = figures.median(taken)
    print(f"opening a {which} log: {taken_s * 1000:.1f} ms (budget {OPENING_S * 1000:.0f})")
    assert taken_s < OPENING_S


def test_two_hundred_crashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``kill -9`` at random moments: no finished hold is ever missing, and every session resumes to the same end."""
    for seed in range(200):
        home = tmp_path / str(seed)
        home.mkdir()
        monkeypatch.setenv("STRETCHCLI_HOME", str(home))
        crash_and_resume(home, random.Random(1000 + seed))
    print("200 crashes: nothing lost")
