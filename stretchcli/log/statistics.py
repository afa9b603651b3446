"""What the log comes to: this week and the last eight, for each muscle group and side, beside the guidance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from stretchcli.session.summary import BodySide

if TYPE_CHECKING:
    from stretchcli.log.store import Store

WEEKS: Final = 9
SIDES: Final[tuple[BodySide, ...]] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Guidance:
    """How much is said to be enough.

    Attributes:
        days: Days a week, from and to; the first is what a week needs to count in a streak.
        session_s: Seconds for each muscle group and side in a session.
        week_s: Seconds for each muscle group and side in a week, above which little more is gained.
        sources: Who says so.
    """

    days: tuple[int, int] = (2, 3)
    session_s: int = 60
    week_s: int = 600
    sources: tuple[str, ...] = (
        "ACSM position stand (Garber et al. 2011), as summarised: 2-3 days a week or more, 60 s for each muscle in a session",
        "Ingram et al. 2025, Sports Medicine: gains level off at about 10 min for each muscle in a week",
    )


GUIDANCE: Final = Guidance()


@dataclass(frozen=True, slots=True)
class WeekDose:
    """A muscle group and side in a week.

    Attributes:
        days: Days with a complete hold.
        held_s: Seconds of all holds.
        session_s: Seconds in a session, on average over those in which it was held.
    """

    days: int = 0
    held_s: float = 0.0
    session_s: float = 0.0


@dataclass(frozen=True, slots=True)
class GroupDose:
    """A muscle group and side, week by week; this week is the last."""

    group: str
    side: BodySide
    weeks: tuple[WeekDose, ...]

    @property
    def held_s(self) -> float:
        """Seconds of all these weeks."""
        return sum(week.held_s for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Streak:
    """Weeks in a row with days enough; on which days does not matter. ``best`` is the longest there ever was."""

    weeks: int
    best: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures.

    Attributes:
        mondays: The first day of each week; this week is the last.
        days: For each week the days with a complete hold.
        held_s: For each week the seconds of all holds, each counted once.
        doses: The most stretched group first, right before left.
    """

    today: date
    mondays: tuple[date, ...]
    days: tuple[int, ...]
    held_s: tuple[float, ...]
    doses: tuple[GroupDose, ...]
    streak: Streak


def statistics(store: Store | None, today: date) -> Statistics:
    """The figures of a log, up to a day. Rehearsals and what lies in the future count nowhere."""
    this_week = monday_of(today)
    mondays = tuple(this_week - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))
    done = _days_done(store, today)
    tally: dict[tuple[str, BodySide, int], _Tally] = defaultdict(_Tally)
    held_s = [0.0] * WEEKS
    for day, session, groups, felt, seconds_s, complete in _sums(store, mondays[0], today):
        week = (day - mondays[0]).days // 7
        held_s[week] += seconds_s
        for group in groups.split(","):
            for side in SIDES:
                if felt in (side, "both") and group:
                    tally[group, side, week].add(day, session, seconds_s, complete=bool(complete))
    doses = [
        GroupDose(group, side, tuple(tally[group, side, week].dose() for week in range(WEEKS)))
        for group in {group for group, _, _ in tally}
        for side in SIDES
    ]
    total_s: dict[str, float] = defaultdict(float)
    for dose in doses:
        total_s[dose.group] += dose.held_s
    days = Counter(monday_of(day) for day in done)
    return Statistics(
        today=today,
        mondays=mondays,
        days=tuple(days[monday] for monday in mondays),
        held_s=tuple(held_s),
        doses=tuple(sorted(doses, key=lambda dose: (-total_s[dose.group], dose.group, dose.side == "left"))),
        streak=streak(done, today),
    )


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def streak(days: Iterable[date], today: date) -> Streak:
    """Weeks in a row with days enough. The running week counts once it has them, and breaks nothing before it is over."""
    weeks = Counter(map(monday_of, set(days)))
    enough = {monday for monday, count in weeks.items() if count >= GUIDANCE.days[0]}
    week = timedelta(weeks=1)
    best = run = 0
    previous: date | None = None
    for monday in sorted(enough):
        run = run + 1 if previous == monday - week else 1
        best, previous = max(best, run), monday
    going_on = previous is not None and monday_of(today) - previous <= week
    return Streak(run if going_on else 0, best)


class _Tally:
    """A muscle group and side in a week, while its rows are read."""

    def __init__(self) -> None:
        self.days: set[date] = set()
        self.sessions: set[str] = set()
        self.held_s = 0.0

    def add(self, day: date, session: str, held_s: float, *, complete: bool) -> None:
        if complete:
            self.days.add(day)
        if held_s > 0:
            self.sessions.add(session)
        self.held_s += held_s

    def dose(self) -> WeekDose:
        return WeekDose(len(self.days), self.held_s, self.held_s / max(len(self.sessions), 1))


def _sums(store: Store | None, since: date, until: date) -> Iterable[tuple[date, str, str, str, float, int]]:
    """Seconds by day, session, muscle groups and felt side; the database adds them up."""
    if store is None:
        return []
    rows = store.db.execute(
        "SELECT day, session, groups, felt, sum(held_s), max(outcome IN ('full', 'early')) FROM holds "
        "WHERE rehearsal = 0 AND day BETWEEN ? AND ? GROUP BY day, session, groups, felt",
        [since.isoformat(), until.isoformat()],
    )
    return ((date.fromisoformat(day), *rest) for day, *rest in rows)


def _days_done(store: Store | None, until: date) -> list[date]:
    """Every day with a complete hold."""
    if store is None:
        return []
    rows = store.db.execute(
        "SELECT DISTINCT day FROM holds WHERE rehearsal = 0 AND outcome IN ('full', 'early') AND day <= ?", [until.isoformat()]
    )
    return [date.fromisoformat(day) for (day,) in rows]
