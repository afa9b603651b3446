"""From a selection to a session: which of the stretches, in which order, how much of each.

What was named stays as its author wrote it. Where there are minutes, or a whole muscle group or the whole catalog to choose
from, the session is composed: ``aims.py`` says what for, ``search.py`` how it is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.constraints import Aiming
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.text import Side, readable
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.catalog.ways import Way
from stretchcli.catalog.wording import caution_words
from stretchcli.errors import NothingMatches
from stretchcli.session.aims import Scale
from stretchcli.session.doses import (
    Effort,
    HoldWish,
    Short,
    Why,
    as_written,
    at_effort,
    doses_of,
    given_s,
    portions,
    shortages,
)
from stretchcli.session.history import History
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.ordering import in_order, is_one_way, merits, wrong_way_round
from stretchcli.session.search import Candidate, Search
from stretchcli.session.summary import BodySide
from stretchcli.session.timeline import Easier, Timeline
from stretchcli.session.totals import Portion, Totals

USUAL_S: Final = 20 * 60  # as long as a session is at most where no minutes are given


class Wishes(NamedTuple):
    """How to lay a session out.

    Attributes:
        minutes: The session fits into these; reps and holds are then chosen where they are not given.
        effort: How long holds are.
    """

    hold: HoldWish | None = None
    reps: int | None = None
    order: Order = "alternate"
    first: Side = "right"
    minutes: float | None = None
    pace: Pace = Pace()
    effort: Effort = "normal"


# What keeps a session from being longer: it is as it was written or named; it is what one effective dose of each group
# takes; the minutes; or the doses, of which more gains nothing.
Bound = Literal["as-written", "one-dose", "minutes", "doses"]


class Plan(NamedTuple):
    """A timeline, and what there is to say about it.

    Attributes:
        no_time: Stretches of a routine for which there is no time.
        spared: Stretches of a routine that are left out although there is time: the muscles have had what gains something,
            or they would need another way down to the floor or a bed.
        targets: The muscle groups that the session is for.
        doses: Seconds that it gives to each muscle group and side that it reaches.
        short: The groups that get less than an effective dose, and why.
        bound: Why it is not longer.
        spare_s: Seconds of the minutes that it does not use.
    """

    timeline: Timeline
    no_time: tuple[Stretch, ...] = ()
    spared: tuple[Stretch, ...] = ()
    targets: tuple[str, ...] = ()
    doses: Mapping[tuple[str, BodySide], int] = MappingProxyType({})
    short: tuple[Short, ...] = ()
    bound: Bound = "as-written"
    spare_s: float = 0


def composes(selection: Selection, wishes: Wishes) -> bool:
    """Whether the program chooses among the stretches, so that it matters what was done lately."""
    by_hand = all(chosen.by_hand for chosen in selection.chosen)
    return selection.composing or (wishes.minutes is not None and not by_hand)


def plan(selection: Selection, wishes: Wishes, words: Vocabulary, phrases: Phrases, history: History | None = None) -> Plan:
    """Lay the selected stretches out.

    Args:
        history: What was done lately; see ``composes``.

    Raises:
        NothingMatches: there is not enough time.
    """
    cautions = {
        one.stretch.id: tuple(caution_words(caution, words, phrases) for caution in one.cautions) for one in selection.chosen
    }
    done = [(one, as_written(one, wishes.hold, wishes.reps, wishes.effort)) for one in selection.chosen]
    if wishes.minutes is None and not selection.composing:
        found = _Composed(done)
    else:
        found = _Composer(selection, wishes, words, phrases, history or History(), cautions).composed()
    planned = [
        PlannedStretch(one.stretch, *portion, cautions[one.stretch.id], easier(one.ways, wishes, words, phrases))
        for one, portion in found.session
    ]
    timeline = compile_session(
        session_title(selection, words, phrases),
        planned,
        words,
        phrases,
        order=wishes.order,
        first=wishes.first,
        pace=wishes.pace,
    )
    doses = doses_of(planned)
    targets = targeted(selection, words)
    given = wishes.hold is not None or wishes.reps is not None
    why: Why = (
        "as-written" if found.bound == "as-written" and not given else "as-given" if found.bound == "as-written" else "no-time"
    )
    short = shortages(targets, doses, found.most_s, words.guidance.session_s, why, selection)
    spare_s = max(0.0, wishes.minutes * 60 - timeline.total_s) if wishes.minutes is not None else 0.0
    return Plan(timeline, found.no_time, found.spared, targets, doses, short, found.bound, spare_s)


def easier(ways: Sequence[Way], wishes: Wishes, words: Vocabulary, phrases: Phrases) -> tuple[Easier, ...]:
    """Easier ways as they would be done, should they be asked for while the session runs."""
    found = []
    for way in ways:
        text, stretch = phrases.sideless(way.text) if way.text else "", way.stretch
        if stretch is None:
            found.append(Easier(text))
        else:
            hold = at_effort(stretch.hold, stretch.longest_s, wishes.effort)
            hold = wishes.hold.applied(stretch.hold) if wishes.hold else hold
            cautions = tuple(caution_words(caution, words, phrases) for caution in way.cautions)
            found.append(Easier(text, stretch.id, stretch.name, hold, cautions))
    return tuple(found)


def targeted(selection: Selection, words: Vocabulary) -> tuple[str, ...]:
    """The muscle groups that a session is for, in the order of the vocabulary.

    Those that were asked for by name, those for which what else was named is, and without either all that the selection
    reaches. What a hole takes away from the person is not aimed at by the way, unless there is nothing else.
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


