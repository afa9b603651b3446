"""The figures: weeks, days, streaks, sides; and that no change of the clock makes a day of nothing or two of one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.vocabulary import Guidance
from stretchcli.log.statistics import WEEKS, GroupDose, Statistics, Streak, WeekDose, statistics, streak
from stretchcli.log.store import Store
from stretchcli.session.engine import Action, Message
from tests.log.logs import FakeWall, hold, local, logged, logged_days, opened, played, short_session, written

SUNDAY = date(2026, 11, 22)
GUIDANCE = Guidance(least_days=2, most_days=3, session_s=60, most_session_s=240, most_week_s=600, source=())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty log."""
    return opened(tmp_path)


def dose_of(found: Statistics, group: str, side: str) -> GroupDose:
    """The weeks of a group and side."""
    return next(dose for dose in found.doses if (dose.group, dose.side) == (group, side))


def weeks_ago(*weeks: int, days: tuple[int, ...] = (0, 2)) -> list[date]:
    """Days of these weeks, counted from their Monday; 0 is the week that ends with ``SUNDAY``."""
    monday = date(2026, 11, 16)
    return [monday - timedelta(weeks=week) + timedelta(days=day) for week in weeks for day in days]


def test_this_week_and_the_last_eight_by_group_and_side(store: Store) -> None:
    """A hold felt on both sides counts fully on each; what is older than nine weeks does not."""
    logged_days(store, weeks_ago(0, 8, 9), groups=("glutes",))
    found = statistics(store, SUNDAY, GUIDANCE)
    assert len(found.mondays) == WEEKS
    assert (found.mondays[0], found.mondays[-1]) == (date(2026, 9, 21), date(2026, 11, 16))
    full = WeekDose(days=2, held_s=60.0, session_s=30.0, counted_s=60.0)
    assert dose_of(found, "glutes", "left").weeks == (full, *[WeekDose()] * 7, full)
    assert dose_of(found, "glutes", "right") == GroupDose("glutes", "right", dose_of(found, "glutes", "left").weeks)
    assert (found.days[-1], found.held_s[-1]) == (2, 60.0)


def test_a_hold_counts_for_every_group_on_its_felt_side(store: Store) -> None:
    """And only there; both sides have a row, so that an imbalance shows."""
    wall = FakeWall(local(2026, 11, 20))
    logged(store, wall, [hold(wall, felt="left", groups=("hip-flexors", "quadriceps"), held_s=25.0, outcome="early")])
    found = statistics(store, SUNDAY, GUIDANCE)
    assert [(dose.group, dose.side, dose.held_s) for dose in found.doses] == [
        ("hip-flexors", "right", 0.0),
        ("hip-flexors", "left", 25.0),
        ("quadriceps", "right", 0.0),
        ("quadriceps", "left", 25.0),
    ]


def test_seconds_of_a_short_hold_count_and_its_day_does_not(store: Store) -> None:
    """A day needs one complete hold."""
    logged_days(store, [SUNDAY], held_s=8.0, outcome="short")
    found = statistics(store, SUNDAY, GUIDANCE)
    assert (found.days[-1], found.held_s[-1]) == (0, 8.0)
    assert dose_of(found, "glutes", "left").weeks[-1] == WeekDose(days=0, held_s=8.0, session_s=8.0, counted_s=8.0)


def test_a_day_counts_no_more_than_a_session_should_have(store: Store) -> None:
    """The guidance asks for days as well: ten minutes on one of them are half of what two days come to."""
    logged_days(store, [SUNDAY] * 20)
    assert dose_of(statistics(store, SUNDAY, GUIDANCE), "glutes", "left").weeks[-1].counted_s == 60.0
    logged_days(store, [SUNDAY - timedelta(days=2)] * 2)
    week = dose_of(statistics(store, SUNDAY, GUIDANCE), "glutes", "left").weeks[-1]
    assert (week.counted_s, week.held_s, week.days) == (120.0, 660.0, 2)


def test_what_works_a_muscle_fills_no_dose(store: Store) -> None:
    """It is counted apart; the week's seconds and days are those of everything."""
    logged_days(store, [SUNDAY], groups=("glutes",), effect="work")
    logged_days(store, [SUNDAY], groups=("glutes", "calves"), held_s=20.0)
    found = statistics(store, SUNDAY, GUIDANCE)
    assert [(dose.group, dose.side, dose.held_s) for dose in found.worked] == [
        ("glutes", "right", 30.0),
        ("glutes", "left", 30.0),
    ]
    assert dose_of(found, "glutes", "left").held_s == 20.0
    assert (found.days[-1], found.held_s[-1]) == (1, 50.0)


