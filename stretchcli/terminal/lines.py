"""A session told line by line, for ears as well as eyes: full sentences, append-only, nothing that moves the cursor."""

from __future__ import annotations

from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Phase
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.wording import seconds, which_hold


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
    phase = event.phase
    if phase is None:
        return []
    if event.name == "phase_started":
        return _started(phase, state)
    if event.name == "floor_reached":
        left_s = state.duration_s - (phase.floor_s or 0)
        return [f"{seconds(phase.floor_s or 0)}: it counts from here. {_capital(seconds(left_s))} more."]
    if event.name == "halfway":
        return [f"Halfway: {seconds(state.duration_s / 2)} left."]
    if event.name == "countdown":
        return [f"{event.left}"]
    if event.name == "extended":
        return [f"Longer: {seconds(event.duration_s or 0)} in all."]
    if event.name == "paused":
        return ["Paused: the computer was asleep." if event.why == "gap" else "Paused."]
    if event.name == "resumed":
        return ["Going on."]
    if event.name == "phase_ended" and event.outcome in ("early", "short", "pain"):
        return [f"Held for {seconds(event.held_s or 0)}."]
    return []


def _started(phase: Phase, state: State) -> list[str]:
    if phase.kind == "intro":
        items = state.timeline.items
        number = f"Stretch {phase.item + 1} of {len(items)}. " if len(items) > 1 else ""
        return ["", f"{number}{phase.text}"]
    if phase.kind == "hold":
        return [f"Hold for {seconds(phase.duration_s)}{which_hold(phase)}. {phase.text}"]
    return [phase.text]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
