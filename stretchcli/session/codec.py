"""Timelines, events and states as JSON-able data, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from stretchcli.catalog.records import HoldRange
from stretchcli.session.state import Event, HoldResult, State, Status
from stretchcli.session.timeline import Cue, Item, Phase, Timeline, ouch_release

FORMAT = 1

_STORED_PHASE_FIELDS = [field.name for field in fields(Phase)]
_PHASE_FIELDS = [name for name in _STORED_PHASE_FIELDS if name != "item"]
_EVENT_FIELDS = ("total_s", "left", "duration_s", "held_s", "outcome", "why")


def phase_json(phase: Phase) -> dict[str, Any]:
    """A phase as ``plan --json`` prints it."""
    return {name: getattr(phase, name) for name in _PHASE_FIELDS}


def plan_json(timeline: Timeline) -> dict[str, Any]:
    """A timeline as ``plan --json`` prints it."""
    return {
        "format": FORMAT,
        "title": timeline.title,
        "total_s": timeline.total_s,
        "held_s": timeline.held_s,
        "holds": timeline.holds,
        "items": [
            {
                "stretch": item.stretch,
                "name": item.name,
                "reps": item.reps,
                "sides": list(item.sides),
                "hold_s": {"min": item.hold.floor_s, "max": item.hold.target_s},
                "cautions": list(item.cautions),
            }
            for item in timeline.items
        ],
        "phases": [phase_json(phase) for phase in timeline.phases],
    }


def event_json(event: Event) -> dict[str, Any]:
    """An event as one flat object of ``run --json``."""
    plain: dict[str, Any] = {"event": event.name, "at_s": round(event.at_s, 3)}
    if event.phase is not None:
        if event.name == "phase_started":
            plain |= phase_json(event.phase)
        else:
            plain |= {name: getattr(event.phase, name) for name in ("index", "kind", "stretch", "side", "rep")}
    for name in _EVENT_FIELDS:
        value = getattr(event, name)
        if value is not None:
            plain[name] = round(value, 3) if isinstance(value, float) else value
    return plain


def timeline_data(timeline: Timeline) -> dict[str, Any]:
    """Everything of a timeline, so that it can be stored and brought back whatever becomes of the catalog."""
    return {
        "title": timeline.title,
        "items": [item._asdict() | {"hold": asdict(item.hold)} for item in timeline.items],
        # A phase is flat, and ``asdict`` takes ten times as long.
        "phases": [{name: getattr(phase, name) for name in _STORED_PHASE_FIELDS} for phase in timeline.phases],
    }


def timeline_of(data: Mapping[str, Any]) -> Timeline:
    """The timeline that ``timeline_data`` wrote.

    Raises:
        KeyError, TypeError: it was not.
    """
    items = [
        Item(
            **{
                **item,
                "targets": tuple(item["targets"]),
                "sides": tuple(item["sides"]),
                "hold": HoldRange(**item["hold"]),
                "cautions": tuple(item["cautions"]),
            }
        )
        for item in data["items"]
    ]
    return Timeline.of(data["title"], items, [Phase(**phase) for phase in data["phases"]])


def snapshot(state: State) -> dict[str, Any]:
    """A state as JSON-able data."""
    return {
        "timeline": timeline_data(state.timeline),
        "index": state.phase.index,
        "status": str(state.status),
        "duration_s": state.duration_s,
        "began_s": state.began_s,
        "pending": [cue._asdict() for cue in state.pending],
        "stopped_s": state.stopped_s,
        "settled_s": state.settled_s,
        "ouch": state.ouch,
        "results": [[index, result.held_s, result.outcome] for index, result in state.results.items()],
        "last_back_s": state.last_back_s,
        "manual": state.manual,
        "repeat_back_s": state.repeat_back_s,
        "outcome": state.outcome,
    }


def restored(data: Mapping[str, Any]) -> State:
    """The state that ``snapshot`` wrote.

    Raises:
        KeyError, TypeError, IndexError: it was not.
    """
    timeline = timeline_of(data["timeline"])
    index = data["index"]
    phase = ouch_release(timeline, timeline.phases[index - 1]) if data["ouch"] else timeline.phases[index]
    return State(
        timeline=timeline,
        phase=phase,
        status=Status(data["status"]),
        duration_s=data["duration_s"],
        began_s=data["began_s"],
        pending=tuple(Cue(**cue) for cue in data["pending"]),
        stopped_s=data["stopped_s"],
        settled_s=data["settled_s"],
        ouch=data["ouch"],
        results={index: HoldResult(held_s, outcome) for index, held_s, outcome in data["results"]},
        last_back_s=data["last_back_s"],
        manual=data["manual"],
        repeat_back_s=data["repeat_back_s"],
        outcome=data["outcome"],
    )
