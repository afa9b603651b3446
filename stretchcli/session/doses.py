"""Doses: what a stretch gives to a muscle group and side, what somebody may do of it, how much is wanted, why some get less."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.constraints import Removal, UnderHole
from stretchcli.catalog.records import Stretch
from stretchcli.session.layout import PlannedStretch
from stretchcli.session.summary import BodySide

BODY_SIDES: Final[tuple[BodySide, ...]] = ("right", "left")
FLOOR_DOSE_S: Final = 10  # the shortest hold that counts: 10 to 30 s (ACSM position stand, Garber et al. 2011)

Why = Literal["no-time", "sources", "as-given", "as-written", "ruled-out", "with-care", "hole", "work-only"]


class Short(NamedTuple):
    """A muscle group that gets less than an effective dose.

    Attributes:
        side: None where both sides get the same, as in everything that the program puts together.
        has_s, wants_s: Seconds on that side, and those of an effective dose.
        why: ``no-time``: more minutes would give more. ``sources``: its stretches are done as much as their sources say.
            ``as-given``: what was named or given, by name, ``--hold`` or ``--reps``, comes to no more. ``as-written``: so
            does the routine. And where there is nothing at all: ``ruled-out`` by a constraint; left ``with-care`` only;
            left out for a ``hole`` of a condition; ``work-only``: what is left works the muscle instead of stretching it.
    """

    group: str
    side: BodySide | None
    has_s: int
    wants_s: int
    why: Why


def given_s(stretch: Stretch, reps: int, target_s: int) -> int:
    """Seconds that a stretch gives to each of its target groups on each side of the body; work gives none.

    A hold felt on both sides counts fully on each, so a stretch that turns both ways and is felt on both counts twice.
    """
    if stretch.effect == "work":
        return 0
    return reps * target_s * (2 if stretch.sides == "each" and stretch.felt == "both" else 1)


def doses_of(planned: Sequence[PlannedStretch]) -> dict[tuple[str, BodySide], int]:
    """What a session gives to each muscle group that it reaches, on each side."""
    found: dict[tuple[str, BodySide], int] = {}
    for one in planned:
        if seconds := given_s(one.stretch, one.reps, one.hold.target_s):
            for group in one.stretch.targets:
                for side in BODY_SIDES:
                    found[group, side] = found.get((group, side), 0) + seconds
    return found


def shortages(
    wanted: Sequence[str],
    doses: Mapping[tuple[str, BodySide], int],
    most_s: Mapping[str, int],
    wants_s: int,
    why: Why,
    empty: Mapping[str, Removal | None],
    holes: Collection[str],
) -> tuple[Short, ...]:
    """The groups that get less than an effective dose, in the order in which they are wanted, and why.

    Args:
        most_s: What all the stretches of the selection together can give to a group, done as much as they may be.
        why: The reason where they could give more.
        empty: Groups for which nothing is left, with what rules out their stretches; None where there is only work.
        holes: Groups under a hole.
    """
    found = []
    for group in wanted:
        has_s = min(doses.get((group, side), 0) for side in BODY_SIDES)
        if has_s < wants_s:
            reason = why if most_s.get(group, 0) > has_s or why in ("as-given", "as-written") else "sources"
            found.append(Short(group, None, has_s, wants_s, reason))
    found += [Short(group, None, 0, wants_s, _why_empty(group, removal, holes)) for group, removal in empty.items()]
    return tuple(found)


def _why_empty(group: str, removal: Removal | None, holes: Collection[str]) -> Why:
    if group in holes or (removal is not None and isinstance(removal.constraint, UnderHole)):
        return "hole"
    if removal is None:
        return "work-only"
    return "with-care" if removal.sets_aside else "ruled-out"
