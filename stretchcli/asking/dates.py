"""When something was, as people say it: "6 weeks ago", "September", "1 March 2026". Today is handed in."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from stretchcli.catalog.precautions import WEEK_DAYS

EARLIEST: Final = date(1900, 1, 1)

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ONES: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS: Final = _ONES | {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_UNITS: Final = {"d": "day", "w": "week", "wk": "week", "wks": "week", "m": "month", "mo": "month", "y": "year", "yr": "year"}
_BEFORE: Final = re.compile(r"(?:(?:about|around|some|since|for|(?:the )?last(?= \d)) )+")
_AGO: Final = re.compile(r"(\d{1,4}|[a-z]+) ?([a-z]+?)s?(?: ago| along| pregnant)?$")
_COUNTS: Final = {"half a year": "6 months", "a fortnight": "2 weeks", "a couple of": "two", "the last": "1", "last": "1"}
_AROUND: Final = re.compile(
    r"(?:in |on |since |around |about |this |last |early |mid[ -]|late |(?:the )?(?:beginning|start|middle|end) of )+"
)
_PREGNANT: Final = re.compile(r"(?:week )?(\d{1,2})(?:st|nd|rd|th)?(?: weeks?)?(?:(?: ?\+ ?| and | )(\d)(?: days?)?)?(?: week)?$")
_MOST_WEEKS: Final = 45  # longer than any pregnancy: a slip
_DAYS: Final = {"today": 0, "now": 0, "yesterday": 1}


class NoDay(ValueError):
    """The words name no day, or an impossible one."""


def day_of(said: str, today: date, *, weeks: bool = False) -> date:
    """The day that was said. A month or a year is taken at its end, so that nothing is asked too early.

    Args:
        today: The day on which it is said.
        weeks: It is asked how far a pregnancy is: a bare number counts weeks back, "20+3" days as well.

    Raises:
        NoDay: it is none, or still to come. The message is a sentence.

    >>> day_of("6 weeks ago", date(2026, 11, 24))
    datetime.date(2026, 10, 13)
    >>> day_of("September", date(2026, 11, 24))
    datetime.date(2026, 9, 30)
    """
    words = " ".join(said.lower().replace(",", " ").replace(".", " ").split())
    day = (_pregnant(words, today) if weeks else None) or _relative(words, today) or _calendar(words, today)
    if day is None:
        raise NoDay("That is no day that I can read.")
    if day > today:
        raise NoDay(f"{day} is still to come.")
    if day < EARLIEST:
        raise NoDay(f"{day.year} is too long ago.")
    if weeks and (today - day).days > _MOST_WEEKS * WEEK_DAYS:
        raise NoDay(f"No pregnancy lasts more than {_MOST_WEEKS} weeks.")
    return day


def _pregnant(words: str, today: date) -> date | None:
    found = _PREGNANT.match(words)
    return today - timedelta(days=int(found[1]) * WEEK_DAYS + int(found[2] or 0)) if found else None


def _relative(words: str, today: date) -> date | None:
    words = words[before.end() :] if (before := _BEFORE.match(words)) else words
    if words in _DAYS:
        return today - timedelta(days=_DAYS[words])
    for said, count in _COUNTS.items():
        if words.startswith(f"{said} ") or words == said:
            words = f"{count}{words.removeprefix(said)}"
            break
    found = _AGO.match(words)
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    unit = _UNITS.get(found[2], found[2])
    if number is None or number > 2000:
        return None
    if unit in ("day", "week"):
        return today - timedelta(days=number * (WEEK_DAYS if unit == "week" else 1))
    if unit in ("month", "year"):
        return _months_back(today, number * (12 if unit == "year" else 1))
    return None


def _months_back(today: date, months: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _calendar(words: str, today: date) -> date | None:
    """A day, a month or a year of the calendar. Of a month in words like "early October" its end counts as well."""
    words = words[around.end() :] if (around := _AROUND.match(words)) else words
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
        return _month_end(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"\d{4}", words):
        # A year that has begun is not a mistake; it is just not over.
        return today if int(words) == today.year else _month_end(int(words), 12, today)
    parts = [re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part) for part in words.split() if part not in ("of", "the")]
    months = [number for part in parts if (number := _month(part))]
    numbers = [int(part) for part in parts if part.isdecimal()]
    if len(months) != 1 or len(months) + len(numbers) != len(parts) or len(numbers) > 2:
        return None
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if len(years) > 1 or len(days) > 1:
        return None
    if not years:  # the last one there was
        years = [today.year]
        first = _day(today.year, months[0], days[0] if days else 1)
        if first is None or first > today:
            years = [today.year - 1]
    return _day(years[0], months[0], days[0]) if days else _month_end(years[0], months[0], today)


def _month(word: str) -> int | None:
    """The number of a month, by its name or the first three letters of it."""
    return next((number for name, number in _MONTHS.items() if len(word) >= 3 and name.startswith(word)), None) or (
        9 if word == "sept" else None
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int, today: date) -> date | None:
    """The last day of a month, or today within it; the first where the month is still to come."""
    first = _day(year, month, 1)
    if first is None or first > today:
        return first
    return min(date(year, month, calendar.monthrange(year, month)[1]), today)
