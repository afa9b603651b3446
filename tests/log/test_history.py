"""What a plan may know of the log: doses of this week, the last sessions, what hurt, what is known by heart."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from stretchcli.cli.context import AppContext
from stretchcli.cli.logbook import history_of
from stretchcli.log.history import history
from stretchcli.log.store import Store
from stretchcli.session.history import KNOWN_FROM, History
from tests.log.logs import FakeWall, hold, local, logged, logged_days, opened

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty log."""
    return opened(tmp_path)


def session(store: Store, day: int, *stretches: str, **values: object) -> None:
    """A session on a day of November with one hold of each of these stretches, in this order."""
    wall = FakeWall(local(2026, 11, day))
    holds = []
    for phase, stretch in enumerate(stretches):
        wall.advance(minutes=1)
        holds.append(hold(wall, stretch=stretch, phase=phase, **values))
    logged(store, FakeWall(local(2026, 11, day)), holds)


def test_an_empty_log_knows_nothing(store: Store) -> None:
    """As if there were none."""
    assert history(store, SUNDAY) == History()


def test_the_week_begins_on_monday_and_counts_by_group_and_felt_side(store: Store) -> None:
    """Seconds of all holds, and the days on which one reached its floor."""
    logged_days(store, [date(2026, 11, 15)], groups=("calves",))
    logged_days(store, [date(2026, 11, 16), SUNDAY], groups=("calves", "feet"), felt="left")
    logged_days(store, [SUNDAY - timedelta(days=1)], groups=("calves",), felt="left", held_s=8.0, outcome="short")
    found = history(store, SUNDAY)
    assert found.week_s == {("calves", "left"): 68.0, ("feet", "left"): 60.0}
    assert found.week_days == {("calves", "left"): 2, ("feet", "left"): 2}


def test_work_and_rehearsals_fill_no_dose(store: Store) -> None:
    """And what lies in the future is not yet done."""
    logged_days(store, [SUNDAY], effect="work")
    logged_days(store, [SUNDAY], rehearsal=True)
    logged_days(store, [SUNDAY + timedelta(days=1)])
    found = history(store, SUNDAY)
    assert (found.week_s, found.week_days) == ({}, {})


def test_the_last_sessions_come_newest_first_each_in_its_own_order(store: Store) -> None:
    """Three of them; one in which nothing was held is none."""
    session(store, 17, "a")
    session(store, 18, "c", "b", "c")
    session(store, 19, "d")
    session(store, 20, "e", held_s=0.0, outcome="skipped")
    session(store, 21, "f", rehearsal=True)
    session(store, 22, "g", "b")
    assert history(store, SUNDAY).recent == (("g", "b"), ("d",), ("c", "b"))


def test_what_hurt_is_remembered_for_two_weeks(store: Store) -> None:
    """Whatever else was done with it."""
    session(store, 7, "long-ago", outcome="pain")
    session(store, 8, "just", outcome="pain")
    session(store, 20, "just")
    session(store, 20, "well")
    session(store, 20, "nobody", outcome="pain", rehearsal=True)
    assert history(store, SUNDAY).hurt == {"just"}


def test_a_stretch_is_known_from_three_sessions(store: Store) -> None:
    """Sessions, not holds, and only those in which it was held to its floor."""
    for day in (1, 2, 3):
        session(store, day, "known", "known", "short" if day == 1 else "other")
    session(store, 4, "short", held_s=5.0, outcome="short")
    logged_days(store, [date(2025, 11, 22)] * KNOWN_FROM, stretch="forgotten")
    found = history(store, SUNDAY)
    assert found.sessions == {"known": 3, "short": 1, "other": 2}
    assert [name for name in ("known", "short", "other", "forgotten") if found.knows(name)] == ["known"]


def test_a_log_that_cannot_be_read_is_no_history(home: Path) -> None:
    """Nor is one that the config switches off, or that does not exist; a plan needs none."""
    today = datetime.now().astimezone()
    assert history_of(AppContext()) == History()
    logged(opened(home), FakeWall(today), [hold(FakeWall(today))])
    assert history_of(AppContext()).sessions == {"glute-bridge": 1}
    (home / "config.yaml").write_text("log: false\n", encoding="utf-8")
    assert history_of(AppContext()) == History()
    (home / "config.yaml").unlink()
    (home / "log.db").unlink()
    (home / "log.db").mkdir()
    assert history_of(AppContext()) == History()
