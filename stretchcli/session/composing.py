"""Composing a session: how much of each stretch may be done, what speaks for it, and the search for the best of all that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from math import ceil
from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.errors import NothingMatches
from stretchcli.session.aims import Scale
from stretchcli.session.doses import Bound, Portion, as_written, given_s, portions, targeted
from stretchcli.session.history import History
from stretchcli.session.ordering import in_order, is_clean, is_one_way, merits, wrong_way_round
from stretchcli.session.search import Search
from stretchcli.session.sessions import Candidate, Down, Sessions
from stretchcli.session.summary import BodySide
from stretchcli.session.totals import Totals
from stretchcli.session.wishes import Wishes

USUAL_S: Final = 20 * 60  # the longest a session gets where no minutes are given
DOSES_OF_ONE: Final = 2  # of one stretch, where there are others: each reaches a muscle in its own way, and nine reps are tedious


class Composed(NamedTuple):
    """A session as it was composed.

    Attributes:
        left: What is left out although it was asked for.
        in_reach_s: What all stretches together could give to each muscle group without getting down a second time, in seconds.
        most_s: The same, were one to get down again.
    """

    session: list[tuple[Chosen, Portion]]
    bound: Bound
    left: tuple[Stretch, ...]
    in_reach_s: Mapping[str, int]
    most_s: Mapping[str, int]


class Composer:
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
        ordered = in_order(selection, words)
        # What works a muscle is done where it was named or a routine has it; a session for a group is not filled up with it.
        self._chosen = [one for one in ordered if one.as_written or one.stretch.effect == "stretch"] or ordered
        self._totals = Totals(
            [(one.stretch, cautions[one.stretch.id]) for one in self._chosen],
            words,
            phrases,
            order=wishes.order,
            pace=wishes.pace,
        )
        levels = [words.level(one.stretch.position, one.stretch.required) for one in self._chosen]
        self._downs: list[Down] = ["" if level == "up" else "bed" if level == "bed" else "floor" for level in levels]
        if is_one_way(self._chosen, words):
            self._downs = [""] * len(levels)
        stretching = [one.stretch for one in self._chosen if one.stretch.effect == "stretch"]
        self._reaching = Counter(group for stretch in stretching for group in stretch.targets)
        self._portions = [self._portions_of(index, one) for index, one in enumerate(self._chosen)]
        self._history = history
        self._merits = merits(selection, self._chosen, self._targets, history)
        self._counted = self._counted_groups()

    def composed(self) -> Composed:
        """The session.

        Raises:
            NothingMatches: there is not enough time for what was named by hand, or for anything.
        """
        minutes = self._wishes.minutes
        found = self.search().best()
        if found is None:
            raise self._too_few_minutes()
        session = [(self._chosen[index], portion) for index, portion in found.picks.items()]
        left = [one.stretch for index, one in enumerate(self._chosen) if one.as_written and index not in found.picks]
        bound: Bound = "one-dose" if minutes is None else "minutes" if found.bounded else "doses"
        downs = {self._downs[index] for index in found.picks} - {""}
        return Composed(session, bound, tuple(left), self._most_s(downs or set(self._downs)), self._most_s(set(self._downs)))

    def search(self) -> Search:
        """The search for the best session."""
        minutes, scale = self._wishes.minutes, self._scale()
        limit_s = self._usual_s() if minutes is None else minutes * 60
        return Search(Sessions(self._candidates(scale), self._totals, scale, limit_s))

    def _most_s(self, downs: Set[Down]) -> dict[str, int]:
        """What the stretches for which one gets down to these give together to each group, done as much as they may be."""
        most_s: dict[str, int] = {}
        for one, groups, down, portions_ in zip(self._chosen, self._counted, self._downs, self._portions, strict=True):
            if down in {"", *downs}:
                given = _most_given_s(one.stretch, portions_)
                for group in groups:
                    most_s[group] = most_s.get(group, 0) + given
        return most_s

    def _counted_groups(self) -> list[list[str]]:
        """The groups to which the seconds of each stretch count.

        A condition that minds a stretch keeps them from counting where a stretch without a caution is there to give the dose:
        no group more is worth lying on a belly just operated on.
        """
        clean_s: dict[str, int] = {}
        for one, portions_ in zip(self._chosen, self._portions, strict=True):
            if is_clean(one, self._history):
                group = one.stretch.targets[0]
                clean_s[group] = clean_s.get(group, 0) + _most_given_s(one.stretch, portions_)
        enough = {group for group, seconds in clean_s.items() if seconds >= self._words.guidance.session_s}
        return [
            [group for group in one.stretch.targets if not judged.minded or group not in enough]
            for one, judged in zip(self._chosen, self._merits, strict=True)
        ]

    def _usual_s(self) -> int:
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
            return (as_written(one, wishes),)
        found = portions(one, wishes, self._most_of_one_s(one))
        kept: list[Portion] = []
        held_s = 0
        for portion in sorted(found, key=lambda portion: self._totals.seconds(index, portion)):
            if portion.reps * portion.hold.target_s > held_s:  # more time without more holding helps nobody
                held_s = portion.reps * portion.hold.target_s
                kept.append(portion)
        return tuple(kept)

    def _most_of_one_s(self, one: Chosen) -> int:
        """Up to how many seconds on a side it is repeated: two doses where another stretch can give its groups the rest."""
        guidance = self._words.guidance
        alone = any(self._reaching[group] == 1 for group in one.stretch.targets)
        return guidance.most_session_s if one.by_hand or alone else DOSES_OF_ONE * guidance.session_s

    def _candidates(self, scale: Scale) -> list[Candidate]:
        found = []
        backwards = wrong_way_round(self._chosen)
        for index, one in enumerate(self._chosen):
            stretch = one.stretch
            judged = self._merits[index]
            given = [given_s(stretch, portion.reps, portion.hold.target_s) for portion in self._portions[index]]
            standing_in = judged.minded or judged.hurt > 1 or judged.foreign
            if stretch.effect == "work":
                usual_s = stretch.reps * stretch.hold.target_s
                further = [scale.worked(min(p.reps * p.hold.target_s, usual_s)) for p in self._portions[index]]
            else:
                further = [0 if standing_in else scale.clean(stretch.targets, seconds) for seconds in given]
            found.append(
                Candidate(
                    portions=self._portions[index],
                    doses=tuple(scale.doses(stretch.targets, seconds) for seconds in given),
                    counted=tuple(scale.doses(self._counted[index], seconds) for seconds in given),
                    clean=tuple(further),
                    wanting=judged.wanting,
                    blemish=judged.blemish,
                    must=self._must(index),
                    down=self._downs[index],
                    backwards=backwards[index],
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

    def _too_few_minutes(self) -> NothingMatches:
        """Not even one stretch fits, or not all that were named by hand."""
        musts = [index for index in range(len(self._chosen)) if self._must(index)]
        first_s = {index: self._totals.first_s(index, self._portions[index][0]) for index in range(len(self._chosen))}
        wanted = musts or [min(first_s, key=lambda index: first_s[index])]
        what = self._phrases.listed([f"“{self._chosen[index].stretch.name}”" for index in wanted])
        total_s = self._totals.total_s([(index, self._portions[index][0]) for index in wanted])
        takes, minutes = self._phrases.duration(total_s), ceil(total_s / 60)
        remedy = f"One round of {what} takes {takes}. Give --minutes {minutes} or more."
        return NothingMatches("There is not enough time.", remedy)


def _most_given_s(stretch: Stretch, portions_: Sequence[Portion]) -> int:
    """The most that a stretch gives to a group, on each side."""
    return max(given_s(stretch, portion.reps, portion.hold.target_s) for portion in portions_)
