"""The rest of a stretch gives way to an easier one: what is left of it, and the timeline from then on.

Which reps are left: those of which no hold reached its floor, each on its side, in the order in which they would have come.
So with what was done before, both sides come to the same number of complete holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from stretchcli.session.sentences import ComingOut
from stretchcli.session.state import HoldResult, State
from stretchcli.session.timeline import Ease, Easier, Leaving, Phase, Timeline
from stretchcli.session.whereabouts import has_things_of, in_position, levels, still_in

_COMPLETE: Final = ("full", "early")


class GivenWay(NamedTuple):
    """A session in which a stretch has given way.

    Attributes:
        at: The intro of the easier stretch.
        results: How the holds so far went, by index in ``timeline``.
    """

    timeline: Timeline
    at: int
    results: Mapping[int, HoldResult]


def phases_of_ways(timeline: Timeline, ease: Ease) -> Iterator[Phase]:
    """What may come into a session with the key ``e``: every easier way of its stretches, whole, as far down as they go."""
    for number, item in enumerate(timeline.items):
        holds = tuple(phase for phase in timeline.phases if phase.item == number and phase.kind == "hold")
        while holds and item.easier and item.easier[0].stretch is not None:
            eased = ease(Leaving(item, holds))
            yield from eased.phases
            item, holds = eased.item, tuple(phase for phase in eased.phases if phase.kind == "hold")


def way_of(state: State) -> Easier | None:
    """The easier way of the running stretch; None where there is none, or nobody to lay it out."""
    ways = state.timeline.easier_ways(state.phase.item)
    return ways[0] if ways and (ways[0].stretch is None or state.ease is not None) else None


def open_holds(state: State) -> tuple[Phase, ...]:
    """The holds of the running stretch that are not complete. The running one is complete once its floor was announced."""
    running = state.phase
    return tuple(
        hold
        for hold in state.timeline.phases
        if hold.item == running.item
        and hold.kind == "hold"
        and not (_enough(state) if hold.index == running.index and running.kind == "hold" else _complete(state, hold))
    )


def _complete(state: State, hold: Phase) -> bool:
    return hold.index in state.results and state.results[hold.index].outcome in _COMPLETE


def _enough(state: State) -> bool:
    """The running hold is past its floor. Where that is its target, it is never enough before its end."""
    floor_s = state.phase.floor_s or 0
    return floor_s < state.phase.duration_s and all(cue.name != "floor_reached" for cue in state.pending)


def give_way(state: State, holds: tuple[Phase, ...], ease: Ease) -> GivenWay:
    """Put the easier stretch in place of what is left of the running one.

    What was begun of it stays in the timeline, up to the last hold that was recorded and the way out of it, so that ``back``
    leads there and every record keeps its hold.
    """
    timeline, running = state.timeline, state.phase
    cut = _end_of_what_was_begun(state)
    number = running.item
    later = [phase for phase in timeline.phases[cut:] if phase.item != number]
    eased = ease(_leaving(state, holds))
    new_numbers = 1 + max(phase.number for phase in timeline.phases if phase.kind == "hold")
    new = [replace(phase, item=number + 1, logged_as=new_numbers + at) for at, phase in enumerate(eased.phases)]
    after = [replace(phase, item=phase.item + 1) for phase in later]
    if eased.rest and after and after[0].kind == "rest":
        text, seconds = eased.rest
        after[0] = replace(after[0], text=text, duration_s=seconds)
    shift = cut + len(new) + len(after) - len(timeline.phases)
    items = [*timeline.items[: number + 1], eased.item, *timeline.items[number + 1 :]]
    return GivenWay(
        Timeline.renumbered(timeline.title, items, [*timeline.phases[:cut], *new, *after]),
        cut,
        {index if index < cut else index + shift: result for index, result in state.results.items()},
    )


def _end_of_what_was_begun(state: State) -> int:
    phases, item = state.timeline.phases, state.phase.item
    end = 1 + max([state.phase.index, *(index for index in state.results if phases[index].item == item)])
    if phases[end - 1].kind in ("hold", "release"):
        while end < len(phases) and phases[end].item == item and phases[end].kind == "release":
            end += 1
    return end


def _leaving(state: State, holds: tuple[Phase, ...]) -> Leaving:
    items, running = state.timeline.items, state.phase
    number = running.item
    item = items[number]._replace(easier=state.timeline.easier_ways(number))
    following = items[number + 1].stretch if number + 1 < len(items) else None
    if not state.moved:
        return Leaving(item, holds, following=following)
    out: ComingOut = "nothing"
    if in_position(state) or still_in(state):
        out = "position"
    elif running.kind == "setup":
        out = "steps"
    return Leaving(item, holds, has_things_of(state), levels(state), out, following)


def rest_after(state: State, index: int) -> Timeline:
    """The timeline with the rest at that place as it fits somebody who leaves the running stretch out, wherever they are.

    The planned one speaks to somebody who has done it.
    """
    timeline = state.timeline
    rest = timeline.phases[index] if index < len(timeline.phases) else None
    if rest is None or rest.kind != "rest" or in_position(state) or state.ease is None:
        return timeline
    told = state.ease.rest(has_things_of(state), levels(state), rest.stretch)
    if told is None or told == (rest.text, rest.duration_s):
        return timeline
    text, seconds = told
    phases = [*timeline.phases[:index], replace(rest, text=text, duration_s=seconds), *timeline.phases[index + 1 :]]
    return Timeline.of(timeline.title, timeline.items, phases)