class _Composed(NamedTuple):
    """What is done, and how that came.

    Attributes:
        most_s: What the stretches of the selection can give to each muscle group at most.
    """

    session: Sequence[tuple[Chosen, Portion]]
    no_time: tuple[Stretch, ...] = ()
    spared: tuple[Stretch, ...] = ()
    bound: Bound = "as-written"
    most_s: Mapping[str, int] = MappingProxyType({})


class _Composer:
    """Makes a session of a selection."""

    def __init__(
        self,
        selection: Selection,
        wishes: Wishes,
        words: Vocabulary,
        phrases: Phrases,
        history: History,
        cautions: Mapping[str, Sequence[str]],
    ) -> None:
        self._selection, self._wishes, self._words, self._phrases = selection, wishes, words, phrases
        self._targets = targeted(selection, words)
        self._chosen = in_order(selection, words)
        self._totals = Totals(
            [(one.stretch, cautions[one.stretch.id]) for one in self._chosen],
            words,
            phrases,
            order=wishes.order,
            pace=wishes.pace,
        )
        self._portions = [self._portions_of(index, one) for index, one in enumerate(self._chosen)]
        self._history = history

    def composed(self) -> _Composed:
        """The session.

        Raises:
            NothingMatches: there is not enough time for what was named by hand, or for anything.
        """
        minutes = self._wishes.minutes
        limit_s = minutes * 60 if minutes is not None else self._usual_s()
        self._insist(limit_s)
        found = Search(self._candidates(), self._totals, self._scale(), limit_s).best()
        if found is None:
            raise self._too_few_minutes()
        session = [(self._chosen[index], portion) for index, portion in found.picks.items()]
        left = tuple(one.stretch for index, one in enumerate(self._chosen) if one.as_written and index not in found.picks)
        bound: Bound = "one-dose" if minutes is None else "minutes" if found.bounded else "doses"
        most_s: dict[str, int] = {}
        for one, portions_ in zip(self._chosen, self._portions, strict=True):
            for group in one.stretch.targets:
                given = max(given_s(one.stretch, portion.reps, portion.hold.target_s) for portion in portions_)
                most_s[group] = most_s.get(group, 0) + given
        return _Composed(session, left if found.bounded else (), () if found.bounded else left, bound, most_s)

    def _usual_s(self) -> float:
        """Twenty minutes, and what was named besides."""
        fixed = [(index, self._portions[index][0]) for index in range(len(self._chosen)) if self._fixed(index)]
        return USUAL_S + (self._totals.total_s(fixed) if fixed else 0)

    def _fixed(self, index: int) -> bool:
        """It is done as it was written."""
        return self._wishes.minutes is None and self._chosen[index].as_written

    def _must(self, index: int) -> bool:
        return self._chosen[index].by_hand or self._fixed(index)

    def _portions_of(self, index: int, one: Chosen) -> tuple[Portion, ...]:
        wishes = self._wishes
        if self._fixed(index):
            return (as_written(one, wishes.hold, wishes.reps, wishes.effort),)
        most_s = self._words.guidance.most_session_s
        found = portions(one, wishes.hold, wishes.reps, wishes.effort, most_s)
        kept: list[Portion] = []
        held_s = 0
        for portion in sorted(found, key=lambda portion: self._totals.seconds(index, portion)):
            if portion.reps * portion.hold.target_s > held_s:  # more time for no more holding serves nobody
                held_s = portion.reps * portion.hold.target_s
                kept.append(portion)
        return tuple(kept)

    def _candidates(self) -> list[Candidate]:
        scale = self._scale()
        down_matters = not is_one_way(self._chosen, self._words)
        found = []
        all_merits = merits(self._selection, self._chosen, self._targets, self._history)
        for index, one in enumerate(self._chosen):
            stretch = one.stretch
            judged = all_merits[index]
            given = [given_s(stretch, portion.reps, portion.hold.target_s) for portion in self._portions[index]]
            standing_in = judged.minded or judged.hurt or judged.foreign
            if stretch.effect == "work":
                usual_s = stretch.reps * stretch.hold.target_s
                clean = [scale.worked(min(p.reps * p.hold.target_s, usual_s)) for p in self._portions[index]]
            else:
                clean = [0 if standing_in else scale.clean(stretch.targets, seconds) for seconds in given]
            level = self._words.level(stretch.position, stretch.required)
            found.append(
                Candidate(
                    portions=self._portions[index],
                    doses=tuple(scale.doses(stretch.targets, seconds) for seconds in given),
                    clean=tuple(clean),
                    wanting=judged.wanting,
                    blemish=judged.blemish,
                    must=self._must(index),
                    down="" if not down_matters or level == "up" else "bed" if level == "bed" else "floor",
                    backwards=wrong_way_round(index, self._chosen),
                )
            )
        return found

    def _scale(self) -> Scale:
        groups = dict.fromkeys(group for one in self._chosen for group in one.stretch.targets)
        guidance = self._words.guidance
        due = {group: self._due(group) for group in self._targets}
        return Scale(list(groups), self._targets, guidance, due, filling=self._wishes.minutes is not None)

    def _due(self, group: str) -> int:
        """How many days of stretching are missing for it this week, on the side that has fewer; none after enough seconds."""
        guidance, history = self._words.guidance, self._history
        sides: tuple[BodySide, ...] = ("right", "left")
        held_s = min(history.week_s.get((group, side), 0.0) for side in sides)
        days = min(history.week_days.get((group, side), 0) for side in sides)
        return 0 if held_s >= guidance.most_week_s else max(0, guidance.least_days - days)

    def _insist(self, limit_s: float) -> None:
        """What was named by hand fits.

        Raises:
            NothingMatches: it does not.
        """
        least = [(index, self._portions[index][0]) for index in range(len(self._chosen)) if self._must(index)]
        if least and self._totals.total_s(least) > limit_s:
            raise self._too_few_minutes()

    def _too_few_minutes(self) -> NothingMatches:
        """Not even one stretch fits, or not all that were named by hand."""
        musts = [index for index in range(len(self._chosen)) if self._must(index)]
        first_s = {index: self._totals.first_s(index, self._portions[index][0]) for index in range(len(self._chosen))}
        wanted = musts or [min(first_s, key=lambda index: first_s[index])]
        what = self._phrases.listed([self._chosen[index].stretch.id for index in wanted])
        minutes, seconds = divmod(self._totals.total_s([(index, self._portions[index][0]) for index in wanted]), 60)
        return NothingMatches(
            "There is not enough time.", f"One round of {what} takes {minutes} min {seconds} s; give more --minutes."
        )
