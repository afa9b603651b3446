"""Timelines and events to plain data for JSON, and timelines back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from stretchcli.plain import from_plain, to_plain
from stretchcli.session.state import Event
from stretchcli.session.timeline import Item, Phase, Timeline

FORMAT = 1

_PHASE_FIELDS = [field.name for field in fields(Phase) if field.name != "item"]
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
    """A timeline as plain data, complete enough to be restored whatever happens to the catalog."""
    return {"title": timeline.title, "items": to_plain(timeline.items), "phases": to_plain(timeline.phases)}


def timeline_of(data: Mapping[str, Any]) -> Timeline:
    """The timeline that ``timeline_data`` wrote.

    Raises:
        KeyError, TypeError, AttributeError: it was not.
    """
    items, phases = from_plain(tuple[Item, ...], data["items"]), from_plain(tuple[Phase, ...], data["phases"])
    return Timeline.of(data["title"], items, phases)
