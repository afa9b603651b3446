"""Conditions with a day: since when the person has them, and when to ask whether their precautions still hold.

Nothing is ever lifted here. The sources leave the end to the surgeon, the midwife or the physiotherapist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from stretchcli.catalog.vocabulary import Condition
from stretchcli.reading.containers import Field, Record
from stretchcli.reading.nodes import Mapping, Node, Scalar
from stretchcli.reading.problems import Located, Place, Problem
from stretchcli.reading.shapes import Text, misfit

WEEK_DAYS: Final = 7
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Dated(Located):
    """The name of a condition that knows since when the person has it, and where that day stands."""

    __slots__ = ("since", "since_place")
    since: date
    since_place: Place

    @classmethod
    def of(cls, name: Located, since: date, since_place: Place) -> Dated:
        """The name with its day."""
        dated = cls(name)
        dated.place, dated.since, dated.since_place = name.place, since, since_place
        return dated


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as four digits of the year, two of the month and two of the day."""

    @property
    def expected(self) -> str:
        return "a day as YYYY-MM-DD"

    @property
    def example(self) -> str:
        return "2026-09-01"

    def check(self, node: Node, problems: list[Problem]) -> date | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if _DAY.match(text):  # fromisoformat also takes weeks, and days without hyphens
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
        misfit(self, node, problems, "bad-date", "is not a day of the calendar")
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class ConditionName:
    """The name of a condition, or a record with its name and the day since when. Checked, both are texts."""

    name: Text

    @property
    def _record(self) -> Record:
        fields = {"name": Field(self.name, required=True), "since": Field(Day(), required=True)}
        return Record("a condition with a date", fields, "{name: hip-replacement, since: 2026-09-01}")

    @property
    def expected(self) -> str:
        return f"a name, or {self._record.expected}"

    @property
    def example(self) -> str:
        return self.name.example

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Mapping):
            return self.name.check(node, problems)
        found = self._record.check(node, problems)
        if found is None or not found.fits:
            return None
        place = next(value.place for key, value in node.entries if key.text == "since")
        return Dated.of(found["name"], found["since"], place)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.name.schema(), self._record.schema()]}


def future_problems(names: Iterable[Located | None], today: date) -> list[Problem]:
    """The days that are still to come."""
    return [
        Problem(name.since_place, "future-date", f"{name.since} is still to come", f"a day up to today, {today}", str(today))
        for name in names
        if isinstance(name, Dated) and name.since > today
    ]


class Overdue(NamedTuple):
    """A condition whose precautions have lasted longer than the sources usually hold them.

    Attributes:
        weeks: Full weeks since then.
    """

    condition: Condition
    weeks: int


def is_over(condition: Condition, since: date, today: date) -> bool:
    """Whether the last week that a source names is over. False for a condition to which the sources give no end."""
    return condition.ask_again is not None and (today - since).days > condition.ask_again.weeks.last * WEEK_DAYS


def overdue(dated: Iterable[tuple[Condition, date]], today: date) -> list[Overdue]:
    """Those of the conditions about which it is time to ask."""
    return [Overdue(one, (today - since).days // WEEK_DAYS) for one, since in dated if is_over(one, since, today)]