def test_rehearsals_and_the_future_count_nowhere(store: Store) -> None:
    """Not in seconds, not in days, not in streaks."""
    logged_days(store, weeks_ago(0, 1), rehearsal=True)
    logged_days(store, [SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=3000)])
    assert statistics(store, SUNDAY, GUIDANCE) == statistics(None, SUNDAY, GUIDANCE)


def test_an_empty_log_has_nine_empty_weeks() -> None:
    """And no streak."""
    found = statistics(None, SUNDAY, GUIDANCE)
    assert (found.days, found.doses, found.streak) == ((0,) * WEEKS, (), Streak(0, 0))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (weeks_ago(0, 1, 2), Streak(3, 3)),
        (weeks_ago(1, 2), Streak(2, 2)),  # this week is not over
        (weeks_ago(2, 3, 4), Streak(0, 3)),  # last week is
        (weeks_ago(0, 1, 3, 4, 5, 6), Streak(2, 4)),
        (weeks_ago(0, days=(0,)) + weeks_ago(1), Streak(1, 1)),  # one day is not yet enough, and breaks nothing
        (weeks_ago(0, 1, days=(1,)), Streak(0, 0)),
        (weeks_ago(0, days=(0, 6)) + weeks_ago(1, days=(0, 1)), Streak(2, 2)),  # rest days lie where they like
        ([], Streak(0, 0)),
    ],
)
def test_a_streak_counts_weeks_and_forgives_rest_days(days: list[date], expected: Streak) -> None:
    """Two days in a week are enough, whichever they are."""
    assert streak(days, SUNDAY, 2) == expected


@given(st.lists(st.dates(date(2026, 1, 1), SUNDAY), max_size=60))
def test_a_streak_is_never_longer_than_the_best_nor_than_the_weeks_there_are(days: list[date]) -> None:
    """Whatever the days, and however often one is named."""
    found = streak(days, SUNDAY, 2)
    assert 0 <= found.weeks <= found.best <= len({day.isocalendar()[:2] for day in days})
    assert streak([*days, *days], SUNDAY, 2) == found


def whole_session(store: Store, wall: FakeWall) -> None:
    """A session done from beginning to end, in real time by that wall."""
    timeline = short_session()
    messages = [Message(Action.TICK, float(second)) for second in range(timeline.total_s + 1)]
    _, put = played(timeline, messages, wall)
    written(store, timeline, put)


@pytest.mark.parametrize(
    ("moments", "days"),
    [
        # Clocks go back at 3:00 in the night of 25 October: the hour from 2 to 3 comes twice, and the day is one.
        ([local(2026, 10, 25, 2, 30, offset_h=offset_h) for offset_h in (2, 1)], ["2026-10-25"]),
        # They go forward at 2:00 on 29 March; a day of 23 hours is one.
        (
            [local(2026, 3, 29, 1, 59), local(2026, 3, 29, 3, 1, offset_h=2), local(2026, 3, 30, 0, 1, offset_h=2)],
            ["2026-03-29", "2026-03-30"],
        ),
        # Morning in Tokyo, then east over the date line, and the same morning in Honolulu: one local day.
        ([local(2026, 11, 20, 9, offset_h=9), local(2026, 11, 20, 9, offset_h=-10)], ["2026-11-20"]),
        # Evening in Honolulu, then west to Tokyo: a day is missing in between, and none is invented.
        ([local(2026, 11, 18, 20, offset_h=-10), local(2026, 11, 20, 20, offset_h=9)], ["2026-11-18", "2026-11-20"]),
        # Half past midnight at a place whose date is not that of UTC.
        ([local(2026, 11, 20, 0, 30, offset_h=5.75)], ["2026-11-20"]),
        # A session over midnight is one day, the one on which it began.
        ([local(2026, 11, 19, 23, 59)], ["2026-11-19"]),
    ],
)
def test_days_are_those_that_the_person_lived(store: Store, moments: list[datetime], days: list[str]) -> None:
    """Whatever the clocks on the way did."""
    for moment in moments:
        whole_session(store, FakeWall(moment))
    assert [day for (day,) in store.db.execute("SELECT DISTINCT day FROM holds ORDER BY day")] == days
    assert sum(statistics(store, date.fromisoformat(days[-1]), GUIDANCE).days) == len(days)
