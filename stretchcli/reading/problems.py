"""Mistakes in files as data: where, what was expected, and a correct example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position: file as the person knows it, line and column counted from 1; line 0 if there is none."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake.

    Attributes:
        place: Where it is.
        code: A short stable name, for tests and for searching.
        message: What is wrong, in one sentence without a full stop.
        expected: What should be there instead.
        example: A correct example, or empty.
    """

    place: Place
    code: str
    message: str
    expected: str = ""
    example: str = ""

    def __str__(self) -> str:
        expected = f"; expected {self.expected}" if self.expected else ""
        example = f", for example `{self.example}`" if self.example else ""
        return f"{self.place}: {self.message}{expected}{example} [{self.code}]"


class Entries(dict[str, Any]):
    """The checked keys and values of a mapping, with the place where it was read and whether all of it fitted."""

    __slots__ = ("fits", "place")
    place: Place
    fits: bool

    @classmethod
    def at(cls, place: Place) -> Entries:
        """An empty mapping with its place."""
        entries = cls()
        entries.place, entries.fits = place, True
        return entries


class Located(str):
    """A text with the place where it was read, so that a later check can report it."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> Located:
        """The text with its place."""
        located = cls(text)
        located.place = place
        return located


def place_of(text: str) -> Place:
    """Where a text was read; a text that did not come from a file has no line."""
    return text.place if isinstance(text, Located) else Place("?", line=0)
