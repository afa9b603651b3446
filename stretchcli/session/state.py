"""A session at one moment, and what it reports. The engine turns one state into the next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.timeline import Cue, CueName, Ease, Phase, Timeline

SETTLE_S: Final = 3
REPEAT_BACK_S: Final = 2.0

HoldOutcome = Literal["full", "early", "short", "skipped", "pain", "restarted"]
SessionOutcome = Literal["complete", "stopped"]
PauseReason = Literal["key", "gap"]
EventName = Literal["session_started", "phase_started", "phase_ended", "extended", "paused", "resumed", "session_ended", CueName]


class Status(StrEnum):
    """The status of the session. ``SETTLING``: getting ready after a pause in a hold."""

    RUNNING = "running"
    PAUSED = "paused"
    SETTLING = "settling"
    ENDED = "ended"


class Event(NamedTuple):
    """Something that happened. Fields that do not belong to the event are None."""

    name: EventName
    at_s: float
    phase: Phase | None = None
    left: int | None = None
    duration_s: float | None = None
    held_s: float | None = None
    outcome: HoldOutcome | SessionOutcome | None = None
    why: PauseReason | None = None
    total_s: int | None = None


class HoldResult(NamedTuple):
    """How a hold went. ``held_s``: session seconds without pauses."""

    held_s: float
    outcome: HoldOutcome


class State(NamedTuple):
    """A session at one moment.

    Attributes:
        phrases: The words of this session.
        phase: The running phase: ``timeline.phases[i]``, or the release after pain that stands in for one.
        duration_s: Its seconds, including what ``+`` added.
        began_s: The moment on the session clock at which it would have begun had there been no pauses.
        pending: Cues not given yet.
        stopped_s: While paused or settling, the moment at which time stood still.
        settled_s: While settling, the moment at which the hold goes on.
        ouch: The running phase is the release after pain.
        results: For each hold that ended, by phase index, how.
        last_back_s: When ``back`` last came.
        manual: Setup and switch wait for ``next``.
        repeat_back_s: Within this time a further ``back`` goes one phase further.
        moved: Since the session began or was resumed the person was told to move: more than an intro has come.
        placed: The item in whose position the person is, or was last; None before the first.
        ease: Lays out the easier way of a stretch; None where nobody can.
    """

    timeline: Timeline
    phrases: Phrases
    phase: Phase
    status: Status
    duration_s: float
    began_s: float
    pending: tuple[Cue, ...]
    stopped_s: float | None = None
    settled_s: float | None = None
    ouch: bool = False
    results: Mapping[int, HoldResult] = MappingProxyType({})
    last_back_s: float | None = None
    manual: bool = False
    repeat_back_s: float = REPEAT_BACK_S
    moved: bool = False
    placed: int | None = None
    ease: Ease | None = None
    outcome: SessionOutcome | None = None

    @property
    def waiting(self) -> bool:
        """The phase has no end of its own."""
        return self.manual and self.phase.kind in ("setup", "switch")

    def elapsed_s(self, now_s: float) -> float:
        """Seconds of the running phase that have passed, never below 0 nor above its duration."""
        moment = now_s if self.stopped_s is None else self.stopped_s
        return min(max(moment - self.began_s, 0.0), self.duration_s)

    def remaining_s(self, now_s: float) -> float:
        """Seconds of the running phase that are left."""
        return self.duration_s - self.elapsed_s(now_s)

    def session_left_s(self, now_s: float) -> float:
        """Seconds of the whole session that are left when nothing more is skipped or paused."""
        if self.status is Status.ENDED:
            return 0.0
        phases = self.timeline.phases
        last = self.phase.index
        while self.ouch and last + 1 < len(phases) and phases[last + 1].item == self.phase.item:
            last += 1  # after pain the rest of the stretch is skipped
        after_s = self.timeline.total_s - self.timeline.starts_s[last] - phases[last].duration_s
        return after_s + self.remaining_s(now_s)

    def next_moment_s(self) -> float:
        """The next moment at which something is due; infinite while paused or waiting."""
        if self.status is Status.SETTLING and self.settled_s is not None:
            return self.settled_s
        if self.status is not Status.RUNNING:
            return math.inf
        moments = [self.began_s + cue.at_s for cue in self.pending[:1]]
        if not self.waiting:
            moments.append(self.began_s + self.duration_s)
        return min(moments, default=math.inf)
