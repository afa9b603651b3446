"""What there is to see of a session at a moment, before it is laid out."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.state import SETTLE_S, State, Status
from stretchcli.session.timeline import Phase
from stretchcli.terminal.frames import approach
from stretchcli.terminal.wording import clock, hold_words, whole_left

# What colour says, and nothing else; each has a word too.
Mood = Literal["moving", "holding", "enough", "hurting", "paused"]
LAST_S = 3


class Scene(NamedTuple):
    """What a layout shows, worked out once.

    Attributes:
        actions: What to do now, for the big letters: the first of these that fits.
        lead: The side with what it means; empty where there is none.
        digits: Remaining seconds; empty where nothing counts down.
        last: The last three seconds of a hold or of the get-ready.
        text: The whole instruction.
        said: How much of the phase has passed, 0 to 1, which turns the pages of a long text.
        facts: Where it is felt, which step, which rep: each short, the most important first.
        label: What is written beside the bar.
        done: How much of the bar is filled, 0 to 1.
        floor: Where on the bar the hold is enough, 0 to 1; None where there is no such mark.
        note: What has to be known about a pause; empty where there is none.
        coming: What comes next, in full and shorter.
        left: Time left in the session.
        number: Which stretch of how many; empty where there is one.
        name: The stretch.
    """

    mood: Mood
    actions: tuple[str, ...]
    lead: str
    digits: str
    last: bool
    text: str
    said: float
    facts: tuple[str, ...]
    label: str
    done: float
    floor: float | None
    note: str
    coming: tuple[str, ...]
    left: str
    number: str
    name: str


def scene_of(state: State, now_s: float, *, keys: bool) -> Scene:
    """What there is to see now. ``keys``: somebody can press them."""
    phase, phrases = state.phase, state.phrases
    item = state.timeline.items[phase.item]
    number, total = state.timeline.place(phase.item)
    mood = _mood(state, now_s)
    left_s = state.remaining_s(now_s)
    if state.status is Status.SETTLING and state.settled_s is not None:
        left_s = state.settled_s - now_s
    digits = "" if state.waiting else str(whole_left(left_s))
    counted = phase.kind in ("hold", "ready") and state.status is not Status.PAUSED
    done, label = _progress(state, now_s)
    floor = None
    if phase.kind == "hold" and phase.floor_s and phase.floor_s < phase.duration_s:
        floor = phase.floor_s / state.duration_s
    return Scene(
        mood=mood,
        actions=_actions(state, mood, item.name),
        lead=phase.lead or "",
        digits=digits,
        last=counted and not state.waiting and whole_left(left_s) <= LAST_S,
        text=phase.text,
        said=_said(state, now_s),
        facts=_facts(state, item.felt_at),
        label=label,
        done=done,
        floor=floor,
        note=_note(state, now_s, keys=keys),
        coming=_coming(state),
        left=phrases.say("screen.left", clock=clock(state.session_left_s(now_s))),
        number=phrases.say("screen.number", number=number, total=total) if total > 1 else "",
        name=item.name,
    )


def _mood(state: State, now_s: float) -> Mood:
    if state.status is Status.PAUSED:
        return "paused"
    if state.ouch:
        return "hurting"
    if state.phase.kind != "hold" or state.status is Status.SETTLING:
        return "moving"
    # In step with the digits: enough from the second at which the mark of the floor is reached.
    held_s = state.duration_s - whole_left(state.remaining_s(now_s))
    return "enough" if held_s >= (state.phase.floor_s or 0) else "holding"


def _actions(state: State, mood: Mood, name: str) -> tuple[str, ...]:
    phase, phrases = state.phase, state.phrases
    if state.status is Status.PAUSED:
        return (phrases.say("screen.word.paused"),)
    if state.status is Status.SETTLING:
        return (phrases.say("screen.word.settling"), phrases.say("screen.word.ready"))
    if phase.kind == "hold":
        return (phrases.say("screen.word.enough" if mood == "enough" else "screen.word.hold"),)
    word = phrases.say("screen.word.ease" if state.ouch else f"screen.word.{phase.kind}")
    if phase.kind == "intro":
        return (name, word)
    return (phase.short, word) if phase.short and phase.kind != "ready" else (word,)


def _said(state: State, now_s: float) -> float:
    """A phase that waits for a key starts its text again when the text is over."""
    if state.waiting and state.status is Status.RUNNING:
        return (now_s - state.began_s) % state.duration_s / state.duration_s
    return state.elapsed_s(now_s) / state.duration_s if state.duration_s else 0.0


def _facts(state: State, felt_at: str) -> tuple[str, ...]:
    phase, phrases = state.phase, state.phrases
    facts = []
    if phase.kind == "setup" and not phase.at_once:
        steps = [one for one in approach(state.timeline.phases, phase) if one.kind == "setup"]
        number = [one.index for one in steps].index(phase.index) + 1
        facts.append(phrases.say("screen.step", number=number, total=len(steps)))
    if phase.felt is not None and phase.kind in ("hold", "ready"):
        place = phrases.say("screen.felt", side=phase.felt, place=felt_at)
        facts.append(phrases.say("screen.felt-at", where=place))
    if phase.rep and (phase.reps or 1) > 1:
        facts.append(phrases.say("screen.rep", side=phase.side, rep=phase.rep, reps=phase.reps))
    return tuple(facts)


def _progress(state: State, now_s: float) -> tuple[float, str]:
    """How much of the bar is filled, and its label. Before a hold the bar runs until the hold begins."""
    phase, phrases = state.phase, state.phrases
    if phase.kind == "hold":
        held_s = state.duration_s - whole_left(state.remaining_s(now_s))
        marked = phase.floor_s and phase.floor_s < phase.duration_s
        if not marked:
            return held_s / state.duration_s, ""
        assert phase.floor_s is not None
        if held_s >= phase.floor_s:
            return held_s / state.duration_s, phrases.say("screen.enough")
        return held_s / state.duration_s, phrases.say("screen.enough-at", left=whole_left(state.duration_s - phase.floor_s))
    if phase.kind in ("setup", "switch", "ready") and not state.ouch:
        run = approach(state.timeline.phases, phase)
        total_s = sum(one.duration_s for one in run)
        passed_s = sum(one.duration_s for one in run if one.index < phase.index) + state.elapsed_s(now_s)
        left_s = whole_left(total_s - passed_s)
        label = "" if state.manual else phrases.say("screen.hold-in", seconds=left_s)
        return 1 - left_s / total_s, label
    return 1 - whole_left(state.remaining_s(now_s)) / state.duration_s, ""


def _note(state: State, now_s: float, *, keys: bool) -> str:
    """What was held, how the session goes on, and the time to get back in."""
    phrases, held = state.phrases, state.phase.kind == "hold"
    if state.status is Status.PAUSED:
        told = [phrases.say("screen.resume" if keys else "screen.resumes")]
        if held:
            told.insert(0, phrases.say("screen.held", time=phrases.seconds(state.elapsed_s(now_s))))
            told.append(phrases.say("screen.settle", time=phrases.seconds(SETTLE_S)))
        return " ".join(told)
    return phrases.say("screen.confirm") if state.waiting else ""


def _coming(state: State) -> tuple[str, ...]:
    phases, phrases = state.timeline.phases, state.phrases
    index = state.phase.index + 1
    while state.ouch and index < len(phases) and phases[index].item == state.phase.item:
        index += 1
    if index >= len(phases):
        return (phrases.say("screen.last"),)
    return tuple(phrases.say("screen.then", what=what) for what in _words_for(phrases, phases[index]))


def _words_for(phrases: Phrases, phase: Phase) -> tuple[str, ...]:
    """What a phase asks for, in full and shorter."""
    if phase.kind == "hold":
        return (hold_words(phrases, phase), phrases.say("screen.word.hold").lower())
    word = phrases.say(f"screen.word.{phase.kind}").lower()
    return (phase.text, phase.short, word) if phase.short else (phase.text, word)
