"""Laying a session out in time: the planned stretches become phases.

Each rule is given with the function that keeps it. All durations are whole session seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import HoldRange, Step, StepKind, Stretch
from stretchcli.catalog.steps import AGAIN_S, first_text, setups, step_s
from stretchcli.catalog.text import Side, spoken_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session import sentences
from stretchcli.session.length import FIRST_INTRO_S, INTRO_S, Pace
from stretchcli.session.timeline import Easier, Item, Kind, Phase, Timeline

Order = Literal["alternate", "grouped"]


class PlannedStretch(NamedTuple):
    """One stretch of a session with what will be done of it.

    Attributes:
        cautions: What to mind with the person's own conditions, said in the intro.
        easier: The easier way, then the easier way of that one, and so on.
    """

    stretch: Stretch
    reps: int
    hold: HoldRange
    cautions: tuple[str, ...] = ()
    easier: tuple[Easier, ...] = ()


def compile_session(
    title: str,
    planned: Sequence[PlannedStretch],
    words: Vocabulary,
    phrases: Phrases,
    *,
    order: Order = "alternate",
    first: Side = "right",
    pace: Pace | None = None,
    own_way: bool = False,
) -> Timeline:
    """Lay a session out in time.

    Args:
        title: What the session is called.
        planned: The stretches in order, at least one.
        words: The vocabulary, for what has to be fetched.
        phrases: What is said between the steps.
        order: R L R L, or all of one side before the other.
        first: The side that leads first.
        pace: The pauses, and what is said briefly; the usual pace where it is None.
        own_way: The usual way down to the floor is not for this person.
    """
    phases = tuple(Builder(words, phrases, pace or Pace(), own_way).session(planned, order, first))
    items = [item_of(one, words, phrases, _sides(one.stretch, first)) for one in planned]
    return Timeline.of(title, items, phases)


def item_of(planned: PlannedStretch, words: Vocabulary, phrases: Phrases, sides: tuple[Side, ...]) -> Item:
    """What the timeline keeps of a planned stretch, with its sides in their order."""
    stretch = planned.stretch
    return Item(
        stretch=stretch.id,
        name=stretch.name,
        targets=stretch.targets,
        felt_at=stretch.felt_at,
        reps=planned.reps,
        sides=sides,
        hold=planned.hold,
        cautions=(*_general_cautions(stretch, phrases), *planned.cautions),
        effect=stretch.effect,
        level=words.level(stretch.position, stretch.required),
        easier=planned.easier,
    )


def rest_before(
    before: Stretch,
    coming: Stretch,
    pace: Pace,
    words: Vocabulary,
    phrases: Phrases,
    at_hand: Collection[str] = (),
    *,
    own_way: bool = False,
) -> tuple[str, int]:
    """What is said between two stretches, and its seconds.

    They depend on neither what was fetched earlier nor the way down, so that a session is as long as its neighbours add up to.

    Args:
        at_hand: What has been fetched, besides what the stretch before requires.
        own_way: The usual way down to the floor is not for this person.
    """
    longest = sentences.rest_between(phrases, before, coming, words)
    text = sentences.rest_between(phrases, before, coming, words, at_hand, own_way=own_way)
    return text, max(pace.between_s(before, coming, words), spoken_s(longest))


def _general_cautions(stretch: Stretch, phrases: Phrases) -> tuple[str, ...]:
    """Its cautions that concern everybody, for no side in particular."""
    return tuple(phrases.sideless(caution.text) for caution in stretch.cautions if caution.condition is None)


def _sides(stretch: Stretch, first: Side) -> tuple[Side, ...]:
    if stretch.sides == "both":
        return ("both",)
    return ("left", "right") if first == "left" else ("right", "left")


class Builder:
    """Makes the phases of stretches, one after the other."""

    planned: PlannedStretch
    reps: Mapping[Side, int]

    def __init__(self, words: Vocabulary, phrases: Phrases, pace: Pace, own_way: bool) -> None:
        self.words, self.phrases, self.pace, self.own_way = words, phrases, pace, own_way
        self.index = self.item = 0

    @property
    def stretch(self) -> Stretch:
        return self.planned.stretch

    def session(self, planned: Sequence[PlannedStretch], order: Order, first: Side) -> Iterator[Phase]:
        """All phases of a session."""
        fetched: set[str] = set()
        offered: set[str] = set()
        for number, one in enumerate(planned):
            self.item = number
            if number:
                self.planned = one
                before = planned[number - 1].stretch
                # Who did without what was only offered still has to fetch it where it is required.
                at_hand = fetched | {*offered, *before.offered}.difference(one.stretch.required)
                yield from self._between(before, one.stretch, at_hand)
            for pieces, told in ((one.stretch.required, fetched), (one.stretch.offered, offered)):
                told.update(piece for piece in pieces if not self.words.is_place(piece))  # places are left behind
            sides = _sides(one.stretch, first)
            reps = range(one.reps)
            blocks = [side for side in sides for _ in reps] if order == "grouped" else [side for _ in reps for side in sides]
            yield from self.stretch_phases(one, blocks, *self._introduction(one, first=number == 0))

    def stretch_phases(self, planned: PlannedStretch, blocks: Sequence[Side], intro: str, intro_s: int) -> Iterator[Phase]:
        """A stretch from its intro on.

        Args:
            planned: What is done of it.
            blocks: The side of each hold, in their order.
            intro: What is said before it.
            intro_s: The seconds of that.
        """
        self.planned, self.reps = planned, Counter(blocks)
        yield from self._phase("intro", intro_s, intro)
        yield from self._blocks(blocks)

    def _phase(
        self,
        kind: Kind,
        duration_s: int,
        text: str,
        side: Side | None = None,
        rep: int | None = None,
        short: str | None = None,
        *,
        at_once: bool = False,
    ) -> Iterator[Phase]:
        """One phase, or none where its duration is 0."""
        if duration_s == 0:
            return
        stretch = self.stretch
        yield Phase(
            index=self.index,
            item=self.item,
            kind=kind,
            stretch=stretch.id,
            side=side,
            felt=stretch.felt_on(side) if side else None,
            rep=rep if side else None,
            reps=self.reps[side] if side else None,
            duration_s=duration_s,
            floor_s=self.planned.hold.floor_s if kind == "hold" else None,
            text=text,
            short=self.phrases.for_side(short, side or "both") if short else None,
            lead=sentences.lead(self.phrases, stretch, side) if side else None,
            at_once=at_once,
        )
        self.index += 1

    def _introduction(self, planned: PlannedStretch, *, first: bool) -> tuple[str, int]:
        """What is said before a stretch, and its seconds."""
        stretch = planned.stretch
        at_hand = None if first else stretch.required + stretch.optional  # what later ones need was said in the rest
        fetched = sentences.fetching(self.phrases, stretch, self.words, at_hand)
        text = sentences.intro(self.phrases, stretch, planned.reps, planned.hold, fetched, planned.cautions)
        return text, max(FIRST_INTRO_S if first else INTRO_S, spoken_s(text))

    def _between(self, before: Stretch, coming: Stretch, at_hand: Collection[str]) -> Iterator[Phase]:
        text, seconds = rest_before(before, coming, self.pace, self.words, self.phrases, at_hand, own_way=self.own_way)
        yield from self._phase("rest", seconds, text)

    def _blocks(self, sides: Sequence[Side]) -> Iterator[Phase]:
        """One block for each hold: into the position, ready, hold, release.

        The first block of a side gives the whole way in, step by step or at once; a later one gives a switch (other side) or a
        rest and a short setup (same side), never both.
        """
        stretch, phrases = self.stretch, self.phrases
        begun: set[Side] = set()
        previous: Side | None = None
        told: Counter[Side] = Counter()
        for side in sides:
            told[side] += 1
            rep = told[side]
            if side not in begun:
                if previous is not None:
                    # Where one lies or stands because of a step that comes once, one stays there.
                    stays = any(step.once for step in self._steps("setup"))
                    text = phrases.say("switch.stay", side=side) if stays else phrases.say("switch.text", side=side)
                    yield from self._switch(text, side, rep, phrases.say("switch.short"))
                yield from self._setups(side, rep, once=previous is None)
            elif side == previous:
                yield from self._phase("rest", self.pace.rest_s, phrases.say("rest.within"))
                yield from self._phase("setup", AGAIN_S, phrases.for_side(stretch.again, side), side, rep, stretch.again_short)
            else:
                yield from self._switch(phrases.for_side(stretch.switch or stretch.again, side), side, rep, stretch.switch_short)
            yield from self._phase("ready", self.pace.ready_s, phrases.say("ready", side=side), side, rep)
            yield from self._hold(side, rep, first=side not in begun)
            yield from self._releases(side, rep, first=side not in begun)
            begun.add(side)
            previous = side

    def _switch(self, text: str, side: Side, rep: int, short: str | None) -> Iterator[Phase]:
        yield from self._phase("switch", self.pace.switching_s(self.stretch), text, side, rep, short)

    def _setups(self, side: Side, rep: int, *, once: bool) -> Iterator[Phase]:
        for step in self._steps("setup"):
            if step.once and once:
                yield from self._phase("setup", step_s(step, step.text), step.text, short=step.short)
        for told in setups(self.stretch, self.phrases, at_once=self.pace.at_once(self.stretch, first_side=once)):
            text = self.phrases.for_side(told.text, side)
            yield from self._phase("setup", told.seconds, text, side, rep, told.short, at_once=told.at_once)

    def _hold(self, side: Side, rep: int, *, first: bool) -> Iterator[Phase]:
        (step,) = self._steps("hold")
        text = first_text(self.stretch, step) if first else step.text
        yield from self._phase("hold", self.planned.hold.target_s, self.phrases.for_side(text, side), side, rep, step.short)

    def _releases(self, side: Side, rep: int, *, first: bool) -> Iterator[Phase]:
        for step in self._steps("release"):
            text = first_text(self.stretch, step) if first else step.text
            yield from self._phase("release", step_s(step, text), self.phrases.for_side(text, side), side, rep, step.short)

    def _steps(self, kind: StepKind) -> list[Step]:
        return [step for step in self.stretch.steps if step.kind == kind]
