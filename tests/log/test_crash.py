"""Killed in the middle: every hold that was over is in the log, and the session goes on to the same end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.log.crashes import crash_and_resume


@pytest.mark.parametrize("seed", range(20))
def test_a_killed_session_keeps_its_holds_and_resumes_to_the_same_end(home: Path, seed: int) -> None:
    """``kill -9`` at a random moment; the benchmarks do this 200 times."""
    crash_and_resume(home, random.Random(seed))
