"""What there is to see of a session at a moment, before it is laid out."""

from __future__ import annotations

from typing import NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.text import Side
from stretchcli.session.state import SETTLE_S, State, Status
from stretchcli.session.timeline import Phase
from stretchcli.terminal.wording import clock, hold_words, whole_left


class Scene(NamedTuple):
    """What a layout shows, worked out once.

    Attributes:
        word: What to do now, in one or two words.
        digits: Remaining seconds; empty where nothing counts down.
        alert: The word is a warning.
        counting: A hold is being counted.
        text: One sentence, what to do now.
        side, felt, rep: Lines about the hold, empty where there is none.
        coming: What comes next.
        left: Time left in the session.
        stretch: Which stretch it is.
    """

    word: str
    digits: str
    alert: bool
    counting: bool
    text: str
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
    phrases = state.phrases
    digits = str(whole_left(state.remaining_s(now_s)))
    word, text, alert = phrases.say(f"screen.word.{phase.kind}"), phase.text, False
    if state.ouch:
        word, alert = phrases.say("screen.word.ease"), True
    if state.waiting:
        digits = ""
        text = f"{phase.text} {phrases.say('screen.confirm')}"
    if state.status is Status.PAUSED:
        word, alert = phrases.say("screen.word.paused"), True
        text = " ".join([*_pause(state, now_s, keys=keys), phase.text])
    elif state.status is Status.SETTLING and state.settled_s is not None:
        word = phrases.say("screen.word.ready")
        digits = str(whole_left(state.settled_s - now_s))
        text = f"{phrases.say('screen.settling')} {phase.text}"
    return Scene(
        word=word,
        digits=digits,
        alert=alert,
        counting=phase.kind == "hold" and state.status is Status.RUNNING,
        text=text,
        side=_upper(phrases, phase.side) if phase.side else "",
        felt=_felt(phrases, phase, item.felt_at),
        rep=phrases.say("screen.rep", side=phase.side, rep=phase.rep, reps=phase.reps) if phase.rep else "",
        coming=_coming(state),
        left=phrases.say("screen.left", clock=clock(state.session_left_s(now_s))),
        stretch=_stretch(phrases, phase.item + 1, len(items), item.name),
    )


def _pause(state: State, now_s: float, *, keys: bool) -> list[str]:
    """What was held, how the session goes on, and the time to get back in."""
    phrases, held = state.phrases, state.phase.kind == "hold"
    told = [phrases.say("screen.held", time=phrases.seconds(state.elapsed_s(now_s)))] if held else []
    told.append(phrases.say("screen.resume" if keys else "screen.resumes"))
    return [*told, phrases.say("screen.settle", time=phrases.seconds(SETTLE_S))] if held else told


def _stretch(phrases: Phrases, number: int, total: int, name: str) -> str:
    return phrases.say("screen.stretch", number=number, total=total, name=name) if total > 1 else name


def _upper(phrases: Phrases, side: Side) -> str:
    return phrases.say(f"side.{side}").upper()


def _felt(phrases: Phrases, phase: Phase, felt_at: str) -> str:
    if phase.felt is None:
        return ""
    return felt_at if phase.felt == "both" else phrases.say("screen.felt", which=_upper(phrases, phase.felt), place=felt_at)


def _coming(state: State) -> str:
    phases = state.timeline.phases
    index = state.phase.index + 1
    while state.ouch and index < len(phases) and phases[index].item == state.phase.item:
        index += 1
    if index >= len(phases):
        return state.phrases.say("screen.last")
    after = phases[index]
    return hold_words(state.phrases, after) if after.kind == "hold" else after.text
