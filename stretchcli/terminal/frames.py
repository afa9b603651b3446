"""Which frame of the figure belongs to a moment of a session, each rendered once.

It moves through its key frames while the person gets into position, breathes slowly in the hold, and shows the mirror image
on the left. A frame is a function of (state, now): movement is worked out in whole steps, so that few frames are needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from stretchcli.session.state import State, Status
from stretchcli.session.timeline import Phase

if TYPE_CHECKING:  # the figures are loaded when the first of them is drawn
    from stretchcli.figure.picture import Figure, Row

STEPS: Final = 24  # frames of a movement at most
STEPS_S: Final = (0.5, 1.0, 2.0, 4.0)  # how long a frame stays: whole seconds change with the digits
MOST_FRAMES: Final = 300  # kept, of 10 kB each on a large window
BREATH_IN_S: Final = 4
BREATH_OUT_S: Final = 6


class Moment(NamedTuple):
    """A frame: how far the movement has come (0 the start, 1 the hold), how full the lungs are, which way round."""

    movement: float
    breath: float
    mirrored: bool


class Frames:
    """The rendered frames of the session's figures.

    Attributes:
        loading: Their place stays empty for now, so that the first picture does not wait for what draws them.
    """

    def __init__(self, figure_of: Callable[[str], Figure | None], *, loading: bool = False) -> None:
        self._figure_of = figure_of
        self._figures: dict[str, Figure | None] = {}
        self._rendered: dict[tuple[str, Moment, tuple[int, int], bool], Sequence[Row]] = {}
        self.loading = loading

    def rows(self, stretch: str, moment: Moment, size: tuple[int, int], *, ascii_only: bool) -> Sequence[Row] | None:
        """The figure of a stretch on a canvas of (columns, rows); None where the stretch has none."""
        if stretch not in self._figures:
            self._figures[stretch] = self._figure_of(stretch)
        figure = self._figures[stretch]
        if figure is None:
            return None
        key = (stretch, moment, size, ascii_only)
        if key not in self._rendered:
            if len(self._rendered) > MOST_FRAMES:
                self._rendered.clear()
            if moment.mirrored:
                from stretchcli.figure.picture import mirror_image

                other = self.rows(stretch, moment._replace(mirrored=False), size, ascii_only=ascii_only) or ()
                self._rendered[key] = tuple(mirror_image(one) for one in other)
            else:
                self._rendered[key] = figure.rows(moment.movement, size, breath=moment.breath, ascii_only=ascii_only)
        return self._rendered[key]


def moment_of(state: State, now_s: float, *, still: bool) -> Moment:
    """The frame for a moment of the session; ``still`` shows the hold and nothing that moves."""
    phase = state.phase
    mirrored = _side(state) == "left"
    elapsed_s = state.elapsed_s(now_s)
    if still or phase.kind in ("intro", "ready", "rest"):
        return Moment(1.0, 0.0, mirrored)
    if phase.kind == "hold":
        breathing = state.status is Status.RUNNING
        return Moment(1.0, breath_at(elapsed_s) if breathing else 0.0, mirrored)
    if phase.kind == "release":
        return Moment(1 - _share(elapsed_s, state.duration_s), 0.0, mirrored)
    moving = _moving(state)
    if phase not in moving:
        return Moment(0.0, 0.0, mirrored)
    before_s = sum(one.duration_s for one in moving if one.index < phase.index)
    return Moment(_share(before_s + elapsed_s, _total_s(moving)), 0.0, mirrored)


def breath_at(elapsed_s: float) -> float:
    """How full the lungs are: 4 s in, 6 s out, in steps of a second, in which the digits change too."""
    second = int(elapsed_s + 1e-6) % (BREATH_IN_S + BREATH_OUT_S)
    return second / BREATH_IN_S if second <= BREATH_IN_S else 1 - (second - BREATH_IN_S) / BREATH_OUT_S


def next_step_s(state: State, now_s: float, *, still: bool) -> float:
    """The session moment at which the figure shows another frame, where the seconds do not change as well."""
    phase = state.phase
    if still or state.status is not Status.RUNNING or state.waiting or phase.kind not in ("setup", "switch", "release"):
        return math.inf
    total_s = state.duration_s if phase.kind == "release" else _total_s(_moving(state))
    step_s = _step_s(total_s)
    return now_s + step_s - state.elapsed_s(now_s) % step_s if step_s < 1 else math.inf


def _moving(state: State) -> Sequence[Phase]:
    """The phases that lead into the hold: the setup steps, or the switch where there are none."""
    run = approach(state.timeline.phases, state.phase)
    return [one for one in run if one.kind == "setup"] or [one for one in run if one.kind == "switch"]


def _total_s(phases: Sequence[Phase]) -> float:
    return sum(one.duration_s for one in phases)


def approach(phases: Sequence[Phase], phase: Phase) -> Sequence[Phase]:
    """The phases that lead to the next hold of the stretch, with this one: switch, setup and ready in a row."""
    leading = ("setup", "switch", "ready")
    first = last = phase.index
    while first > 0 and phases[first - 1].kind in leading and phases[first - 1].item == phase.item:
        first -= 1
    while last + 1 < len(phases) and phases[last + 1].kind in leading and phases[last + 1].item == phase.item:
        last += 1
    return phases[first : last + 1] if phase.kind in leading else [phase]


def _side(state: State) -> str | None:
    """The side of the phase; where it has none, as in an intro, that of the next phase which has one."""
    if state.phase.side is not None:
        return state.phase.side
    following = state.timeline.phases[state.phase.index :]
    return next((phase.side for phase in following if phase.side and phase.item == state.phase.item), None)


def _share(elapsed_s: float, total_s: float) -> float:
    """How much of a movement is done, in whole steps."""
    step_s = _step_s(total_s)
    return min(int(elapsed_s / step_s + 1e-6) * step_s / max(total_s, step_s), 1.0)


def _step_s(total_s: float) -> float:
    """How long a frame of a movement stays: two come in a second where it is short, fewer where it is long."""
    return next((step_s for step_s in STEPS_S if total_s <= STEPS * step_s), STEPS_S[-1])
