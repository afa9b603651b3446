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
        skipped: Holds that nobody will do any more: those left of a stretch that hurt.
    """

    timeline: Timeline
    at: int
    results: Mapping[int, HoldResult]
    skipped: tuple[Phase, ...] = ()


def holds_left(timeline: Timeline, results: Mapping[int, HoldResult], broken_off: Iterable[int] = ()) -> list[Phase]:
    """The holds still to do: without a result or broken off, and not in a stretch that hurt.

    Args:
        results, broken_off: By the numbers of the holds.
    """
    broken = set(broken_off)
    holds = [phase for phase in timeline.phases if phase.kind == "hold"]
    hurt = {hold.item for hold in holds if hold.number in results and results[hold.number].outcome == "pain"}
    return [hold for hold in holds if hold.number in broken or (hold.number not in results and hold.item not in hurt)]


def resumption(timeline: Timeline, results: Mapping[int, HoldResult], broken_off: Iterable[int] = ()) -> Resumption | None:
    """How to resume a session, or None if no hold is left.

    Args:
        timeline: The stored one.
        results: How the recorded holds went, by their numbers.
        broken_off: Numbers of the holds in which the session was stopped; they are done again.
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
    phases = [*timeline.phases[:cut], *lead_in, *timeline.phases[ready:]]
    going_on = Timeline.renumbered(timeline.title, timeline.items, phases)
    holds = [phase for phase in timeline.phases if phase.kind == "hold"]
    skipped = tuple(phase for phase in holds if phase not in left and phase.number not in results)
    kept = {number: result for number, result in results.items() if number not in broken}
    kept |= {phase.number: HoldResult(0.0, "skipped") for phase in skipped}
    return Resumption(
        timeline=going_on,
        at=cut,
        results={one.index: kept[one.number] for one in going_on.phases if one.kind == "hold" and one.number in kept},
        skipped=skipped,
    )


def _lead_in(timeline: Timeline, hold: Phase) -> list[Phase]:
    """The introduction, the steps that come once, and every setup step of the hold's side.

    Where the session was resumed before, the stored timeline has them twice; the first ones are enough.
    """
    phases = [phase for phase in timeline.phases if phase.item == hold.item]
    intro = [replace(phase, duration_s=max(phase.duration_s, FIRST_INTRO_S)) for phase in phases if phase.kind == "intro"][:1]
    begun = next(phase.index for phase in phases if phase.kind == "hold")
    once = [phase for phase in phases if phase.kind == "setup" and phase.side is None and phase.index < begun]
    first = next(phase.index for phase in phases if phase.kind == "hold" and phase.side == hold.side)
    setups = [
        replace(phase, rep=hold.rep)
        for phase in phases
        if phase.kind == "setup" and phase.side == hold.side and phase.index < first
    ]
    return [*intro, *once, *setups]
