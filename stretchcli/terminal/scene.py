"""What there is to see of a session at a moment, before it is laid out."""

from __future__ import annotations

from typing import Final, NamedTuple

from stretchcli.session.state import State, Status
from stretchcli.session.timeline import Phase
from stretchcli.terminal.wording import clock, seconds, which_hold, whole_left

WORDS: Final = {
    "intro": "NEXT",
    "setup": "SET UP",
    "ready": "READY",
    "hold": "HOLD",
    "release": "LET GO",
    "switch": "SWITCH",
    "rest": "REST",
}


class Scene(NamedTuple):
    """What a layout shows, worked out once.

    Attributes:
        word: What to do now, in one or two words.
        digits: Remaining seconds; empty where nothing counts down.
        alert: The word is a warning.
        counting: A hold is being counted.
        lead: One sentence, what to do now.
        side, felt, rep: Lines about the hold, empty where there is none.
        coming: What comes next.
        left: Time left in the session.
        stretch: Which stretch it is.
    """

    word: str
    digits: str
    alert: bool
    counting: bool
    lead: str
    side: str
    felt: str
    rep: str
    coming: str
    left: str
    stretch: str


def scene_of(state: State, now_s: float, *, keys: bool) -> Scene:
    """What there is to see now. ``keys``: somebody can press them."""
    phase = state.phase
    items = state.timeline.items
    item = items[phase.item]
    digits = str(whole_left(state.remaining_s(now_s)))
    word, lead, alert = WORDS[phase.kind], phase.text, False
    if state.ouch:
        word, alert = "EASE", True
    if state.waiting:
        digits = ""
        lead = f"{phase.text} Press Enter when you are ready."
    if state.status is Status.PAUSED:
        word, alert = "PAUSED", True
        held = f"You have held {seconds(state.elapsed_s(now_s))} of it. " if phase.kind == "hold" else ""
        goes_on = "Press space to go on." if keys else "It goes on by itself."
        lead = f"{held}{goes_on} {'You get 3 seconds to get back in. ' if phase.kind == 'hold' else ''}{phase.text}"
    elif state.status is Status.SETTLING and state.settled_s is not None:
        word = "READY"
        digits = str(whole_left(state.settled_s - now_s))
        lead = f"Get back in. {phase.text}"
    number = f"{phase.item + 1} of {len(items)}  " if len(items) > 1 else ""
    return Scene(
        word=word,
        digits=digits,
        alert=alert,
        counting=phase.kind == "hold" and state.status is Status.RUNNING,
        lead=lead,
        side=_side(phase),
        felt=_felt(phase, item.felt_at),
        rep=_rep(phase),
        coming=_coming(state),
        left=f"{clock(state.session_left_s(now_s))} left",
        stretch=f"{number}{item.name}",
    )


def _rep(phase: Phase) -> str:
    if phase.rep is None:
        return ""
    return f"{phase.rep} of {phase.reps}" + ("" if phase.side == "both" else " on this side")


def _side(phase: Phase) -> str:
    if phase.side is None:
        return ""
    return "BOTH" if phase.side == "both" else phase.side.upper()


def _felt(phase: Phase, felt_at: str) -> str:
    if phase.felt is None:
        return ""
    return felt_at if phase.felt == "both" else f"{phase.felt.upper()} {felt_at}"


def _coming(state: State) -> str:
    phases = state.timeline.phases
    index = state.phase.index + 1
    while state.ouch and index < len(phases) and phases[index].item == state.phase.item:
        index += 1
    if index >= len(phases):
        return "That is the last step."
    after = phases[index]
    if after.kind == "hold":
        return f"Hold for {seconds(after.duration_s)}{which_hold(after)}"
    return after.text
