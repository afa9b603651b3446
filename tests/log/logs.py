"""Logs for tests: a wall clock that is set by hand, records of any kind, sessions played through the log's listener."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from stretchcli.catalog.records import HoldRange
from stretchcli.log.listener import LogListener, new_session
from stretchcli.log.records import HoldRecord, SessionRecord, moment_ms, offset_min_of
from stretchcli.log.store import Store, packed
from stretchcli.session.engine import Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.resume import Resumption
from stretchcli.session.state import State
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES
from tests.strategies import CATALOG, EASE


@dataclass
class FakeWall:
    """A wall clock that stands still until it is set."""

    now: datetime = field(default_factory=lambda: local(2026, 11, 22, 18, 0))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **lapse: float) -> None:
        """Let time go by."""
        self.now += timedelta(**lapse)


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0, *, offset_h: float = 1.0) -> datetime:
    """A local time with its offset from UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=timezone(timedelta(hours=offset_h)))


@cache
def short_session(*stretches: str, reps: int = 2, pace: Pace | None = None) -> Timeline:
    """A session of these stretches (the bridge) with holds of 20-30 s."""
    names = stretches or ("glute-bridge",)
    doses = [PlannedStretch(CATALOG.stretches[name], reps, HoldRange(20, 30)) for name in names]
    return compile_session("A session", doses, CATALOG.vocabulary, PHRASES, pace=pace)


def played(
    timeline: Timeline,
    happened: Iterable[Message],
    wall: FakeWall,
    *,
    session: SessionRecord | None = None,
    going_on: Resumption | None = None,
    speed: float = 1.0,
) -> tuple[State, list[SessionRecord]]:
    """A session with these messages, and what its listener hands to the writer; the wall keeps pace with the session."""
    put: list[SessionRecord] = []
    session = session or new_session(timeline, rehearsal=speed != 1.0, wall=wall)
    listener = LogListener(session, lambda record, _: put.append(record), timeline, speed, going_on, wall)
    began = wall.now
    if going_on is None:
        state, events = start(timeline, PHRASES, ease=EASE)
    else:
        state, events = start(going_on.timeline, PHRASES, at=going_on.at, results=going_on.results, ease=EASE)
    for event in events:
        listener.hear(event, state)
    for message in happened:
        if began.tzinfo == wall.now.tzinfo:
            wall.now = began + timedelta(seconds=message.now_s / speed)
        state, events = step(state, message)
        for event in events:
            listener.hear(event, state)
    return state, put


def written(store: Store, timeline: Timeline, put: Iterable[SessionRecord]) -> None:
    """Write what a listener handed over."""
    store.merge((record, packed(timeline)) for record in put)


def begun(wall: FakeWall, **values: object) -> SessionRecord:
    """A finished session at the wall's time."""
    session = new_session(short_session(), rehearsal=False, wall=wall)
    return session._replace(**{"revision": 2, "outcome": "complete", **values})  # type: ignore[arg-type]


def hold(wall: FakeWall, **values: object) -> HoldRecord:
    """A full bridge of 30 s at the wall's time."""
    record = HoldRecord(
        phase=5,
        revision=1,
        stretch="glute-bridge",
        side="both",
        felt="both",
        felt_at="seat",
        groups=("glutes", "hip-flexors"),
        rep=1,
        planned_s=30,
        held_s=30.0,
        outcome="full",
        broken_off=False,
        ended_utc_ms=moment_ms(wall.now),
        offset_min=offset_min_of(wall.now),
        day=f"{wall.now:%Y-%m-%d}",
        rehearsal=False,
    )
    return record._replace(**values)  # type: ignore[arg-type]


def logged(store: Store, wall: FakeWall, holds: Sequence[HoldRecord] | None = None, **values: object) -> SessionRecord:
    """A finished session in the log, with these holds or one bridge."""
    session = begun(wall, **values)._replace(holds=tuple(holds if holds is not None else [hold(wall)]))
    written(store, short_session(), [session])
    return session


def logged_days(store: Store, days: Iterable[date], **values: object) -> None:
    """A session with one bridge on each of these days, at noon."""
    for day in days:
        wall = FakeWall(local(day.year, day.month, day.day))
        logged(store, wall, [hold(wall, **values)])


def opened(folder: Path) -> Store:
    """The log of a folder."""
    return Store.open(folder / "log.db")


def everything(store: Store) -> dict[str, SessionRecord]:
    """The sessions by id."""
    return {session.id: session for session in store.sessions()}


def ids() -> st.SearchStrategy[str]:
    """Ids of a few sessions."""
    return st.sampled_from([f"{number:032x}" for number in (0xA, 0xB, 0xC)])
