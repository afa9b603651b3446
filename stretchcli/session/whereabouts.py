"""Where the body is at a moment of a session, as far as the steps that have been told say it. Pure."""

from __future__ import annotations

from stretchcli.catalog.vocabulary import Level
from stretchcli.session.sentences import apart
from stretchcli.session.state import State


def in_position(state: State) -> bool:
    """The person has been led into the position of the running stretch, and not yet out of it for another."""
    return state.placed == state.phase.item


def levels(state: State) -> tuple[Level, ...]:
    """Where the body may be: one level where that is certain, two on the way from one to another.

    Nobody can tell how far somebody has come in the setup steps before the first hold, nor from the rest on that told them
    the way up or down. Before a session, and before one goes on, somebody stands or sits.
    """
    items, number = state.timeline.items, state.phase.item
    left = items[state.placed].level if state.placed is not None else "up"
    coming = items[number].level
    told = state.phase.kind == "setup" or (state.moved and apart(left, coming))
    return (left,) if in_position(state) or not told or left == coming else (left, coming)


def has_things_of(state: State) -> str | None:
    """The stretch whose things are at hand: in a rest, the one done last. None where none has been fetched."""
    number = state.placed if state.phase.kind == "rest" else state.phase.item
    return state.timeline.items[number].stretch if number is not None else None


def still_in(state: State) -> bool:
    """Somebody may still be in a position that has just been left for an easier one: its intro has only begun."""
    items, first = state.timeline.items, state.phase.item
    while items[first].instead_of is not None and first:
        first -= 1
    return state.phase.kind == "intro" and state.placed is not None and first <= state.placed < state.phase.item
