"""What is known about a person, how the answers change it, and what becomes of the config's lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from stretchcli.asking.editing import Change, Item
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.precautions import Dated
from stretchcli.catalog.selection import Limits


class Has(NamedTuple):
    """A condition of the person, and since when where that is known."""

    condition: str
    since: date | None = None

    @property
    def item(self) -> Item:
        """As an entry of the config."""
        return (self.condition, self.since.isoformat()) if self.since else self.condition


class Answer(NamedTuple):
    """What one answer says.

    Attributes:
        about: The conditions and needs that it replaces.
        avoid, pain: Which of them, or of others, apply.
    """

    about: frozenset[str]
    avoid: tuple[str, ...] = ()
    pain: tuple[Has, ...] = ()


class Known(NamedTuple):
    """What a person cannot do or does not have, by the names of the vocabulary, each once.

    Attributes:
        avoid: Needs.
        pain: Conditions.
    """

    avoid: tuple[str, ...] = ()
    pain: tuple[Has, ...] = ()

    @classmethod
    def of(cls, limits: Limits, finder: Finder) -> Known:
        """What the limits of a config say. Of a condition that is there twice, the first counts.

        Raises:
            UsageProblem: they name what the catalog does not have.
        """
        pain: dict[str, Has] = {}
        for name in limits.pain:
            has = _has(name, finder)
            pain.setdefault(has.condition, has)
        return cls(tuple(dict.fromkeys(map(finder.needs.find, limits.avoid))), tuple(pain.values()))

    def having(self, condition: str) -> Has | None:
        """The condition as it is known, or None."""
        return next((has for has in self.pain if has.condition == condition), None)

    def after(self, answers: Iterable[Answer]) -> Known:
        """What is known once these answers have been given, one after another: what was known keeps its place."""
        avoid, pain = dict.fromkeys(self.avoid), {has.condition: has for has in self.pain}
        for answer in answers:
            said = {has.condition: has for has in answer.pain}
            avoid = {need: None for need in avoid if need not in answer.about or need in answer.avoid}
            avoid |= dict.fromkeys(answer.avoid)
            pain = {name: has for name, has in pain.items() if name not in answer.about or name in said} | said
        return Known(tuple(avoid), tuple(pain.values()))


def changes(limits: Limits, finder: Finder, wanted: Known) -> dict[str, Change]:
    """What becomes of ``avoid:`` and ``pain:`` of a config with these limits, so that they say what is wanted."""
    found = Known.of(limits, finder)
    avoid = tuple(str(name) if finder.needs.find(name) in wanted.avoid else None for name in limits.avoid)
    pain = tuple(_entry(name, _has(name, finder), found, wanted) for name in limits.pain)
    new = tuple(has.item for has in wanted.pain if found.having(has.condition) is None)
    return {"avoid": Change(avoid, tuple(need for need in wanted.avoid if need not in found.avoid)), "pain": Change(pain, new)}


def _has(name: str, finder: Finder) -> Has:
    return Has(finder.conditions.find(name).id, name.since if isinstance(name, Dated) else None)


def _entry(name: str, has: Has, found: Known, wanted: Known) -> Item | None:
    """What becomes of an entry: the person's own word for the condition stays."""
    now = wanted.having(has.condition)
    if now is None:
        return None
    if now == found.having(has.condition):
        now = has  # what is there twice stays there twice
    return (str(name), now.since.isoformat()) if now.since else str(name)
