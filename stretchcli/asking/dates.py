"""When something was, as people say it: "6 weeks ago", "September", "1 March 2026". Today is handed in."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

EARLIEST: Final = date(1900, 1, 1)

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ONES: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS: Final = _ONES | {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_UNITS: Final = {"d": "day", "w": "week", "wk": "week", "wks": "week", "m": "month", "mo": "month", "y": "year", "yr": "year"}
_AGO: Final = re.compile(r"(?:about |around |some )?(\d{1,4}|[a-z]+) ?([a-z]+?)s?(?: ago| along| pregnant)?$")
_DAYS: Final = {"today": 0, "now": 0, "yesterday": 1, "last week": 7}


class NoDay(ValueError):
    """The words name no day, or an impossible one."""


def day_of(said: str, today: date, *, weeks: bool = False) -> date:
    """The day that was said. A month or a year is taken at its end, so that nothing is asked too early.

    Args:
        today: The day on which it is said.
        weeks: A bare number counts weeks back.

    Raises:
        NoDay: it is none, or still to come. The message is a sentence.

    >>> day_of("6 weeks ago", date(2026, 11, 24))
    datetime.date(2026, 10, 13)
    >>> day_of("September", date(2026, 11, 24))
    datetime.date(2026, 9, 30)
    """
    words = " ".join(said.lower().replace(",", " ").replace(".", " ").split()).removeprefix("in ").removeprefix("on ")
    if weeks and re.fullmatch(r"\d{1,2}", words):
        words += " weeks"
    day = _relative(words, today) or _calendar(words, today)
    if day is None:
        raise NoDay("That is no day that I can read.")
    if day > today:
        raise NoDay(f"{day} is still to come.")
    if day < EARLIEST:
        raise NoDay(f"{day.year} is too long ago.")
    return day


def _relative(words: str, today: date) -> date | None:
    if words in _DAYS:
        return today - timedelta(days=_DAYS[words])
    if words == "last month":
        words = "1 month"
    if words == "last year":
        words = "1 year"
    found = _AGO.match(words)
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    unit = _UNITS.get(found[2], found[2])
    if number is None or number > 2000:
        return None
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1))
    if unit in ("month", "year"):
        return _months_back(today, number * (12 if unit == "year" else 1))
    return None


def _months_back(today: date, months: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _calendar(words: str, today: date) -> date | None:
    """A day, a month or a year of the calendar."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
        return _month_end(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"\d{4}", words):
        # A year that has begun is not a mistake; it is just not over.
        return today if int(words) == today.year else _month_end(int(words), 12, today)
    parts = [re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part) for part in words.split() if part != "of"]
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
