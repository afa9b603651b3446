"""Doses: what a stretch gives to a muscle group and side, how much of it may be done, how much is wanted, why some get less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.constraints import Removal, UnderHole
from stretchcli.catalog.limits import MOST_REPS
from stretchcli.catalog.records import HoldRange, Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.steps import first_text
from stretchcli.catalog.text import spoken_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session.layout import PlannedStretch
from stretchcli.session.summary import BodySide
from stretchcli.session.wishes import Effort, Wishes

BODY_SIDES: Final[tuple[BodySide, ...]] = ("right", "left")
FLOOR_DOSE_S: Final = 20  # a hold in the middle of the 10 to 30 s that most people need (ACSM position stand, Garber et al. 2011)

GENTLE_S: Final = 20  # within the 10 to 30 s of the same
DEEP_S: Final = 60  # as long as it goes for older people (the same), which everybody may

Why = Literal["no-time", "way-down", "sources", "as-given", "as-written", "ruled-out", "with-care", "hole", "work-only"]

# What keeps a session from being longer: it is as it was written or named; it is what one effective dose of each group
# takes; the minutes; or the doses, where more gains nothing.
Bound = Literal["as-written", "one-dose", "minutes", "doses"]


class Portion(NamedTuple):
    """How much of a stretch is done: reps on each side and the hold."""

    reps: int
    hold: HoldRange


class Short(NamedTuple):
    """A muscle group that gets less than an effective dose.

    Attributes:
        side: None where both sides get the same, as in everything that the program puts together.
        has_s, wants_s: Seconds on that side, and those of an effective dose.
        why: ``no-time``: more minutes would give more. ``way-down``: one would have to get down again, to the bed or the
            floor. ``sources``: its stretches are done as much as their sources say.
            ``as-given``: what was named or given, by name, ``--hold`` or ``--reps``, comes to no more. ``as-written``: so
            does the routine. And where there is nothing at all: ``ruled-out`` by a constraint; left ``with-care`` only;
            left out for a ``hole`` of a condition; ``work-only``: what is left works the muscle instead of stretching it.
    """

    group: str
    side: BodySide | None
    has_s: int
    wants_s: int
    why: Why


def targeted(selection: Selection, words: Vocabulary) -> tuple[str, ...]:
    """The muscle groups that a session is for, in the order of the vocabulary.

    Those that were asked for by name, those that whatever else was named is for, and without either all that the selection
    reaches. What a hole takes away from the person is not aimed at unless it was asked for or there is nothing else.
    """
    named = set(selection.groups)
    reached: set[str] = set()
    for one in selection.chosen:
        if one.stretch.effect == "stretch":
            if not named:
                reached.update(one.stretch.targets)
            elif one.group:
                reached.update(named.intersection(one.stretch.targets))
            else:
                reached.add(one.stretch.targets[0])
    holes = {hole.group for hole in selection.holes}
    aimed = reached - holes or reached
    return tuple(group for group in words.groups if group in aimed)


def at_effort(hold: HoldRange, longest_s: int | None, effort: Effort) -> HoldRange:
    """The hold of a record or a routine: at most 20 s where the floor allows it, as it is, or up to 60 s."""
    if effort == "gentle":
        return HoldRange(hold.floor_s, min(hold.target_s, max(GENTLE_S, hold.floor_s)))
    if effort == "deep":
        return HoldRange(hold.floor_s, max(hold.target_s, min(DEEP_S, longest_s or hold.target_s)))
    return hold


def wished_hold(usual: HoldRange, stretch: Stretch, wishes: Wishes) -> HoldRange:
    """The hold of a stretch as it is asked for: a ``--hold`` beats a ``--level``."""
    return wishes.hold.applied(usual) if wishes.hold else at_effort(usual, stretch.longest_s, wishes.effort)


def as_written(one: Chosen, wishes: Wishes) -> Portion:
    """How much is done of a stretch where nothing is composed: what is asked for, what the routine says, what the record does."""
    stretch, item = one.stretch, one.item
    return Portion(
        wishes.reps or item.reps or stretch.reps,
        wished_hold(item.hold or stretch.hold, stretch, wishes),
    )


def all_as_written(chosen: Sequence[Chosen], wishes: Wishes, most_s: int) -> list[tuple[Chosen, Portion]]:
    """The same of several stretches. Holds are made deep in their order, as long as no muscle gets more than it gains from."""
    if wishes.effort != "deep":
        return [(one, as_written(one, wishes)) for one in chosen]
    normal = wishes._replace(effort="normal")
    found = {one.stretch.id: as_written(one, normal) for one in chosen}
    held: Counter[str] = Counter()
    for one in chosen:
        held.update(dict.fromkeys(one.stretch.targets, given_s(one.stretch, *_measure(found[one.stretch.id]))))
    for one in chosen:
        deep = as_written(one, wishes)
        more_s = given_s(one.stretch, *_measure(deep)) - given_s(one.stretch, *_measure(found[one.stretch.id]))
        if all(held[group] + more_s <= most_s for group in one.stretch.targets):
            found[one.stretch.id] = deep
            held.update(dict.fromkeys(one.stretch.targets, more_s))
    return [(one, found[one.stretch.id]) for one in chosen]


def _measure(portion: Portion) -> tuple[int, int]:
    return portion.reps, portion.hold.target_s


def portions(one: Chosen, wishes: Wishes, most_s: int) -> list[Portion]:
    """How much may be done of a stretch in a composed session: up to what its source says, and up to where more gains nothing.

    What is given is kept as given. A hold may be as short as its floor, if its words fit. A gentle portion never comes to more
    than the dose that the record itself asks for.
    """
    stretch, item = one.stretch, one.item
    usual = item.hold or stretch.hold
    usual_reps = max(item.reps or 1, stretch.reps)  # a routine that asks for fewer says nothing about the source
    longest = wished_hold(usual, stretch, wishes)
    holds = [longest]
    if not wishes.hold:
        shortest_s = max(longest.floor_s, _said_s(stretch))
        if shortest_s < longest.target_s:
            holds.append(HoldRange(longest.floor_s, shortest_s))
    found = []
    for held in holds:
        most_reps = min(MOST_REPS, max(usual_reps, stretch.most_reps or 0))
        if wishes.effort == "gentle" and not wishes.hold:
            most_reps = max(1, min(most_reps, usual_reps * usual.target_s // held.target_s))
        each_s = given_s(stretch, 1, held.target_s)
        if each_s:
            most_reps = max(1, min(most_reps, most_s // each_s))
        counts = [wishes.reps] if wishes.reps else list(range(1, most_reps + 1))
        found += [Portion(count, held) for count in counts]
    return found


def _said_s(stretch: Stretch) -> int:
    """Seconds that the words of the hold need."""
    return max(spoken_s(first_text(stretch, step)) for step in stretch.steps if step.kind == "hold")


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
    targets: Sequence[str],
    doses: Mapping[tuple[str, BodySide], int],
    in_reach_s: Mapping[str, int],
    most_s: Mapping[str, int],
    wants_s: int,
    why: Why,
    selection: Selection,
) -> tuple[Short, ...]:
    """The groups that get less than an effective dose, in the order of the targets, and why.

    Args:
        in_reach_s, most_s: See ``Composed``.
        why: The reason where what is in reach could give more.
    """
    found = []
    for group in targets:
        has_s = min(doses.get((group, side), 0) for side in BODY_SIDES)
        if has_s < wants_s:
            reason = why
            if why == "no-time" and in_reach_s.get(group, 0) <= has_s:
                reason = "way-down" if most_s.get(group, 0) > has_s else "sources"
            found.append(Short(group, None, has_s, wants_s, reason))
    holes = {hole.group: None for hole in selection.holes}
    for group, removal in {**holes, **selection.empty}.items():
        has_s = doses.get((group, "right"), 0)
        if group not in targets and has_s < wants_s:
            found.append(Short(group, None, has_s, wants_s, _why_empty(group, removal, holes)))
    return tuple(found)


def _why_empty(group: str, removal: Removal | None, holes: Collection[str]) -> Why:
    if group in holes or (removal is not None and isinstance(removal.constraint, UnderHole)):
        return "hole"
    if removal is None:
        return "work-only"
    return "with-care" if removal.sets_aside else "ruled-out"
