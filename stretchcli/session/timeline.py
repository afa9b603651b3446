"""A session compiled to a flat, immutable list of phases, each with its seconds.

The rules stand beside the functions that keep them. All durations are whole session seconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.records import HoldRange, Step, Stretch, Vocabulary
from stretchcli.catalog.text import Side, for_side, sideless, spoken_s
from stretchcli.session import phrases
from stretchcli.session.length import AGAIN_S, FIRST_INTRO_S
from stretchcli.session.length import Pace as Pace

Kind = Literal["intro", "setup", "ready", "hold", "release", "switch", "rest"]
Order = Literal["alternate", "grouped"]

INTRO_S: Final = 5
REST_BETWEEN_S: Final = 10
REST_BETWEEN_FAR_S: Final = 20
OUCH_RELEASE_S: Final = 8
LONGEST_HOLD_S: Final = 300
EXTENSION_S: Final = 5
HALFWAY_FROM_S: Final = 20
COUNTDOWN: Final = (3, 2, 1)


class Dose(NamedTuple):
    """One stretch of a session with what will be done of it."""

    stretch: Stretch
    reps: int
    hold: HoldRange
    cautions: tuple[str, ...] = ()


class Item(NamedTuple):
    """What a timeline keeps of a stretch, so that it can be shown, logged and resumed without the catalog."""

    stretch: str
    name: str
    targets: tuple[str, ...]
    felt_at: str
    reps: int
    sides: tuple[Side, ...]
    hold: HoldRange
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of time with one thing to do.

    Attributes:
        index: Its place in the timeline, from 0.
        item: Which item of the session it belongs to; a rest between stretches belongs to the coming one.
        side: The leading side; the coming one on a switch; None on intro, rest and ``once`` steps.
        felt: Where it is felt; None wherever ``side`` is.
        rep, reps: Counted per side; those of the coming hold on a switch and when the same side starts again.
        duration_s: Whole session seconds; of a hold the target.
        floor_s: On holds, the seconds from which it counts as complete.
        text: What is said, complete and mirrored.
        short: The same in at most 24 characters; None where the record gives none, and where nothing is to be done.
        lead: What the side means, "right leg in front"; None wherever ``side`` is.
    """

    index: int
    item: int
    kind: Kind
    stretch: str
    side: Side | None
    felt: Side | None
    rep: int | None
    reps: int | None
    duration_s: int
    floor_s: int | None
    text: str
    short: str | None = None
    lead: str | None = None


class Timeline(NamedTuple):
    """A whole session.

    Attributes:
        starts_s: For each phase the session second at which it begins when nothing is skipped or paused.
    """

    title: str
    items: tuple[Item, ...]
    phases: tuple[Phase, ...]
    starts_s: tuple[int, ...]

    @classmethod
    def of(cls, title: str, items: Sequence[Item], phases: Sequence[Phase]) -> Timeline:
        """A timeline with its starts worked out."""
        ends = itertools.accumulate(phase.duration_s for phase in phases)
        return cls(title, tuple(items), tuple(phases), (0, *ends)[: len(phases)])

    @property
    def total_s(self) -> int:
        """Seconds from the first phase to the end of the last."""
        return self.starts_s[-1] + self.phases[-1].duration_s

    @property
    def holds(self) -> int:
        """How many holds there are."""
        return sum(phase.kind == "hold" for phase in self.phases)

    @property
    def held_s(self) -> int:
        """Seconds of all holds at target length."""
        return sum(phase.duration_s for phase in self.phases if phase.kind == "hold")


class Cue(NamedTuple):
    """Something to say at a moment of a phase, counted from its start."""

    at_s: float
    name: Literal["floor_reached", "halfway", "countdown"]
    left: int | None = None


