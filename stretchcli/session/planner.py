"""How much of each stretch: what was asked for, what the routine says, what fits into the minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from stretchcli.catalog.records import HoldRange, Stretch, Vocabulary
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.text import Side, listed
from stretchcli.errors import NothingMatches
from stretchcli.session.timeline import Dose, Order, Pace, Timeline, compile_session

LEAST_HOLD_S: Final = 3
MOST_HOLD_S: Final = 300
MOST_REPS: Final = 50


@dataclass(frozen=True, slots=True)
class HoldWish:
    """What ``--hold`` says: a target alone (the record's floor stays, if it is lower), or a floor and a target."""

    target_s: int
    floor_s: int | None = None

    def applied(self, hold: HoldRange) -> HoldRange:
        """The hold range that a record's own becomes."""
        floor_s = self.floor_s if self.floor_s is not None else min(hold.floor_s, self.target_s)
        return HoldRange(floor_s, self.target_s)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a session shall be laid out.

    Attributes:
        minutes: The session fits into these; reps and holds are then chosen where they are not given.
    """

    hold: HoldWish | None = None
    reps: int | None = None
    order: Order = "alternate"
    first: Side = "right"
    minutes: float | None = None
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True, slots=True)
class Plan:
    """A timeline, and the stretches for which there was no time."""

    timeline: Timeline
    no_time: tuple[Stretch, ...] = ()


def plan(selection: Selection, wishes: Wishes, words: Vocabulary) -> Plan:
    """Lay the selected stretches out.

    Raises:
        NothingMatches: the minutes are too few.
    """
    doses = [_dose(chosen, wishes) for chosen in selection.chosen]

    def lay_out(some: Sequence[Dose]) -> Timeline:
        return compile_session(selection.title, some, words, order=wishes.order, first=wishes.first, pace=wishes.pace)

    if wishes.minutes is None:
        return Plan(lay_out(doses))
    by_hand = {chosen.stretch.id for chosen in selection.chosen if chosen.by_hand}
    return _fitted(doses, by_hand, wishes, wishes.minutes * 60, lay_out)


def _dose(chosen: Chosen, wishes: Wishes) -> Dose:
    stretch, item = chosen.stretch, chosen.item
    hold = item.hold or stretch.hold
    return Dose(
        stretch=stretch,
        reps=wishes.reps or item.reps or stretch.reps,
        hold=wishes.hold.applied(hold) if wishes.hold else hold,
        cautions=chosen.cautions,
    )


def _fitted(
    doses: Sequence[Dose],
    by_hand: set[str],
    wishes: Wishes,
    limit_s: float,
    lay_out: Callable[[Sequence[Dose]], Timeline],
) -> Plan:
    """The largest session within the limit.

    First as many stretches as fit with one rep each, named ones before all, then one of each muscle group before a
    second one; then reps are added, one stretch after the other. Holds are shortened to the floor only where that
    lets a stretch in: its own, and for a stretch named by hand those of the other named ones too.
    """
    usual = [dose if wishes.reps else replace(dose, reps=1) for dose in doses]
    least = [dose if wishes.hold else replace(dose, hold=replace(dose.hold, target_s=dose.hold.floor_s)) for dose in usual]
    kept: dict[int, Dose] = {}
    for index in _by_breadth(usual, by_hand):
        ways = [kept | {index: usual[index]}, kept | {index: least[index]}]
        if doses[index].stretch.id in by_hand:  # only named ones have been kept so far
            ways.append({i: least[i] for i in (*kept, index)})
        kept = next((way for way in ways if lay_out(_in_order(way)).total_s <= limit_s), kept)
    missing = [dose.stretch for index, dose in enumerate(doses) if index not in kept]
    if not kept or any(stretch.id in by_hand for stretch in missing):
        raise _too_few_minutes(least, by_hand, lay_out)
    chosen = _in_order(kept)
    if not wishes.reps:
        chosen = _with_more_reps(chosen, [doses[i].reps for i in sorted(kept)], limit_s, lay_out)
    return Plan(lay_out(chosen), tuple(missing))


def _in_order(doses: Mapping[int, Dose]) -> list[Dose]:
    return [doses[index] for index in sorted(doses)]


def _too_few_minutes(least: Sequence[Dose], by_hand: set[str], lay_out: Callable[[Sequence[Dose]], Timeline]) -> NothingMatches:
    """Not even one stretch fits, or not all that were named by hand."""
    wanted = [dose for dose in least if dose.stretch.id in by_hand]
    if not wanted:
        wanted = [min(least, key=lambda dose: lay_out([dose]).total_s)]
    what = listed([dose.stretch.id for dose in wanted])
    minutes, seconds = divmod(lay_out(wanted).total_s, 60)
    return NothingMatches(
        "The minutes are too few.", f"One round of {what} takes {minutes} min {seconds} s; give more --minutes."
    )


def _by_breadth(doses: Sequence[Dose], by_hand: set[str]) -> list[int]:
    """Indices in the order in which they are let in: the named ones, then group after group in turn."""
    seen: dict[str, int] = {}
    keys = []
    for index, dose in enumerate(doses):
        group = dose.stretch.targets[0]
        keys.append((dose.stretch.id not in by_hand, seen.setdefault(group, 0), index))
        seen[group] += 1
    return [key[2] for key in sorted(keys)]


def _with_more_reps(
    doses: Sequence[Dose], most: Sequence[int], limit_s: float, lay_out: Callable[[Sequence[Dose]], Timeline]
) -> list[Dose]:
    """Reps added round after round, up to what each stretch asks for, while the session fits."""
    doses = list(doses)
    left_s = limit_s - lay_out(doses).total_s
    grown = True
    while grown:
        grown = False
        for index, dose in enumerate(doses):
            if dose.reps >= most[index]:
                continue
            more = replace(dose, reps=dose.reps + 1)
            # What stands between the stretches does not change, so each is measured alone: a day's plan takes no minute.
            cost_s = lay_out([more]).total_s - lay_out([dose]).total_s
            if cost_s <= left_s:
                doses[index], left_s, grown = more, left_s - cost_s, True
    return doses
