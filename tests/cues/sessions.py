"""A small session for tests of what is heard: two stretches, laid out by hand so that no shipped sentence is in it."""

from __future__ import annotations

from typing import Any

from stretchcli.catalog.records import HoldRange
from stretchcli.catalog.text import Side
from stretchcli.cues.words import Wishes
from stretchcli.session.timeline import Item, Kind, Phase, Timeline
from tests.samples import PHRASES

Row = tuple[Kind, Side | None, int | None, int, str]

CALF: tuple[Row, ...] = (
    ("intro", None, None, 10, "Calf stretch at the wall: 2 holds of 30 seconds on each side. Go to a wall."),
    ("setup", None, None, 5, "Stand facing the wall."),
    ("setup", "right", 1, 6, "Step your right foot forward. Keep your left heel down."),
    ("ready", "right", 1, 3, "Get ready to hold, right side."),
    ("hold", "right", 1, 30, "Stay there. Feel it in your left calf. Ease off if your ankle hurts."),
    ("release", "right", 1, 4, "Step back to the wall."),
    ("switch", "left", 1, 8, "Change sides. Step your left foot forward."),
    ("ready", "left", 1, 3, "Get ready to hold, left side."),
    ("hold", "left", 1, 30, "Stay there. Feel it in your right calf. Ease off if your ankle hurts."),
    ("release", "left", 1, 4, "Step back to the wall."),
    ("switch", "right", 2, 8, "Step your right foot forward."),
    ("ready", "right", 2, 3, "Get ready to hold, right side."),
    ("hold", "right", 2, 30, "Stay there."),
    ("release", "right", 2, 4, "Step back to the wall."),
    ("switch", "left", 2, 8, "Step your left foot forward."),
    ("ready", "left", 2, 3, "Get ready to hold, left side."),
    ("hold", "left", 2, 30, "Stay there."),
    ("release", "left", 2, 4, "Step back to the wall."),
)
BRIDGE: tuple[Row, ...] = (
    ("rest", None, None, 20, "Rest. Next comes the bridge. Fetch a mat."),
    ("intro", None, None, 5, "Bridge: 1 hold of 20 seconds."),
    ("setup", "both", 1, 12, "Lie on your back."),
    ("ready", "both", 1, 3, "Get ready to hold."),
    ("hold", "both", 1, 20, "Squeeze your glutes."),
    ("release", "both", 1, 4, "Lower your hips slowly."),
)
FLOOR_S = 10


def wishes(**fields: Any) -> Wishes:
    """What is to be heard: everything, as it is asked for most."""
    return Wishes(PHRASES, **fields)


def session(*stretches: tuple[Row, ...]) -> Timeline:
    """A timeline of these rows; a stretch is two of its own where none are given."""
    items: list[Item] = []
    phases: list[Phase] = []
    for number, rows in enumerate(stretches or (CALF, BRIDGE)):
        for kind, side, rep, duration_s, text in rows:
            reps = max(row[2] or 0 for row in rows) if side else None
            phases.append(phase(len(phases), number, kind, side, rep, reps, duration_s, text))
        sides = tuple(dict.fromkeys(row[1] for row in rows if row[1]))
        hold = HoldRange(FLOOR_S, next(row[3] for row in rows if row[0] == "hold"))
        items.append(Item(f"stretch-{number}", f"Stretch {number}", ("calves",), "calf", 1, sides, hold, ()))
    return Timeline.of("A session", items, phases)


def phase(
    index: int, item: int, kind: Kind, side: Side | None, rep: int | None, reps: int | None, duration_s: int, text: str
) -> Phase:
    """One phase; of a hold the floor is 10 s."""
    return Phase(
        index=index,
        item=item,
        kind=kind,
        stretch=f"stretch-{item}",
        side=side,
        felt=side,
        rep=rep,
        reps=reps,
        duration_s=duration_s,
        floor_s=min(FLOOR_S, duration_s) if kind == "hold" else None,
        text=text,
        lead=f"{side} side" if side else None,
    )


def alone(kind: Kind, duration_s: int, text: str, side: Side | None = "right") -> Timeline:
    """A session of one phase of interest, between a setup and a release."""
    return session(
        (
            ("setup", side, 1, 5, "Stand."),
            (kind, side, 1, duration_s, text),
            ("hold", side, 1, 30, "Stay."),
            ("release", side, 1, 4, "Let go."),
        )
    )
