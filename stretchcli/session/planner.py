"""How much of each stretch: what was asked for, what the routine says, what fits into the minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from stretchcli.catalog.records import HoldRange, Stretch, Vocabulary
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.text import Side, listed
from stretchcli.catalog.wording import caution_words
from stretchcli.errors import NothingMatches
from stretchcli.session.timeline import Dose, Order, Pace, Timeline, compile_session

LEAST_HOLD_S: Final = 3
MOST_HOLD_S: Final = 300
MOST_REPS: Final = 50

LayOut = Callable[[Sequence[Dose]], Timeline]
TotalSeconds = Callable[[Sequence[Dose]], int]


class HoldWish(NamedTuple):
    """What ``--hold`` says: a target alone (the record's floor stays, if it is lower), or a floor and a target."""

    target_s: int
    floor_s: int | None = None

    def applied(self, hold: HoldRange) -> HoldRange:
        """The hold range that a record's own becomes."""
        floor_s = self.floor_s if self.floor_s is not None else min(hold.floor_s, self.target_s)
        return HoldRange(floor_s, self.target_s)


class Wishes(NamedTuple):
    """How a session shall be laid out.

    Attributes:
        minutes: The session fits into these; reps and holds are then chosen where they are not given.
    """

    hold: HoldWish | None = None
    reps: int | None = None
    order: Order = "alternate"
    first: Side = "right"
    minutes: float | None = None
    pace: Pace = Pace()


class Plan(NamedTuple):
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
    return _fitted(doses, _by_breadth(selection.chosen, words), by_hand, wishes, wishes.minutes * 60, lay_out)


def _dose(chosen: Chosen, wishes: Wishes) -> Dose:
    stretch, item = chosen.stretch, chosen.item
    hold = item.hold or stretch.hold
    return Dose(
        stretch=stretch,
        reps=wishes.reps or item.reps or stretch.reps,
        hold=wishes.hold.applied(hold) if wishes.hold else hold,
        cautions=tuple(map(caution_words, chosen.cautions)),
    )


def _fitted(
    doses: Sequence[Dose],
    order: Sequence[int],
    by_hand: set[str],
    wishes: Wishes,
    limit_s: float,
    lay_out: LayOut,
) -> Plan:
    """The largest session within the limit.

    First as many stretches as fit with one rep each, in this order; then reps are added, one stretch after the other.
    Holds are shortened to the floor only where that lets a stretch in: its own, and for a stretch named by hand those of
    the other named ones too.
    """
    total_s = _total(lay_out)
    usual = [dose if wishes.reps else dose._replace(reps=1) for dose in doses]
    least = [dose if wishes.hold else dose._replace(hold=HoldRange(dose.hold.floor_s, dose.hold.floor_s)) for dose in usual]
    kept: dict[int, Dose] = {}
    for index in order:
        ways = [kept | {index: usual[index]}, kept | {index: least[index]}]
        if doses[index].stretch.id in by_hand:  # only named ones have been kept so far
            ways.append({i: least[i] for i in (*kept, index)})
        kept = next((way for way in ways if total_s(_in_order(way)) <= limit_s), kept)
    missing = [dose.stretch for index, dose in enumerate(doses) if index not in kept]
    if not kept or any(stretch.id in by_hand for stretch in missing):
        raise _too_few_minutes(least, by_hand, total_s)
    chosen = _in_order(kept)
    if not wishes.reps:
        chosen = _with_more_reps(chosen, [doses[i].reps for i in sorted(kept)], limit_s, total_s)
    return Plan(lay_out(chosen), tuple(missing))


def _in_order(doses: Mapping[int, Dose]) -> list[Dose]:
    return [doses[index] for index in sorted(doses)]


def _total(lay_out: LayOut) -> TotalSeconds:
    """The seconds of a session, put together from those of its neighbours.

    Finding what fits asks for thousands of totals; laying every one of those sessions out would take seconds.
    """
    known: dict[tuple[str, str, int, int], int] = {}

    def more_s(before: Dose | None, dose: Dose) -> int:
        """What a stretch adds after the one before it: nothing else of the session touches its length."""
        key = (before.stretch.id if before else "", dose.stretch.id, dose.reps, dose.hold.target_s)
        if key not in known:
            alone_s = lay_out([before]).total_s if before else 0
            known[key] = lay_out([before, dose] if before else [dose]).total_s - alone_s
        return known[key]

    return lambda doses: sum(more_s(before, dose) for before, dose in zip([None, *doses], doses, strict=False))


def _too_few_minutes(least: Sequence[Dose], by_hand: set[str], total_s: TotalSeconds) -> NothingMatches:
    """Not even one stretch fits, or not all that were named by hand."""
    wanted = [dose for dose in least if dose.stretch.id in by_hand]
    if not wanted:
        wanted = [min(least, key=lambda dose: total_s([dose]))]
    what = listed([dose.stretch.id for dose in wanted])
    minutes, seconds = divmod(total_s(wanted), 60)
    return NothingMatches(
        "The minutes are too few.", f"One round of {what} takes {minutes} min {seconds} s; give more --minutes."
    )


def _by_breadth(chosen: Sequence[Chosen], words: Vocabulary) -> list[int]:
    """Indices in the order in which stretches are let in: the named ones, then one of each muscle group in turn.

    The groups take turns in the order of the vocabulary; the stretches of which it is the primary group come first.
    """
    ranks = list(words.groups)
    earlier: Counter[str] = Counter()
    keys = []
    for index in sorted(range(len(chosen)), key=lambda index: _comes_late(chosen[index])):
        group = _group(chosen[index])
        keys.append((not chosen[index].by_hand, earlier[group], ranks.index(group), index))
        earlier[group] += 1
    return [key[-1] for key in sorted(keys)]


def _group(chosen: Chosen) -> str:
    return chosen.group or chosen.stretch.targets[0]


def _comes_late(chosen: Chosen) -> tuple[bool, bool]:
    return not chosen.by_hand, chosen.stretch.targets[0] != _group(chosen)


def _with_more_reps(doses: list[Dose], most: Sequence[int], limit_s: float, total_s: TotalSeconds) -> list[Dose]:
    """Reps added round after round, up to what each stretch asks for, while the session fits."""
    grown = True
    while grown:
        grown = False
        for index, dose in enumerate(doses):
            if dose.reps >= most[index]:
                continue
            trial = [*doses[:index], dose._replace(reps=dose.reps + 1), *doses[index + 1 :]]
            if total_s(trial) <= limit_s:
                doses, grown = trial, True
    return doses
