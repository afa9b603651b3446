"""Which frame of the figure belongs to a moment of a session."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.figure.picture import Row
from stretchcli.session.engine import Action
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.frames import BREATH_IN_S, STEPS, Frames, Moment, breath_at, moment_of, next_step_s
from tests.samples import PHRASES
from tests.terminal.screens import at, begin_s


@pytest.fixture(scope="module")
def lunge(catalog: Catalog) -> Timeline:
    """One stretch, two reps on each side: both sides with all their steps, then switches that lead back in."""
    stretch = catalog.stretches["kneeling-hip-flexor"]
    return compile_session("x", [PlannedStretch(stretch, 2, stretch.hold)], catalog.vocabulary, PHRASES)


def frame(timeline: Timeline, now_s: float, *actions: Action, still: bool = False) -> Moment:
    return moment_of(at(timeline, now_s, *actions), now_s, still=still)


def test_it_moves_from_the_start_to_the_hold_while_one_gets_into_position(lunge: Timeline) -> None:
    """Through all setup steps of a side, never backwards, and stands in the hold before it is asked for."""
    begin, ready = begin_s(lunge, "setup"), begin_s(lunge, "ready")
    seen = [frame(lunge, begin + second / 2).movement for second in range(int(ready - begin) * 2)]
    assert seen == sorted(seen)
    assert seen[0] == 0.0
    assert seen[-1] > 0.9
    assert len(set(seen)) > 8
    assert frame(lunge, ready + 1).movement == 1.0


def test_a_frame_stands_until_the_moment_that_is_named(lunge: Timeline) -> None:
    """Where no moment is named, it changes with the digits alone: two frames a second at most, some two dozen a movement."""
    for kind in ("setup", "switch", "release", "hold", "intro"):
        begin = begin_s(lunge, kind)
        end = begin + next(phase.duration_s for phase in lunge.phases if phase.kind == kind)
        seen, now_s = [frame(lunge, begin)], begin
        while now_s < end - 1:
            until_s = min(next_step_s(at(lunge, now_s), now_s, still=False), now_s + 1)
            assert until_s - now_s in (0.5, 1)
            assert frame(lunge, until_s - 0.01) == seen[-1]
            now_s = until_s
            seen.append(frame(lunge, now_s))
        assert len(set(seen)) <= STEPS
    assert next_step_s(at(lunge, begin_s(lunge, "release") + 0.3), begin_s(lunge, "release") + 0.3, still=False) == pytest.approx(
        begin_s(lunge, "release") + 0.5
    )


def test_it_breathes_slowly_in_the_hold(lunge: Timeline) -> None:
    """Four seconds in, six out."""
    begin = begin_s(lunge, "hold")
    breaths = [frame(lunge, begin + second).breath for second in range(20)]
    assert breaths[0] == breaths[10] == 0.0
    assert breaths[BREATH_IN_S] == breaths[10 + BREATH_IN_S] == 1.0
    assert breaths[:5] == sorted(breaths[:5])
    assert breaths[4:11] == sorted(breaths[4:11], reverse=True)
    assert breath_at(7) == pytest.approx(0.5)


def test_it_lets_go_in_the_release(lunge: Timeline) -> None:
    """Back towards the start."""
    begin = begin_s(lunge, "release")
    assert frame(lunge, begin).movement == 1.0
    assert frame(lunge, begin + 3).movement < 0.7


def test_it_is_its_mirror_image_on_the_left(lunge: Timeline) -> None:
    """From the switch on, whose side is the coming one; an intro shows the side that comes first."""
    for phase in lunge.phases:
        now_s = lunge.starts_s[phase.index] + 1.0
        assert frame(lunge, now_s).mirrored == (phase.side == "left")
    left = [phase.index for phase in lunge.phases if phase.side == "left"]
    assert frame(lunge, lunge.starts_s[left[0]]).mirrored


def test_a_later_switch_leads_into_the_hold(lunge: Timeline) -> None:
    """It carries the whole way back in; the first one only comes out."""
    first, later = begin_s(lunge, "switch", 0), begin_s(lunge, "switch", 1)
    assert frame(lunge, first + 6).movement == 0.0
    assert frame(lunge, later + 6).movement > 0.4


def test_nothing_moves_where_that_is_asked_for_or_in_a_pause(lunge: Timeline) -> None:
    """--still shows the hold; a pause keeps the frame at which it came."""
    begin, hold = begin_s(lunge, "setup"), begin_s(lunge, "hold")
    assert {frame(lunge, begin + second, still=True) for second in range(20)} == {Moment(1.0, 0.0, False)}
    assert {frame(lunge, hold + second, still=True) for second in range(20)} == {Moment(1.0, 0.0, False)}
    paused = at(lunge, begin + 5, Action.TOGGLE)
    assert moment_of(paused, begin + 5, still=False) == moment_of(paused, begin + 500, still=False)


def test_each_frame_is_rendered_once() -> None:
    """And a stretch without a figure is asked for once."""
    rendered: list[float] = []
    asked: list[str] = []

    class Counted:
        def rows(self, phase: float, size: tuple[int, int], **how: object) -> tuple[Row, ...]:
            rendered.append(phase)
            return ()

    def figure_of(stretch: str) -> Counted | None:
        asked.append(stretch)
        return Counted() if stretch == "known" else None

    frames = Frames(figure_of)  # type: ignore[arg-type]  # all that is asked of a figure are its rows
    for _ in range(3):
        for movement in (0.0, 1.0):
            frames.rows("known", Moment(movement, 0.0, False), (24, 12), ascii_only=False)
        assert frames.rows("unknown", Moment(0.0, 0.0, False), (24, 12), ascii_only=False) is None
        frames.rows("known", Moment(1.0, 0.0, True), (24, 12), ascii_only=False)  # the mirror image of what is there
    assert rendered == [0.0, 1.0]
    assert asked == ["known", "unknown"]