def cues(phase: Phase, duration_s: float) -> tuple[Cue, ...]:
    """The cues of a phase that lasts ``duration_s``, in the order in which they are given.

    At one moment the floor comes first, then halfway, then the countdown.
    """
    found: list[Cue] = []
    if phase.kind == "hold":
        if phase.floor_s is not None and phase.floor_s < phase.duration_s:
            found.append(Cue(phase.floor_s, "floor_reached"))
        if phase.duration_s >= HALFWAY_FROM_S:
            found.append(Cue(duration_s / 2, "halfway"))
    if phase.kind in ("hold", "ready"):
        found += [Cue(duration_s - left, "countdown", left) for left in COUNTDOWN if left <= duration_s]
    return tuple(sorted(found, key=lambda cue: cue.at_s))  # a stable sort keeps the order at one moment


def compile_session(
    title: str,
    doses: Sequence[Dose],
    words: Vocabulary,
    *,
    order: Order = "alternate",
    first: Side = "right",
    pace: Pace | None = None,
) -> Timeline:
    """Lay a session out in time.

    Args:
        title: What the session is called.
        doses: The stretches in order, at least one.
        words: The vocabulary, for what has to be fetched.
        order: R L R L, or all of one side before the other.
        first: The side that leads first.
        pace: The pauses; the usual ones where it is None.
    """
    builder = _Builder(words, order, first, pace or Pace())
    phases = tuple(builder.session(doses))
    items = [
        Item(
            stretch=dose.stretch.id,
            name=dose.stretch.name,
            targets=dose.stretch.targets,
            felt_at=dose.stretch.felt_at,
            reps=dose.reps,
            sides=_sides(dose.stretch, first),
            hold=dose.hold,
            cautions=(*general_cautions(dose.stretch), *dose.cautions),
        )
        for dose in doses
    ]
    return Timeline.of(title, items, phases)


def general_cautions(stretch: Stretch) -> tuple[str, ...]:
    """Its cautions that concern everybody, for no side in particular."""
    return tuple(sideless(caution.text) for caution in stretch.cautions if caution.condition is None)


def _sides(stretch: Stretch, first: Side) -> tuple[Side, ...]:
    if stretch.sides == "both":
        return ("both",)
    return ("left", "right") if first == "left" else ("right", "left")


