"""A real session, killed at a random moment, and gone on with."""

from __future__ import annotations

import json
import random
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

from tests.clis import spawn, stretchcli
from tests.log.logs import opened

SAFE_AFTER_S = 0.1
SPEED = 300
SESSION = ("glute-bridge", "table-psoas", "--reps", "1", "--hold", "20", "--json")

Key = tuple[str, str, str]


def crash_and_resume(home: Path, chance: random.Random) -> None:
    """Start a session, kill it, look into the log, resume it, and look again.

    Raises:
        AssertionError: something is missing, or there that should not be.
    """
    planned, total_s = plan()
    ended = killed_session(chance.uniform(0.0, total_s / SPEED))
    store = opened(home)
    before = store.sessions()
    store.close()
    recorded = {(hold.stretch, hold.side, str(hold.rep)) for session in before for hold in session.holds}
    assert ended <= recorded <= planned
    if not before or len(recorded) == len(planned):  # killed before it had begun, or when all was done
        return
    assert [session.outcome for session in before] == ["open"]
    assert stretchcli("resume", "--speed", "1000", "--json", "--yes").code == 0
    store = opened(home)
    (session,) = store.sessions()
    store.close()
    assert (session.id, session.outcome) == (before[0].id, "complete")
    assert {(hold.stretch, hold.side, str(hold.rep)) for hold in session.holds} == planned
    assert {hold.outcome for hold in session.holds} == {"full"}


@cache
def plan() -> tuple[frozenset[Key], int]:
    """The holds of the session, and how long it is."""
    planned = stretchcli("plan", *SESSION).json
    holds = [phase for phase in planned["phases"] if phase["kind"] == "hold"]
    return frozenset((phase["stretch"], phase["side"], str(phase["rep"])) for phase in holds), planned["total_s"]


def killed_session(after_s: float) -> set[Key]:
    """Run a session and kill it so long after its first event.

    Returns:
        The holds that were reported as ended long enough before the end of the process.
    """
    events: list[tuple[float, dict[str, Any]]] = []
    started = threading.Event()
    with spawn("run", *SESSION, "--speed", str(SPEED), "--yes") as process:
        out = process.stdout
        assert out is not None

        def read() -> None:
            for line in out:
                if line.endswith("\n"):
                    events.append((time.monotonic(), json.loads(line)))
                    started.set()

        reader = threading.Thread(target=read)
        reader.start()
        assert started.wait(20)
        threading.Event().wait(after_s)
        killed_s = time.monotonic()
        process.kill()
        reader.join()
    return {
        (event["stretch"], event["side"], str(event["rep"]))
        for heard_s, event in events
        if event["event"] == "phase_ended" and event["kind"] == "hold" and heard_s < killed_s - SAFE_AFTER_S
    }
