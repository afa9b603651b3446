"""How much of each stretch: what was asked for, what the routine says, what fits into the minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from stretchcli.catalog.constraints import Aiming
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import HoldRange, Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.text import Side, readable
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.catalog.wording import caution_words
from stretchcli.errors import NothingMatches
from stretchcli.session.doses import Short, Why, doses_of, given_s, shortages
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.summary import BodySide
from stretchcli.session.timeline import Timeline

LayOut = Callable[[Sequence[PlannedStretch]], Timeline]
TotalSeconds = Callable[[Sequence[PlannedStretch]], int]


class HoldWish(NamedTuple):
    """What ``--hold`` says: a target alone (the record's floor stays, if it is lower), or a floor and a target."""

    target_s: int
    floor_s: int | None = None

    def applied(self, hold: HoldRange) -> HoldRange:
        """The record's hold range with this wish applied."""
        floor_s = self.floor_s if self.floor_s is not None else min(hold.floor_s, self.target_s)
        return HoldRange(floor_s, self.target_s)


class Wishes(NamedTuple):
    """How to lay a session out.

    Attributes:
        minutes: The session fits into these; reps and holds are then chosen where they are not given.
    """

    hold: HoldWish | None = None
    reps: int | None = None
    order: Order = "alternate"
    first: Side = "right"
    minutes: float | None = None
    pace: Pace = Pace()


# What keeps a session from being longer: it is as it was written or named; it is what one effective dose of each group
# takes; the minutes; or the doses, of which more gains nothing.
Bound = Literal["as-written", "one-dose", "minutes", "doses"]


class Plan(NamedTuple):
    """A timeline, and what there is to say about it.

    Attributes:
        no_time: Stretches of a routine, or others that were to be done, for which there is no time.
        targets: The muscle groups that the session is for.
        doses: Seconds that it gives to each muscle group and side that it reaches.
        short: The groups that get less than an effective dose, and why.
        bound: Why it is not longer.
    """

    timeline: Timeline
    no_time: tuple[Stretch, ...] = ()
    targets: tuple[str, ...] = ()
    doses: Mapping[tuple[str, BodySide], int] = MappingProxyType({})
    short: tuple[Short, ...] = ()
    bound: Bound = "as-written"


def plan(selection: Selection, wishes: Wishes, words: Vocabulary, phrases: Phrases) -> Plan:
    """Lay the selected stretches out.

    Raises:
        NothingMatches: there is not enough time.
    """
    planned = [_planned(chosen, wishes, words, phrases) for chosen in selection.chosen]

    title = session_title(selection, words, phrases)

    def lay_out(some: Sequence[PlannedStretch]) -> Timeline:
        return compile_session(title, some, words, phrases, order=wishes.order, first=wishes.first, pace=wishes.pace)

    if wishes.minutes is None:
        return _explained(Plan(lay_out(planned)), planned, planned, selection, words)
    by_hand = {chosen.stretch.id for chosen in selection.chosen if chosen.by_hand}
    done, missing = _fitted(planned, _by_breadth(selection.chosen, words), by_hand, wishes, wishes.minutes * 60, lay_out, phrases)
    return _explained(Plan(lay_out(done), missing, bound="minutes"), done, planned, selection, words)


def _explained(
    plan: Plan, done: Sequence[PlannedStretch], could: Sequence[PlannedStretch], selection: Selection, words: Vocabulary
) -> Plan:
    """The plan with its doses, and what is short."""
    doses = doses_of(done)
    holes = {hole.group for hole in selection.holes}
    most_s: Counter[str] = Counter()
    for one in could:
        for group in one.stretch.targets:
            most_s[group] += given_s(one.stretch, one.reps, one.hold.target_s)
    wanted = selection.groups or tuple(one.stretch.targets[0] for one in could)
    targets = tuple(group for group in words.groups if group in wanted and most_s[group] and group not in holes)
    why: Why = "as-written" if plan.bound == "as-written" else "no-time"
    short = shortages(targets, doses, most_s, words.guidance.session_s, why, selection.empty, holes)
    return plan._replace(targets=targets, doses=doses, short=short)


def session_title(selection: Selection, words: Vocabulary, phrases: Phrases) -> str:
    """What a session is called: by what was named, else by the groups and positions to which it was narrowed."""
    if selection.named:
        return phrases.listed([capital(name) for name in selection.named])
    groups = positions = ""
    for constraint in selection.narrowing:
        if isinstance(constraint, Aiming):
            groups = phrases.listed([words.groups[group].name for group in constraint.groups])
        else:
            positions = capital(phrases.listed([readable(position) for position in constraint.positions], "or"))
    if groups and positions:
        return phrases.say("title.groups-in-positions", groups=groups, positions=positions)
    if groups:
        return phrases.say("title.groups", groups=groups)
    return phrases.say("title.positions", positions=positions) if positions else phrases.say("title.catalog")


def _planned(chosen: Chosen, wishes: Wishes, words: Vocabulary, phrases: Phrases) -> PlannedStretch:
    stretch, item = chosen.stretch, chosen.item
    hold = item.hold or stretch.hold
    return PlannedStretch(
        stretch=stretch,
        reps=wishes.reps or item.reps or stretch.reps,
        hold=wishes.hold.applied(hold) if wishes.hold else hold,
        cautions=tuple(caution_words(caution, words, phrases) for caution in chosen.cautions),
    )


def _fitted(
    planned: Sequence[PlannedStretch],
    order: Sequence[int],
    by_hand: set[str],
    wishes: Wishes,
    limit_s: float,
    lay_out: LayOut,
    phrases: Phrases,
) -> tuple[list[PlannedStretch], tuple[Stretch, ...]]:
    """The largest session within the limit.

    First as many stretches as fit with one rep each, in this order; then reps are added, one stretch after the other.
    Holds are shortened to the floor only where that lets a stretch in: its own, and for a stretch named by hand those of
    the other named ones too.
    """
    total_s = _total(lay_out)
    usual = [one if wishes.reps else one._replace(reps=1) for one in planned]
    least = [one if wishes.hold else one._replace(hold=HoldRange(one.hold.floor_s, one.hold.floor_s)) for one in usual]
    kept: dict[int, PlannedStretch] = {}
    for index in order:
        ways = [kept | {index: usual[index]}, kept | {index: least[index]}]
        if planned[index].stretch.id in by_hand:  # only named ones have been kept so far
            ways.append({i: least[i] for i in (*kept, index)})
        kept = next((way for way in ways if total_s(_in_order(way)) <= limit_s), kept)
    missing = [one.stretch for index, one in enumerate(planned) if index not in kept]
    if not kept or any(stretch.id in by_hand for stretch in missing):
        raise _too_few_minutes(least, by_hand, total_s, phrases)
    chosen = _in_order(kept)
    if not wishes.reps:
        chosen = _with_more_reps(chosen, [planned[i].reps for i in sorted(kept)], limit_s, total_s)
    return chosen, tuple(missing)


def _in_order(planned: Mapping[int, PlannedStretch]) -> list[PlannedStretch]:
    return [planned[index] for index in sorted(planned)]


def _total(lay_out: LayOut) -> TotalSeconds:
    """The length of a session, summed from pairs of neighbouring stretches.

    Finding what fits asks for thousands of totals; laying every one of those sessions out would take seconds.
    """
    known: dict[tuple[str, str, int, int], int] = {}

    def more_s(before: PlannedStretch | None, one: PlannedStretch) -> int:
        """What a stretch adds after the one before it; nothing else in the session affects its length."""
        key = (before.stretch.id if before else "", one.stretch.id, one.reps, one.hold.target_s)
        if key not in known:
            alone_s = lay_out([before]).total_s if before else 0
            known[key] = lay_out([before, one] if before else [one]).total_s - alone_s
        return known[key]

    return lambda planned: sum(more_s(before, one) for before, one in zip([None, *planned], planned, strict=False))


def _too_few_minutes(
    least: Sequence[PlannedStretch], by_hand: set[str], total_s: TotalSeconds, phrases: Phrases
) -> NothingMatches:
    """Not even one stretch fits, or not all that were named by hand."""
    wanted = [one for one in least if one.stretch.id in by_hand]
    if not wanted:
        wanted = [min(least, key=lambda one: total_s([one]))]
    what = phrases.listed([one.stretch.id for one in wanted])
    minutes, seconds = divmod(total_s(wanted), 60)
    return NothingMatches(
        "There is not enough time.", f"One round of {what} takes {minutes} min {seconds} s; give more --minutes."
    )


def _by_breadth(chosen: Sequence[Chosen], words: Vocabulary) -> list[int]:
    """Indices in order of priority: the named stretches, then one of each muscle group in turn.

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


def _with_more_reps(
    planned: list[PlannedStretch], most: Sequence[int], limit_s: float, total_s: TotalSeconds
) -> list[PlannedStretch]:
    """Add reps round by round, up to what each stretch asks for, as long as the session fits."""
    grown = True
    while grown:
        grown = False
        for index, one in enumerate(planned):
            if one.reps >= most[index]:
                continue
            trial = [*planned[:index], one._replace(reps=one.reps + 1), *planned[index + 1 :]]
            if total_s(trial) <= limit_s:
                planned, grown = trial, True
    return planned