@dataclass(slots=True)
class _Builder:
    words: Vocabulary
    order: Order
    first: Side
    pace: Pace
    index: int = 0
    item: int = 0
    dose: Dose = field(init=False)

    def session(self, doses: Sequence[Dose]) -> Iterator[Phase]:
        for number, dose in enumerate(doses):
            self.item, self.dose = number, dose
            if number:
                yield from self._between(doses[number - 1].stretch, dose.stretch)
            yield from self._intro(first=number == 0)
            yield from self._blocks()

    def _phase(
        self,
        kind: Kind,
        duration_s: int,
        text: str,
        side: Side | None = None,
        rep: int | None = None,
        short: str | None = None,
    ) -> Iterator[Phase]:
        """One phase, or none where its duration is 0."""
        if duration_s == 0:
            return
        stretch = self.dose.stretch
        yield Phase(
            index=self.index,
            item=self.item,
            kind=kind,
            stretch=stretch.id,
            side=side,
            felt=stretch.felt_on(side) if side else None,
            rep=rep if side else None,
            reps=self.dose.reps if side else None,
            duration_s=duration_s,
            floor_s=self.dose.hold.floor_s if kind == "hold" else None,
            text=text,
            short=for_side(short, side or "both") if short else None,
            lead=phrases.lead(stretch, side) if side else None,
        )
        self.index += 1

    def _intro(self, *, first: bool) -> Iterator[Phase]:
        stretch = self.dose.stretch
        fetch = phrases.fetch_list(stretch, self.words) if first else ""  # later ones were told in the rest
        text = phrases.intro(stretch, self.dose.reps, self.dose.hold, fetch)
        yield from self._phase("intro", max(FIRST_INTRO_S if first else INTRO_S, spoken_s(text)), text)

    def _between(self, before: Stretch, coming: Stretch) -> Iterator[Phase]:
        """10 s, or 20 s where the position or the required equipment changes."""
        far = before.position != coming.position or set(before.required) != set(coming.required)
        text = phrases.rest_between(coming, phrases.fetch_list(coming, self.words, at_hand=before.required))
        yield from self._phase("rest", REST_BETWEEN_FAR_S if far else REST_BETWEEN_S, text)

    def _blocks(self) -> Iterator[Phase]:
        """One block for each hold: into the position, ready, hold, release.

        The first block of a side tells every setup step; a later one a switch (other side) or a rest and a short
        setup (same side), never both.
        """
        stretch = self.dose.stretch
        sides = _sides(stretch, self.first)
        reps = range(1, self.dose.reps + 1)
        blocks: list[tuple[Side, int]] = (
            [(side, rep) for side in sides for rep in reps]
            if self.order == "grouped"
            else [(side, rep) for rep in reps for side in sides]
        )
        begun: set[Side] = set()
        previous: Side | None = None
        for side, rep in blocks:
            if side not in begun:
                if previous is not None:
                    yield from self._switch(phrases.change_sides(side), side, rep, phrases.CHANGE_SIDES_SHORT)
                yield from self._setups(side, rep, once=previous is None)
            elif side == previous:
                yield from self._phase("rest", self.pace.rest_s, phrases.rest_within(stretch))
                yield from self._phase("setup", AGAIN_S, for_side(stretch.again, side), side, rep, stretch.again_short)
            else:
                yield from self._switch(for_side(stretch.switch or stretch.again, side), side, rep, stretch.switch_short)
            yield from self._phase("ready", self.pace.ready_s, phrases.ready(stretch, side), side, rep)
            yield from self._hold(side, rep, first=side not in begun)
            yield from self._releases(side, rep, first=side not in begun)
            begun.add(side)
            previous = side

    def _switch(self, text: str, side: Side, rep: int, short: str | None) -> Iterator[Phase]:
        """The record's own seconds only where turning round takes longer."""
        seconds = max(self.pace.switch_s, self.dose.stretch.switch_s or 0) if self.pace.switch_s else 0
        yield from self._phase("switch", seconds, text, side, rep, short)

    def _setups(self, side: Side, rep: int, *, once: bool) -> Iterator[Phase]:
        steps = [step for step in self.dose.stretch.steps if step.kind == "setup"]
        for step in steps:
            if step.once and once:
                yield from self._phase("setup", _step_s(step, step.text), step.text, short=step.short)
        told = [step for step in steps if not step.once]
        for step in told:
            text = self._with_cautions(step, side, told=step is told[-1])
            yield from self._phase("setup", _step_s(step, text), text, side, rep, step.short)

    def _hold(self, side: Side, rep: int, *, first: bool) -> Iterator[Phase]:
        step = next(step for step in self.dose.stretch.steps if step.kind == "hold")
        text = self._with_cautions(step, side, told=first)
        yield from self._phase("hold", self.dose.hold.target_s, text, side, rep, step.short)

    def _releases(self, side: Side, rep: int, *, first: bool) -> Iterator[Phase]:
        steps = [step for step in self.dose.stretch.steps if step.kind == "release"]
        for step in steps:
            text = self._with_cautions(step, side, told=first and step is steps[0])
            yield from self._phase("release", _step_s(step, text), text, side, rep, step.short)

    def _with_cautions(self, step: Step, side: Side, *, told: bool) -> str:
        """The step's text, with the cautions of its moment the first time it comes on a side."""
        said = [caution.text for caution in self.dose.stretch.cautions if told and caution.at == step.kind]
        return for_side(" ".join([step.text, *said]), side)


def _step_s(step: Step, text: str) -> int:
    return step.takes_s or spoken_s(text)


def ouch_release(timeline: Timeline, hold: Phase) -> Phase:
    """The release after pain: at least 8 s, and how to ease off. It stands in for the first release of the hold."""
    releases = itertools.takewhile(lambda phase: phase.kind == "release", timeline.phases[hold.index + 1 :])
    text = phrases.ease_off(" ".join(phase.text for phase in releases))
    first = timeline.phases[hold.index + 1]
    return Phase(
        index=first.index,
        item=first.item,
        kind="release",
        stretch=first.stretch,
        side=first.side,
        felt=first.felt,
        rep=first.rep,
        reps=first.reps,
        duration_s=max(OUCH_RELEASE_S, spoken_s(text)),
        floor_s=None,
        text=text,
        short=phrases.EASE_OFF_SHORT,
        lead=first.lead,
    )
