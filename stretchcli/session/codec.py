"""Timelines and events to plain data for JSON, and timelines back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Annotated, Any, Final, NamedTuple

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.misfits import Like, Misfit, check
from stretchcli.plain import from_plain, to_plain
from stretchcli.session.state import Event
from stretchcli.session.timeline import Item, Phase, Timeline

FORMAT: Final = 1
LONGEST_PHASE_S: Final = 24 * 60 * 60
MOST_PHASES: Final = 100_000

Name = Annotated[str, Like(r"[a-z0-9]+(-[a-z0-9]+)*", "hip-flexors")]

_PHASE_FIELDS = [field.name for field in fields(Phase) if field.name not in ("item", "logged_as", "at_once")]
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


def timeline_of(data: Any) -> Timeline:
    """The timeline that ``timeline_data`` wrote. A session will be run from it, so every phase is checked.

    Raises:
        Misfit: it is something else.
    """
    check(_Stored, data)
    title, items, phases = from_plain(_Stored, data)
    if not any(phase.kind == "hold" for phase in phases):
        raise Misfit("phases with holds among them", "phases")
    for number, item in enumerate(items):
        check(tuple[Name, ...], [item.stretch, *item.targets])
        if not 0 < item.hold.floor_s <= item.hold.target_s <= MOST_HOLD_S:
            raise Misfit(f"a floor and a target of 1 to {MOST_HOLD_S} seconds", "items", number, "hold")
        ways = [way for way in item.easier if way.stretch is not None]
        check(tuple[Name, ...], [way.stretch for way in ways])
        if any(way.hold is None or not 0 < way.hold.floor_s <= way.hold.target_s <= MOST_HOLD_S for way in ways):
            raise Misfit(f"a floor and a target of 1 to {MOST_HOLD_S} seconds", "items", number, "easier")
    numbers = [phase.number for phase in phases if phase.kind == "hold"]
    if len(set(numbers)) < len(numbers) or max(numbers) > MOST_PHASES:
        raise Misfit("a number of its own for each hold", "phases")
    for index, phase in enumerate(phases):
        if problem := _phase_problem(index, phase, phases, len(items)):
            raise Misfit(problem[1], "phases", index, problem[0])
    return Timeline.of(title, items, phases)


class _Stored(NamedTuple):
    title: str
    items: tuple[Item, ...]
    phases: tuple[Phase, ...]


def _phase_problem(index: int, phase: Phase, phases: Sequence[Phase], items: int) -> tuple[str, str] | None:
    """The field of a phase that cannot be, and what it should be."""
    if phase.index != index:
        return "index", f"{index}, its place"
    if not 0 <= phase.item < items:
        return "item", "the index of an item"
    if not 0 < phase.duration_s <= LONGEST_PHASE_S:
        return "duration_s", f"1 to {LONGEST_PHASE_S} seconds"
    if phase.kind == "hold":
        if None in (phase.side, phase.felt, phase.rep, phase.reps, phase.floor_s) or phase.duration_s > MOST_HOLD_S:
            return "kind", "a hold with its side, reps and seconds"
        if index + 1 == len(phases) or phases[index + 1].kind != "release":
            return "kind", "a hold with a release behind it"
    return None
