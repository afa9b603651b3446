"""The session as a reducer: ``step(state, message) -> (state, events)``.

The engine never reads a clock. Every message carries ``now_s``, the session clock: real seconds since the session
started, times the speed. Boundaries are deadlines on that clock; remaining time is worked out from them each time, and
nothing is ever counted up. Pauses move ``began_s`` forward, so the same arithmetic holds after them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.catalog.phrases import Phrases
from stretchcli.session.easier import give_way, open_holds, rest_after, way_of
from stretchcli.session.state import (
    REPEAT_BACK_S,
    SETTLE_S,
    Event,
    HoldOutcome,
    HoldResult,
    PauseReason,
    SessionOutcome,
    State,
    Status,
)
from stretchcli.session.timeline import Ease, Phase, Timeline, cues, ouch_release

EXTENSION_S: Final = 5
LED_IN: Final = ("ready", "hold", "release", "switch")  # of somebody who is in the position, or was just now


class Action(StrEnum):
    """What a session can be asked to do. What does not apply at the moment does nothing."""

    TICK = "tick"
    TOGGLE = "toggle"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    CONFIRM = "confirm"
    SKIP = "skip"
    BACK = "back"
    EXTEND = "extend"
    OUCH = "ouch"
    EASIER = "easier"
    QUIT = "quit"


class Message(NamedTuple):
    """An action at a moment of the session clock. ``why`` belongs to ``PAUSE``."""

    action: Action
    now_s: float
    why: PauseReason = "key"


Step = tuple[State, list[Event]]


def start(
    timeline: Timeline,
    phrases: Phrases,
    *,
    manual: bool = False,
    repeat_back_s: float = REPEAT_BACK_S,
    at: int = 0,
    results: Mapping[int, HoldResult] | None = None,
    ease: Ease | None = None,
) -> Step:
    """A session at its first moment, or at the phase where a resumed session begins.

    Args:
        phrases: What is said after pain, and by every view of the session.
        at: The phase to begin with.
        results: How the holds before it went.
        ease: Lays out the easier way of a stretch.
    """
    first = timeline.phases[at]
    state = State(
        timeline=timeline,
        phrases=phrases,
        phase=first,
        status=Status.RUNNING,
        duration_s=first.duration_s,
        began_s=0.0,
        pending=cues(first, first.duration_s),
        results=dict(results or {}),
        manual=manual,
        repeat_back_s=repeat_back_s,
        moved=first.kind != "intro",
        placed=_placed(first, None),
        ease=ease,
    )
    left_s = timeline.total_s - timeline.starts_s[at]
    events = [Event("session_started", 0.0, total_s=left_s), Event("phase_started", 0.0, first)]
    state, more = step(state, Message(Action.TICK, 0.0))
    return state, events + more


def step(state: State, message: Message) -> Step:
    """Advance the session to the time of the message, then do what it asks."""
    events: list[Event] = []
    if state.status is Status.ENDED:
        return state, events
    now_s = message.now_s
    state = _advance(state, now_s, events)
    if state.status is not Status.ENDED:
        state = _HANDLERS[message.action](state, message, events)
        state = _advance(state, now_s, events)  # a cue may stand at the very start of the phase
    return state, events


def _advance(state: State, now_s: float, events: list[Event]) -> State:
    """Do everything that is due by now, in order."""
    while (moment := state.next_moment_s()) <= now_s and state.status is not Status.ENDED:
        if state.status is Status.SETTLING:
            state = _settled(state, now_s, events)
        elif state.pending and state.began_s + state.pending[0].at_s <= moment:
            cue = state.pending[0]
            state = state._replace(pending=state.pending[1:])
            events.append(Event(cue.name, now_s, state.phase, left=cue.left))
        else:
            state = _complete_phase(state, now_s, events)
    return state


def _settled(state: State, now_s: float, events: list[Event]) -> State:
    assert state.settled_s is not None
    assert state.stopped_s is not None
    events.append(Event("resumed", now_s, state.phase))
    began_s = state.began_s + (state.settled_s - state.stopped_s)
    return state._replace(status=Status.RUNNING, began_s=began_s, stopped_s=None, settled_s=None)


def _complete_phase(state: State, now_s: float, events: list[Event]) -> State:
    """The phase has run out; the next one begins at that very moment, however late we noticed."""
    end_s = state.began_s + state.duration_s
    if state.phase.kind == "hold":
        state = _hold_ended(state, now_s, HoldResult(state.duration_s, "full"), events)
    else:
        events.append(Event("phase_ended", now_s, state.phase))
    if state.ouch:
        return _skip_rest(state, now_s, end_s, events)
    return _begin(state, state.phase.index + 1, now_s, end_s, events)


def _begin(state: State, index: int, now_s: float, began_s: float, events: list[Event]) -> State:
    """Begin the phase with that index, or end the session after the last one."""
    if index >= len(state.timeline.phases):
        return _end(state, now_s, "complete", events)
    return _begin_phase(state, state.timeline.phases[index], now_s, began_s, events, ouch=False)


def _begin_phase(state: State, phase: Phase, now_s: float, began_s: float, events: list[Event], *, ouch: bool) -> State:
    events.append(Event("phase_started", now_s, phase))
    return state._replace(
        phase=phase,
        status=Status.RUNNING,
        duration_s=phase.duration_s,
        began_s=began_s,
        pending=cues(phase, phase.duration_s),
        stopped_s=None,
        settled_s=None,
        ouch=ouch,
        moved=state.moved or phase.kind != "intro",
        placed=_placed(phase, state.placed),
    )


def _placed(phase: Phase, before: int | None) -> int | None:
    """The item in whose position somebody is once a phase has begun; the setup steps before the first hold only lead there."""
    return phase.item if phase.kind in LED_IN else before


def _end(state: State, now_s: float, outcome: SessionOutcome, events: list[Event]) -> State:
    events.append(Event("session_ended", now_s, outcome=outcome))
    return state._replace(status=Status.ENDED, outcome=outcome, stopped_s=now_s, settled_s=None, pending=())


def _hold_ended(state: State, now_s: float, result: HoldResult, events: list[Event]) -> State:
    """Record how the running hold went; a hold done again replaces its record."""
    events.append(Event("phase_ended", now_s, state.phase, held_s=result.held_s, outcome=result.outcome))
    return state._replace(results={**state.results, state.phase.index: result})


def _cut_short(state: State, now_s: float, events: list[Event]) -> State:
    """End the running phase now, as ``next`` does."""
    if state.phase.kind != "hold":
        events.append(Event("phase_ended", now_s, state.phase))
        return state
    held_s = state.elapsed_s(now_s)
    floor_s = state.phase.floor_s or 0
    outcome: HoldOutcome = "short"
    if held_s >= state.phase.duration_s:
        outcome = "full"
    elif held_s >= floor_s:
        outcome = "early"
    return _hold_ended(state, now_s, HoldResult(held_s, outcome), events)


def _skip_rest(state: State, now_s: float, began_s: float, events: list[Event]) -> State:
    """Skip the rest of the current stretch: its open holds are skipped, and the rest before the next stretch begins."""
    results = dict(state.results)
    index = state.phase.index
    for phase in state.timeline.phases:
        if phase.item == state.phase.item and phase.kind == "hold" and phase.index not in results:
            results[phase.index] = HoldResult(0.0, "skipped")
            events.append(Event("phase_ended", now_s, phase, held_s=0.0, outcome="skipped"))
        if phase.item == state.phase.item:
            index = max(index, phase.index)
    state = state._replace(results=results, timeline=rest_after(state, index + 1))
    return _begin(state, index + 1, now_s, began_s, events)


def _tick(state: State, message: Message, events: list[Event]) -> State:
    return state


def _pause(state: State, message: Message, events: list[Event]) -> State:
    if state.status is Status.PAUSED:
        return state
    events.append(Event("paused", message.now_s, state.phase, why=message.why))
    # A pause while settling keeps the moment at which the hold really stopped.
    stopped_s = message.now_s if state.stopped_s is None else state.stopped_s
    return state._replace(status=Status.PAUSED, stopped_s=stopped_s, settled_s=None)


def _resume(state: State, message: Message, events: list[Event]) -> State:
    if state.status is not Status.PAUSED:
        return state
    if state.phase.kind == "hold":
        return state._replace(status=Status.SETTLING, settled_s=message.now_s + SETTLE_S)
    return _settled(state._replace(settled_s=message.now_s), message.now_s, events)


def _toggle(state: State, message: Message, events: list[Event]) -> State:
    return (_resume if state.status is Status.PAUSED else _pause)(state, message, events)


def _leave_pause(state: State, now_s: float, events: list[Event]) -> State:
    """A key that moves on also ends a pause, without a get-ready, because it leaves the phase."""
    if state.status in (Status.PAUSED, Status.SETTLING):
        events.append(Event("resumed", now_s, state.phase))
    return state


def _next(state: State, message: Message, events: list[Event]) -> State:
    now_s = message.now_s
    state = _cut_short(_leave_pause(state, now_s, events), now_s, events)
    if state.ouch:
        return _skip_rest(state, now_s, now_s, events)
    return _begin(state, state.phase.index + 1, now_s, now_s, events)


def _confirm(state: State, message: Message, events: list[Event]) -> State:
    """Move on from a phase that waits for a key; elsewhere do nothing."""
    return _next(state, message, events) if state.waiting else state


def _skip(state: State, message: Message, events: list[Event]) -> State:
    now_s = message.now_s
    state = _cut_short(_leave_pause(state, now_s, events), now_s, events)
    return _skip_rest(state, now_s, now_s, events)


def _back(state: State, message: Message, events: list[Event]) -> State:
    now_s = message.now_s
    state = _leave_pause(state, now_s, events)
    further = state.last_back_s is not None and now_s - state.last_back_s <= state.repeat_back_s
    if state.phase.kind == "hold":
        held_s = state.elapsed_s(now_s)
        events.append(Event("phase_ended", now_s, state.phase, held_s=held_s, outcome="restarted"))
    else:
        events.append(Event("phase_ended", now_s, state.phase))
    state = state._replace(last_back_s=now_s)
    if not further:
        return _begin_phase(state, state.phase, now_s, now_s, events, ouch=state.ouch)
    return _begin(state, max(state.phase.index - 1, 0), now_s, now_s, events)


def _extend(state: State, message: Message, events: list[Event]) -> State:
    """Five more seconds: the floor stays, later cues move with the end, and a countdown starts again."""
    if state.phase.kind != "hold" or state.status is Status.PAUSED or state.duration_s >= MOST_HOLD_S:
        return state
    duration_s = min(state.duration_s + EXTENSION_S, MOST_HOLD_S)
    coming = {cue.name for cue in state.pending} | {"countdown"}
    elapsed_s = state.elapsed_s(message.now_s)
    pending = tuple(cue for cue in cues(state.phase, duration_s) if cue.name in coming and cue.at_s >= elapsed_s)
    events.append(Event("extended", message.now_s, state.phase, duration_s=duration_s))
    return state._replace(duration_s=duration_s, pending=pending)


def _ouch(state: State, message: Message, events: list[Event]) -> State:
    if state.phase.kind != "hold" or state.status is Status.PAUSED:
        return state
    now_s = message.now_s
    hold = state.phase
    state = _hold_ended(_leave_pause(state, now_s, events), now_s, HoldResult(state.elapsed_s(now_s), "pain"), events)
    return _begin_phase(state, ouch_release(state.timeline, hold, state.phrases), now_s, now_s, events, ouch=True)


def _easier(state: State, message: Message, events: list[Event]) -> State:
    """The rest of the stretch gives way to an easier one. Where words are all there is, the view says them."""
    way, holds, now_s, ease = way_of(state), open_holds(state), message.now_s, state.ease
    if way is None or way.stretch is None or ease is None or not holds:
        return state
    state = _leave_pause(state, now_s, events)
    state = _cut_short(state, now_s, events)
    given = give_way(state, holds, ease)
    state = state._replace(timeline=given.timeline, results=given.results)
    return _begin(state, given.at, now_s, now_s, events)


def _quit(state: State, message: Message, events: list[Event]) -> State:
    state = _cut_short(state, message.now_s, events)
    return _end(state, message.now_s, "stopped", events)


_HANDLERS: Final = {
    Action.TICK: _tick,
    Action.TOGGLE: _toggle,
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.NEXT: _next,
    Action.CONFIRM: _confirm,
    Action.SKIP: _skip,
    Action.BACK: _back,
    Action.EXTEND: _extend,
    Action.OUCH: _ouch,
    Action.EASIER: _easier,
    Action.QUIT: _quit,
}
