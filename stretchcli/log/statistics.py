"""Totals of the log: this week and the last eight, for each muscle group and side, against the guidance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.catalog.records import Effect
from stretchcli.catalog.text import Side
from stretchcli.catalog.vocabulary import Guidance
from stretchcli.reading.text import harmless
from stretchcli.session.summary import BodySide

if TYPE_CHECKING:
    from stretchcli.log.store import Store

WEEKS: Final = 9
SIDES: Final[tuple[BodySide, ...]] = ("right", "left")


@dataclass(frozen=True, slots=True)
class WeekDose:
    """A muscle group and side in a week.

    Attributes:
        days: Days with a complete hold.
        held_s: Seconds of all holds.
        session_s: Seconds in a session, on average over those in which it was held.
        counted_s: Seconds towards the guidance: of a day at most what it asks of a session, since it asks for days as well.
    """

    days: int = 0
    held_s: float = 0.0
    session_s: float = 0.0
    counted_s: float = 0.0


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
        worked: The same of what works a muscle more than it stretches it.
    """

    today: date
    guidance: Guidance
    mondays: tuple[date, ...]
    days: tuple[int, ...]
    held_s: tuple[float, ...]
    doses: tuple[GroupDose, ...]
    worked: tuple[GroupDose, ...]
    streak: Streak


def statistics(store: Store | None, today: date, guidance: Guidance) -> Statistics:
    """The figures of a log, up to a day. Rehearsals and holds in the future do not count."""
    this_week = monday_of(today)
    mondays = tuple(this_week - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))
    done = _days_done(store, today)
    tallies: dict[str, _Tallies] = {"stretch": {}, "work": {}}
    held_s = [0.0] * WEEKS
    for row in sums(store, mondays[0], today):
        week = (row.day - mondays[0]).days // 7
        held_s[week] += row.held_s
        for group, side in row.places():
            tallies[row.effect].setdefault((group, side, week), _Tally()).add(row)
    days = Counter(monday_of(day) for day in done)
    return Statistics(
        today=today,
        guidance=guidance,
        mondays=mondays,
        days=tuple(days[monday] for monday in mondays),
        held_s=tuple(held_s),
        doses=_doses(tallies["stretch"], guidance),
        worked=_doses(tallies["work"], guidance),
        streak=streak(done, today, guidance.least_days),
    )


def _doses(tallies: _Tallies, guidance: Guidance) -> tuple[GroupDose, ...]:
    """Both sides of every group, the most stretched one first."""
    total_s: defaultdict[str, float] = defaultdict(float)
    for (group, _, _), tally in tallies.items():
        total_s[group] += sum(tally.day_s.values())
    empty = _Tally()
    return tuple(
        GroupDose(group, side, tuple(tallies.get((group, side, week), empty).dose(guidance) for week in range(WEEKS)))
        for group in sorted(total_s, key=lambda group: (-total_s[group], group))
        for side in SIDES
    )


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def streak(days: Iterable[date], today: date, enough_days: int) -> Streak:
    """Weeks in a row with so many days. The current week counts once it has them, and breaks no streak before it is over."""
    weeks = Counter(map(monday_of, set(days)))
    enough = {monday for monday, count in weeks.items() if count >= enough_days}
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
        self.day_s: defaultdict[date, float] = defaultdict(float)

    def add(self, row: Sum) -> None:
        if row.complete:
            self.days.add(row.day)
        if row.held_s > 0:
            self.sessions.add(row.session)
        self.day_s[row.day] += row.held_s

    def dose(self, guidance: Guidance) -> WeekDose:
        held_s = sum(self.day_s.values())
        counted_s = sum(min(day_s, guidance.session_s) for day_s in self.day_s.values())
        return WeekDose(len(self.days), held_s, held_s / max(len(self.sessions), 1), counted_s)


_Tallies = dict[tuple[str, BodySide, int], _Tally]


class Sum(NamedTuple):
    """What the holds of a session on the same muscle groups and side come to.

    Attributes:
        complete: One of them reached its floor.
    """

    day: date
    session: str
    groups: tuple[str, ...]
    felt: Side
    effect: Effect
    held_s: float
    complete: bool

    def places(self) -> Iterator[tuple[str, BodySide]]:
        """Every muscle group and side that they count for."""
        return ((group, side) for group in self.groups for side in SIDES if self.felt in (side, "both"))


def sums(store: Store | None, since: date, until: date) -> Iterator[Sum]:
    """The holds of these days, rehearsals apart; the database adds them up."""
    if store is None:
        return
    rows = store.db.execute(
        "SELECT day, session, groups, felt, effect, sum(held_s), max(outcome IN ('full', 'early')) FROM holds "
        "WHERE rehearsal = 0 AND day BETWEEN ? AND ? AND held_s BETWEEN 0 AND ? AND effect IN ('stretch', 'work') "
        "GROUP BY day, session, groups, felt, effect",
        [since.isoformat(), until.isoformat(), MOST_HOLD_S],
    )
    for day, session, groups, felt, effect, held_s, complete in rows:
        if (on := day_of(day)) is not None:
            yield Sum(on, session, tuple(harmless(str(groups)).split(",")), felt, effect, held_s, bool(complete))


def _days_done(store: Store | None, until: date) -> list[date]:
    """Every day with a complete hold."""
    if store is None:
        return []
    rows = store.db.execute(
        "SELECT DISTINCT day FROM holds WHERE rehearsal = 0 AND outcome IN ('full', 'early') AND day <= ?", [until.isoformat()]
    )
    return [on for (day,) in rows if (on := day_of(day)) is not None]


def day_of(text: Any) -> date | None:
    """The date that a row of the log says, or None where it is damaged."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
