"""A session as a flat, immutable list of phases, each with its seconds, and the cues of a phase. Whole session seconds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, Protocol

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Effect, HoldRange
from stretchcli.catalog.text import Side, spoken_s
from stretchcli.catalog.vocabulary import Level
from stretchcli.session.sentences import ComingOut

Kind = Literal["intro", "setup", "ready", "hold", "release", "switch", "rest"]
CueName = Literal["floor_reached", "halfway", "countdown"]

OUCH_RELEASE_S: Final = 8
HALFWAY_FROM_S: Final = 20
COUNTDOWN: Final = (3, 2, 1)


class Easier(NamedTuple):
    """An easier way that the person's constraints allow.

    Attributes:
        text: What makes it easier, in words; empty where the record says nothing.
        stretch, name, hold, cautions: Another stretch as it would be done; without one, the words are all there is.
    """

    text: str = ""
    stretch: str | None = None
    name: str | None = None
    hold: HoldRange | None = None
    cautions: tuple[str, ...] = ()


class Item(NamedTuple):
    """What a timeline keeps of a stretch, so that it can be shown, logged and resumed without the catalog.

    Attributes:
        easier: The easier way, then the easier way of that one, and so on.
        instead_of: The name of the stretch that gave way to it in the session; None where it was planned.
    """

    stretch: str
    name: str
    targets: tuple[str, ...]
    felt_at: str
    reps: int
    sides: tuple[Side, ...]
    hold: HoldRange
    cautions: tuple[str, ...]
    effect: Effect = "stretch"
    level: Level = "up"
    easier: tuple[Easier, ...] = ()
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of time with one thing to do.

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
        logged_as: On holds, the number under which the log has it where that is not ``index``: the timeline has changed since.
        at_once: It says all steps of a setup by their short texts; ``short`` is that of the first.
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
    logged_as: int | None = None
    at_once: bool = False

    @property
    def number(self) -> int:
        """The number by which the log knows a hold: it stays the same when other phases come or go."""
        return self.index if self.logged_as is None else self.logged_as


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
        """A timeline with the start of each phase worked out."""
        ends = itertools.accumulate(phase.duration_s for phase in phases)
        return cls(title, tuple(items), tuple(phases), (0, *ends)[: len(phases)])

    @classmethod
    def renumbered(cls, title: str, items: Sequence[Item], phases: Sequence[Phase]) -> Timeline:
        """A timeline of phases that come from others: each gets its new place, and holds keep their numbers."""
        placed = [
            replace(phase, index=index, logged_as=phase.number if phase.kind == "hold" and phase.number != index else None)
            for index, phase in enumerate(phases)
        ]
        return cls.of(title, items, placed)

    def easier_ways(self, item: int) -> tuple[Easier, ...]:
        """The easier way that a stretch would give way to, then those below that one.

        A stretch that comes later in the session anyway is passed over where there is one below it that does not.
        """
        ways, later = self.items[item].easier, {one.stretch for one in self.items[item + 1 :]}
        new = (at for at, way in enumerate(ways) if way.stretch is not None and way.stretch not in later)
        return ways[next(new, 0) :]

    def place(self, item: int) -> tuple[int, int]:
        """Which stretch of how many an item is; one that took the place of another counts with it."""
        planned = [one.instead_of is None for one in self.items]
        return sum(planned[: item + 1]), sum(planned)

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


class Leaving(NamedTuple):
    """A stretch that is left for its easier way.

    Attributes:
        item: The stretch that is left; its first easier way is taken.
        holds: Its holds that are left, in their order.
        before: The stretch whose things are at hand; None at the beginning of a session.
        levels: Where the body may be; none at the beginning of a session.
        out: How much there is to come out of: nothing, some steps of the way in, or the position.
        following: The stretch after it; None after the last.
    """

    item: Item
    holds: tuple[Phase, ...]
    before: str | None = None
    levels: tuple[Level, ...] = ()
    out: ComingOut = "nothing"
    following: str | None = None


class Eased(NamedTuple):
    """The easier stretch, laid out.

    Attributes:
        phases: From its intro on; their places and their item are still to be given.
        rest: What is said before the following stretch and its seconds; None where that stays as it is.
    """

    item: Item
    phases: tuple[Phase, ...]
    rest: tuple[str, int] | None = None


class Ease(Protocol):
    """Lays out what a key changes while a session runs."""

    def __call__(self, leaving: Leaving) -> Eased:
        """The easier stretch in place of the one that is left."""

    def rest(self, before: str | None, levels: tuple[Level, ...], coming: str) -> tuple[str, int] | None:
        """What is said before the coming stretch where the one planned before it was left out, and its seconds.

        Args:
            before, levels: As in ``Leaving``.
        """


class Cue(NamedTuple):
    """Something to say at a moment of a phase, counted from its start."""

    at_s: float
    name: CueName
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


def ouch_release(timeline: Timeline, hold: Phase, phrases: Phrases) -> Phase:
    """The release after pain: at least 8 s, how to ease off, and the easier way. It replaces the first release of the hold."""
    releases = itertools.takewhile(lambda phase: phase.kind == "release", timeline.phases[hold.index + 1 :])
    said = [phrases.say("ease-off.text"), *(phase.text for phase in releases)]
    for way in timeline.easier_ways(hold.item)[:1]:
        said.append(
            phrases.say("ease-off.easier", name=way.name) if way.name else phrases.say("ease-off.next-time", text=way.text)
        )
    text = " ".join(said)
    seconds = max(OUCH_RELEASE_S, spoken_s(text))
    return replace(timeline.phases[hold.index + 1], duration_s=seconds, text=text, short=phrases.say("ease-off.short"))
