"""What a session came to: holds done, seconds held on each side, the dose of each muscle group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from stretchcli.session.state import HoldResult
from stretchcli.session.timeline import Timeline

BodySide = Literal["right", "left"]


class Summary(NamedTuple):
    """The figures of a session.

    Attributes:
        holds: Holds in the session.
        done: Holds that reached their floor.
        held_s: Seconds of all holds.
        side_s: Seconds felt on each side; a hold felt on both counts fully on each.
        dose_s: Seconds for each muscle group and side.
        worked_s: The same of records with ``effect: work``, which fill no dose.
    """

    holds: int
    done: int
    held_s: float
    side_s: Mapping[BodySide, float]
    dose_s: Mapping[tuple[str, BodySide], float]
    worked_s: Mapping[tuple[str, BodySide], float]


def summarise(timeline: Timeline, results: Mapping[int, HoldResult]) -> Summary:
    """Summarise the holds that have ended."""
    side_s: dict[BodySide, float] = {"right": 0.0, "left": 0.0}
    dose_s: dict[tuple[str, BodySide], float] = {}
    worked_s: dict[tuple[str, BodySide], float] = {}
    for index, result in results.items():
        phase = timeline.phases[index]
        item = timeline.items[phase.item]
        filled_s = worked_s if item.effect == "work" else dose_s
        sides: tuple[BodySide, ...] = ("right", "left")
        for side in sides:
            if phase.felt in (side, "both"):
                side_s[side] += result.held_s
                for group in item.targets:
                    filled_s[group, side] = filled_s.get((group, side), 0.0) + result.held_s
    return Summary(
        holds=timeline.holds,
        done=sum(result.outcome in ("full", "early") for result in results.values()),
        held_s=sum(result.held_s for result in results.values()),
        side_s=side_s,
        dose_s=dose_s,
        worked_s=worked_s,
    )
