"""Resuming an unfinished session from its stored timeline and recorded holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from stretchcli.session.length import FIRST_INTRO_S
from stretchcli.session.state import HoldResult
from stretchcli.session.timeline import Phase, Timeline

_ON_THE_MAT: Final = ("hold", "release")


class Resumption(NamedTuple):
    """An unfinished session, ready to run.

    The phases before the open hold are the stored ones, so that bars and figures are those of the whole session; what
    led to that hold is replaced by the whole way into the position; from its ``ready`` on everything is as stored.

    Attributes:
        at: The phase to begin with.
        results: How the earlier holds went, by index in ``timeline``.
        stored: For each hold of ``timeline`` its index in the stored timeline.
        skipped: Stored indices of holds that nobody will do any more: those left of a stretch that hurt.
    """

    timeline: Timeline
    at: int
    results: Mapping[int, HoldResult]
    stored: Mapping[int, int]
    skipped: tuple[int, ...] = ()


def holds_left(timeline: Timeline, results: Mapping[int, HoldResult], broken_off: Iterable[int] = ()) -> list[Phase]:
    """The holds still to do: without a result or broken off, and not in a stretch that hurt."""
    broken = set(broken_off)
    hurt = {timeline.phases[index].item for index, result in results.items() if result.outcome == "pain"}
    return [
        phase
        for phase in timeline.phases
        if phase.kind == "hold" and (phase.index in broken or (phase.index not in results and phase.item not in hurt))
    ]


def resumption(timeline: Timeline, results: Mapping[int, HoldResult], broken_off: Iterable[int] = ()) -> Resumption | None:
    """How to resume a session, or None if no hold is left.

    Args:
        timeline: The stored one.
        results: How the recorded holds went, by index in it.
        broken_off: Holds in which the session was stopped; they are done again.
    """
    broken = set(broken_off)
    left = holds_left(timeline, results, broken)
    if not left:
        return None
    hold = left[0]
    ready = hold.index - 1 if hold.index and timeline.phases[hold.index - 1].kind == "ready" else hold.index
    cut = ready
    while cut and timeline.phases[cut - 1].item == hold.item and timeline.phases[cut - 1].kind not in _ON_THE_MAT:
        cut -= 1
    lead_in = _lead_in(timeline, hold)
    shift = cut + len(lead_in) - ready
    phases = [*timeline.phases[:cut], *lead_in, *timeline.phases[ready:]]
    kept = {index: result for index, result in results.items() if index not in broken}
    skipped = [
        phase.index for phase in timeline.phases if phase.kind == "hold" and phase not in left and phase.index not in results
    ]
    kept |= {index: HoldResult(0.0, "skipped") for index in skipped}

    def moved(index: int) -> int:
        return index if index < cut else index + shift

    return Resumption(
        timeline=Timeline.of(timeline.title, timeline.items, [replace(phase, index=n) for n, phase in enumerate(phases)]),
        at=cut,
        results={moved(index): result for index, result in kept.items()},
        stored={moved(phase.index): phase.index for phase in timeline.phases if phase.kind == "hold"},
        skipped=tuple(skipped),
    )


def _lead_in(timeline: Timeline, hold: Phase) -> list[Phase]:
    """The introduction, the steps that come once, and every setup step of the hold's side."""
    phases = [phase for phase in timeline.phases if phase.item == hold.item]
    intro = [replace(phase, duration_s=FIRST_INTRO_S) for phase in phases if phase.kind == "intro"]
    once = [phase for phase in phases if phase.kind == "setup" and phase.side is None]
    first = next(phase.index for phase in phases if phase.kind == "hold" and phase.side == hold.side)
    setups = [
        replace(phase, rep=hold.rep)
        for phase in phases
        if phase.kind == "setup" and phase.side == hold.side and phase.index < first
    ]
    return [*intro, *once, *setups]
