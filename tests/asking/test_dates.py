"""When something was, as people say it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.asking.dates import NoDay, day_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-24"),
        ("Yesterday", "2026-11-23"),
        ("last week", "2026-11-17"),
        ("6 weeks ago", "2026-10-13"),
        ("about 6 weeks ago", "2026-10-13"),
        ("6 weeks", "2026-10-13"),
        ("six weeks ago.", "2026-10-13"),
        ("6w", "2026-10-13"),
        ("a week ago", "2026-11-17"),
        ("10 days ago", "2026-11-14"),
        ("two months ago", "2026-09-24"),
        ("9 months", "2026-02-24"),
        ("last month", "2026-10-24"),
        ("a year ago", "2025-11-24"),
        ("last year", "2025-11-24"),
        ("2026-09-01", "2026-09-01"),
        ("2026-9-1", "2026-09-01"),
        ("2026-09", "2026-09-30"),
        ("2026-11", "2026-11-24"),
        ("2025", "2025-12-31"),
        ("2026", "2026-11-24"),
        ("September", "2026-09-30"),
        ("in sept", "2026-09-30"),
        ("December", "2025-12-31"),
        ("November", "2026-11-24"),
        ("September 2025", "2025-09-30"),
        ("1 September", "2026-09-01"),
        ("1st of September, 2025", "2025-09-01"),
        ("Sep 1 2026", "2026-09-01"),
        ("30 November", "2025-11-30"),
        ("29 February 2024", "2024-02-29"),
        ("on the 1st of September", "2026-09-01"),
        ("early September", "2026-09-30"),
        ("mid-September", "2026-09-30"),
        ("the end of September", "2026-09-30"),
        ("last September", "2026-09-30"),
        ("since September 2025", "2025-09-30"),
        ("half a year ago", "2026-05-24"),
        ("about half a year ago", "2026-05-24"),
        ("since last week", "2026-11-17"),
        ("for about 3 weeks", "2026-11-03"),
        ("the last 3 weeks", "2026-11-03"),
        ("since yesterday", "2026-11-23"),
        ("a fortnight ago", "2026-11-10"),
        ("a couple of months ago", "2026-09-24"),
    ],
)
def test_a_day_is_read_as_it_is_said(said: str, day: str) -> None:
    """A month without a year is the last one there was; a month or a year ends on its last day, or today."""
    assert day_of(said, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2026-12-01", "still to come"),
        ("2026-12", "still to come"),
        ("December 2026", "still to come"),
        ("2027-01", "still to come"),
        ("2027", "still to come"),
        ("1 January 2027", "still to come"),
        ("1850", "too long ago"),
        ("2026-02-30", "no day"),
        ("30 February 2025", "no day"),
        ("2026-13", "no day"),
        ("1/9/2026", "no day"),
        ("6", "no day"),
        ("six", "no day"),
        ("some time ago", "no day"),
        ("9999 years ago", "no day"),
        ("ma", "no day"),
        ("", "no day"),
        ("\x1b[31m", "no day"),
        ("September 2025 2026", "no day"),
        ("1 2 September", "no day"),
        ("in 2 weeks", "no day"),
        ("last Monday", "no day"),
        ("last", "no day"),
    ],
)
def test_what_is_no_day_is_answered_with_a_sentence(said: str, why: str) -> None:
    """And never taken for another one: 1/9 is January to some and September to others."""
    with pytest.raises(NoDay, match=why) as raised:
        day_of(said, TODAY)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("20", 140),
        ("20 weeks", 140),
        ("week 20", 140),
        ("20th week", 140),
        ("20+3", 143),
        ("20 weeks and 3 days", 143),
        ("20 weeks pregnant", 140),
        ("2026-09-01", 84),
        ("41", 287),
    ],
)
def test_how_far_a_pregnancy_is_is_said_in_weeks(said: str, days: int) -> None:
    """Or by the day from which they are counted."""
    assert day_of(said, TODAY, weeks=True) == TODAY - timedelta(days=days)


@pytest.mark.parametrize("said", ["46", "99", "2025", "a year ago"])
def test_no_pregnancy_lasts_longer_than_pregnancies_do(said: str) -> None:
    """More weeks are a slip, which would be over at once."""
    with pytest.raises(NoDay, match="No pregnancy lasts more than 45 weeks"):
        day_of(said, TODAY, weeks=True)


@given(st.text(max_size=20))
def test_no_words_end_in_anything_but_a_day_or_a_sentence(said: str) -> None:
    """Whatever is typed."""
    try:
        day = day_of(said, TODAY)
    except NoDay:
        return
    assert day <= TODAY


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_back(day: date) -> None:
    """As the config writes it, and in words."""
    assert day_of(str(day), TODAY) == day_of(f"{day.day} {day:%B} {day.year}", TODAY) == day
