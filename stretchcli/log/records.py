"""What the log keeps: sessions and their holds, as plain frozen data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final, Literal, NamedTuple

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.catalog.records import Effect
from stretchcli.catalog.text import Side
from stretchcli.misfits import Between, Like
from stretchcli.session.codec import MOST_PHASES, Name
from stretchcli.session.state import HoldResult
from stretchcli.session.timeline import Timeline

LoggedOutcome = Literal["full", "early", "short", "skipped", "pain"]
SessionState = Literal["open", "complete", "stopped"]

DONE: Final = ("full", "early")

_LAST_UTC_MS: Final = 200 * 365 * 24 * 60 * 60 * 1000


class _Day:
    """Whether a text is a date."""

    expected = "a date like 2026-11-22"

    def fits(self, value: Any) -> bool:
        try:
            return bool(date.fromisoformat(value).isoformat() == value)
        except ValueError:
            return False


SessionId = Annotated[str, Like(r"[0-9a-f]{32}", "32 hexadecimal digits")]
Revision = Annotated[int, Between(0, 2**31)]
Moment = Annotated[int, Between(0, _LAST_UTC_MS)]
OffsetMin = Annotated[int, Between(-24 * 60, 24 * 60)]
Day = Annotated[str, _Day()]

# The local time of day with its offset from UTC. It is asked for once when a session begins or goes on; the holds of that
# sitting are dated by it and the session's own clock, so a wall clock that is set meanwhile cannot reorder them.
Wall = Callable[[], datetime]


def local_now() -> datetime:
    """The usual wall."""
    return datetime.now().astimezone()


class HoldRecord(NamedTuple):
    """A hold that has ended.

    Attributes:
        phase: Its number in the session's stored timeline; with the session's id it is unique everywhere.
        revision: Counts the tries that were recorded; between two copies the higher one is right, whatever the clocks.
        felt_at: The place, "front of the hip".
        groups: Muscle groups, the primary one first.
        broken_off: The session was stopped in it, so that it is done again when the session goes on.
        ended_utc_ms: Milliseconds since 1970.
        offset_min: Minutes by which local time was ahead of UTC.
        day: The local date on which the sitting began, to which the hold counts: "2026-11-22".
        rehearsal: It was not held in real time and counts nowhere.
        effect: ``work`` fills no stretch dose and is counted apart.
    """

    phase: Annotated[int, Between(0, MOST_PHASES)]
    revision: Revision
    stretch: Name
    side: Side
    felt: Side
    felt_at: str
    groups: tuple[Name, ...]
    rep: Annotated[int, Between(1, 1_000)]
    planned_s: Annotated[int, Between(1, MOST_HOLD_S)]
    held_s: Annotated[float, Between(0, MOST_HOLD_S)]
    outcome: LoggedOutcome
    broken_off: bool
    ended_utc_ms: Moment
    offset_min: OffsetMin
    day: Day
    rehearsal: bool
    effect: Effect = "stretch"


class SessionRecord(NamedTuple):
    """A session.

    Attributes:
        id: 32 hexadecimal digits, unique everywhere.
        revision: Counts what happened to it: begun, ended, gone on, given up; between two copies the higher one is right.
        outcome: ``open`` while it runs, and permanently if it was killed.
        given_up: It is not to be resumed.
        holds: In the order of the timeline.
    """

    id: SessionId
    revision: Revision
    started_utc_ms: Moment
    offset_min: OffsetMin
    rehearsal: bool
    outcome: SessionState
    title: str
    given_up: bool = False
    holds: tuple[HoldRecord, ...] = ()

    @property
    def counted(self) -> list[HoldRecord]:
        """Its holds; of a real session those alone that were not rehearsed: the others are still to be done."""
        return [hold for hold in self.holds if self.rehearsal or not hold.rehearsal]

    @property
    def held_s(self) -> float:
        """Seconds of its holds that count."""
        return sum(hold.held_s for hold in self.counted)

    @property
    def results(self) -> dict[int, HoldResult]:
        """How its holds went, by their numbers in its timeline."""
        return {hold.phase: HoldResult(hold.held_s, hold.outcome) for hold in self.counted}

    @property
    def broken_off(self) -> list[int]:
        """Numbers of the holds in which it was stopped."""
        return [hold.phase for hold in self.counted if hold.broken_off]

    @property
    def worth_resuming(self) -> bool:
        """Whether anything was really held in it."""
        return not self.rehearsal and any(hold.held_s > 0 for hold in self.counted)

    @property
    def last_utc_ms(self) -> int:
        """The time of the last known event."""
        return max([self.started_utc_ms, *(hold.ended_utc_ms for hold in self.holds)])


class Stored(NamedTuple):
    """A session together with its timeline, as it is carried about."""

    session: SessionRecord
    timeline: Timeline


def moment_ms(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def offset_min_of(moment: datetime) -> int:
    """Minutes by which its local time is ahead of UTC."""
    return round((moment.utcoffset() or timedelta()).total_seconds() / 60)


def local_time(utc_ms: int, offset_min: int) -> datetime:
    """The local time that a clock on the wall showed."""
    return datetime(1970, 1, 1) + timedelta(milliseconds=utc_ms, minutes=offset_min)


def utc_text(utc_ms: int) -> str:
    """A moment as ISO 8601.

    >>> utc_text(1_000)
    '1970-01-01T00:00:01.000Z'
    """
    moment = datetime(1970, 1, 1) + timedelta(milliseconds=utc_ms)
    return f"{moment.isoformat(timespec='milliseconds')}Z"


def utc_ms_of(text: str) -> int:
    """The moment that ``utc_text`` wrote.

    Raises:
        ValueError: it is no moment with an offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("it names no offset from UTC")
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))
