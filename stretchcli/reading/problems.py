"""A mistake in a file is data: where it is, what was expected, and an example of it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file as the person knows it, line and column counted from 1; line 0 where there are none."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake.

    Attributes:
        place: Where it stands.
        code: A short stable name, for tests and for searching.
        message: What is wrong, one sentence without a full stop.
        expected: What should stand there instead.
        example: The thing done right, or empty.
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


class Located(str):
    """A text that remembers where it was read, so that a later check can name the place."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> Located:
        """The text with its place."""
        located = cls(text)
        located.place = place
        return located
