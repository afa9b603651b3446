"""What is said at which moment of a phase: cues are planned, and only those that fit."""

from __future__ import annotations

import pytest
from hypothesis import given

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.timeline import Cue, Timeline, cues
from tests.samples import PHRASES
from tests.strategies import timelines


def moments(hold: HoldRange, catalog: Catalog) -> list[Cue]:
    """The cues of a hold of that range."""
    timeline = compile_session("x", [PlannedStretch(catalog.stretches["glute-bridge"], 1, hold)], catalog.vocabulary, PHRASES)
    phase = next(phase for phase in timeline.phases if phase.kind == "hold")
    return list(cues(phase, phase.duration_s))


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        (HoldRange(20, 30), "15:halfway 20:floor_reached 27:countdown3 28:countdown2 29:countdown1"),
        (HoldRange(30, 30), "15:halfway 27:countdown3 28:countdown2 29:countdown1"),
        (HoldRange(15, 19), "15:floor_reached 16:countdown3 17:countdown2 18:countdown1"),
        (HoldRange(10, 20), "10:floor_reached 10:halfway 17:countdown3 18:countdown2 19:countdown1"),
        (HoldRange(3, 6), "3:floor_reached 3:countdown3 4:countdown2 5:countdown1"),
        (HoldRange(3, 3), "0:countdown3 1:countdown2 2:countdown1"),
    ],
)
def test_a_hold_has_the_cues_that_fit_its_length(catalog: Catalog, hold: HoldRange, expected: str) -> None:
    """Floor where it is below the target, halfway from 20 s on, then 3-2-1; in this order at one moment."""
    assert [f"{cue.at_s:g}:{cue.name}{cue.left or ''}" for cue in moments(hold, catalog)] == expected.split()


@pytest.mark.parametrize(("ready_s", "left"), [(1, [1]), (2, [2, 1]), (3, [3, 2, 1]), (10, [3, 2, 1])])
def test_get_ready_counts_down_with_the_marks_that_fit(catalog: Catalog, ready_s: int, left: list[int]) -> None:
    """A get-ready of two seconds begins at two."""
    timeline = compile_session(
        "x",
        [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(20, 30))],
        catalog.vocabulary,
        PHRASES,
        pace=Pace(ready_s=ready_s),
    )
    ready = next(phase for phase in timeline.phases if phase.kind == "ready")
    assert [cue.left for cue in cues(ready, ready.duration_s)] == left


@given(timelines())
def test_only_get_ready_and_holds_have_cues(timeline: Timeline) -> None:
    """Nothing is counted while somebody gets into position."""
    assert {phase.kind for phase in timeline.phases if cues(phase, phase.duration_s)} <= {"ready", "hold"}
