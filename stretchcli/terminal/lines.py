"""A session line by line, for ears as well as eyes: full sentences, append-only, nothing that moves the cursor."""

from __future__ import annotations

from stretchcli.catalog.phrases import capital
from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Phase
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.wording import hold_words


class PlainLines:
    """A listener that prints what happens as sentences."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def hear(self, event: Event, state: State) -> None:
        for line in lines_for(event, state):
            self._outlet.write(line + "\n")

    def close(self) -> None:
        self._outlet.close()


def lines_for(event: Event, state: State) -> list[str]:
    """What is printed for an event, which may be nothing."""
    phase, phrases = event.phase, state.phrases
    if phase is None:
        return []
    # Of several events at one wake-up the state is the one after the last: another phase may be running by then.
    duration_s = state.duration_s if state.phase == phase else phase.duration_s
    if event.name == "phase_started":
        return _started(phase, state)
    if event.name == "floor_reached":
        floor, left = phrases.seconds(phase.floor_s or 0), phrases.seconds(duration_s - (phase.floor_s or 0))
        return [phrases.say("lines.floor", floor=floor, left=capital(left))]
    if event.name == "halfway":
        return [phrases.say("lines.halfway", time=phrases.seconds(duration_s / 2))]
    if event.name == "countdown":
        return [f"{event.left}"]
    if event.name == "extended":
        return [phrases.say("lines.extended", time=phrases.seconds(event.duration_s or 0))]
    if event.name == "paused":
        return [phrases.say("lines.asleep" if event.why == "gap" else "lines.paused")]
    if event.name == "resumed":
        return [phrases.say("lines.resumed")]
    if event.name == "phase_ended" and event.outcome in ("early", "short", "pain"):
        return [phrases.say("lines.held", time=phrases.seconds(event.held_s or 0))]
    return []


def _started(phase: Phase, state: State) -> list[str]:
    phrases = state.phrases
    if phase.kind == "intro":
        number, total = state.timeline.place(phase.item)
        said = phrases.say("lines.intro", number=number, total=total, text=phase.text) if total > 1 else phase.text
        return ["", said]
    if phase.kind == "hold":
        return [phrases.say("lines.hold", hold=hold_words(phrases, phase), text=phase.text)]
    return [phase.text]
