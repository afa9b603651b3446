"""The log as a listener. It gets events before all other listeners, so a hold that was shown is already being written."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

from stretchcli.log.records import HoldRecord, SessionRecord, Wall, local_now, moment_ms, offset_min_of
from stretchcli.session.resume import Resumption
from stretchcli.session.state import Event, HoldResult, State
from stretchcli.session.timeline import Phase, Timeline

Put = Callable[[SessionRecord, Timeline], None]


def new_session(timeline: Timeline, *, rehearsal: bool, wall: Wall = local_now) -> SessionRecord:
    """The record of a session that is about to begin."""
    now = wall()
    return SessionRecord(
        id=os.urandom(16).hex(),
        revision=0,
        started_utc_ms=moment_ms(now),
        offset_min=offset_min_of(now),
        rehearsal=rehearsal,
        outcome="open",
        title=timeline.title,
    )


class LogListener:
    """Turns events into records.

    A hold is rehearsed where it was not held in real time. A real session that is gone on with as a rehearsal stays as it
    is, so that it can still be resumed: rehearsed holds are added to it, marked as such, and never take the place of real ones.

    Args:
        session: The session as it is recorded so far; its holds are those of earlier sittings.
        put: Takes the records, each with the timeline to which it belongs.
        timeline: The stored timeline. Where the session becomes another one, that is stored in its place.
        speed: Session seconds in a real one; other than 1, this sitting is a rehearsal.
        resumption: How the session goes on, where it does.
    """

    def __init__(
        self,
        session: SessionRecord,
        put: Put,
        timeline: Timeline,
        speed: float = 1.0,
        resumption: Resumption | None = None,
        wall: Wall = local_now,
    ) -> None:
        self.session = session._replace(holds=())
        self.put = put
        self.timeline = timeline
        self.speed = speed
        self.resumption = resumption
        self.wall = wall
        self.began = wall()
        self.revisions = {hold.phase: hold.revision for hold in session.holds}
        self.rehearses_real = speed != 1.0 and not session.rehearsal
        self.kept = {hold.phase for hold in session.counted} if self.rehearses_real else set()
        self.running: Timeline | None = None

    def hear(self, event: Event, state: State) -> None:
        if self.running is not None and state.timeline is not self.running and not self.rehearses_real:
            self.timeline = state.timeline
            self._put_session(self.session)
        self.running = state.timeline
        if event.name == "session_started":
            self.began = self.wall()
            if self.resumption is None:  # the safety card may have been shown for a while
                began = {"started_utc_ms": moment_ms(self.began), "offset_min": offset_min_of(self.began)}
                self.session = self.session._replace(**began)  # type: ignore[arg-type]  # both are whole numbers
            skipped = self.resumption.skipped if self.resumption else ()
            holds = tuple(self._record(phase, HoldResult(0.0, "skipped"), event.at_s) for phase in skipped)
            self._put_session(self.session._replace(outcome="open"), holds)
        elif event.name == "session_ended" and event.outcome in ("complete", "stopped"):
            self._put_session(self.session._replace(outcome=event.outcome))
        elif event.name == "phase_ended" and event.phase is not None and event.phase.kind == "hold":
            result = HoldResult(event.held_s or 0.0, event.outcome)  # type: ignore[arg-type]  # a hold ends with one of its own
            if result.outcome != "restarted":
                stopped_in = state.outcome == "stopped" and state.phase == event.phase
                broken_off = stopped_in and result.outcome in ("short", "early")
                if event.phase.number in self._wanted():
                    hold = self._record(event.phase, result, event.at_s, broken_off=broken_off)
                    self.put(self.session._replace(holds=(hold,)), self.timeline)

    def close(self) -> None:
        """The code that opened the writer closes it, because closing returns notices."""

    def _wanted(self) -> set[int]:
        """The numbers of the holds that are recorded: those of the stored timeline, apart from what stays as it is."""
        return {phase.number for phase in self.timeline.phases if phase.kind == "hold"} - self.kept

    def _put_session(self, session: SessionRecord, holds: tuple[HoldRecord, ...] = ()) -> None:
        if self.rehearses_real:
            return
        self.session = session._replace(revision=session.revision + 1)
        self.put(self.session._replace(holds=holds), self.timeline)

    def _record(self, phase: Phase, result: HoldResult, at_s: float, *, broken_off: bool = False) -> HoldRecord:
        item = self.timeline.items[phase.item]
        self.revisions[phase.number] = self.revisions.get(phase.number, 0) + 1
        return HoldRecord(
            phase=phase.number,
            revision=self.revisions[phase.number],
            stretch=phase.stretch,
            side=phase.side or "both",
            felt=phase.felt or "both",
            felt_at=item.felt_at,
            groups=item.targets,
            rep=phase.rep or 1,
            planned_s=phase.duration_s,
            held_s=result.held_s,
            outcome=result.outcome,  # type: ignore[arg-type]  # a try that was restarted is never recorded
            broken_off=broken_off,
            ended_utc_ms=moment_ms(self.began + timedelta(seconds=at_s / self.speed)),
            offset_min=offset_min_of(self.wall()),
            day=f"{self.began:%Y-%m-%d}",
            rehearsal=self.speed != 1.0,
            effect=item.effect,
        )
