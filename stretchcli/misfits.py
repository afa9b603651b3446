"""Checks of plain data from untrusted sources, by the type hints of the class that it is to become.

What a hint cannot say, ``Annotated`` adds: ``Annotated[int, Between(1, 300)]``. A new field of a class needs no change
here.
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from functools import cache
from typing import Any, NamedTuple, Protocol

from stretchcli.plain import field_names


class Rule(Protocol):
    """What ``Annotated`` may add to a hint."""

    @property
    def expected(self) -> str:
        """What fits, in words that follow "should be"."""

    def fits(self, value: Any) -> bool:
        """Whether a value that fits the hint fits this as well."""


class Between(NamedTuple):
    """A number from one to another, both included."""

    least: float
    most: float

    @property
    def expected(self) -> str:
        return f"a number from {self.least} to {self.most}"

    def fits(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)


class Like(NamedTuple):
    """A text that a regular expression matches in full."""

    pattern: str
    example: str

    @property
    def expected(self) -> str:
        return f"like {self.example}"

    def fits(self, value: Any) -> bool:
        return _compiled(self.pattern).fullmatch(value) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Misfit(ValueError):
    """Data that does not fit a hint.

    Attributes:
        path: Where in the data, from the outside in: names of fields, numbers of entries.
        expected: What should stand there, in words that follow "should be".
    """

    def __init__(self, expected: str, *path: str | int) -> None:
        super().__init__(expected, path)
        self.expected = expected
        self.path = path

    @property
    def place(self) -> str:
        """The path in words: "sessions[0].title"."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")

    def inside(self, step: str | int) -> Misfit:
        """The same misfit, with one more step at the start of its path."""
        return Misfit(self.expected, step, *self.path)


_Check = Callable[[Any], None]


def check(kind: Any, plain: Any) -> None:
    """Check plain data, so that ``from_plain`` can safely make a value of it.

    Raises:
        Misfit: it does not fit the hints of that class.
    """
    _check_of(kind)(plain)


@cache
def _check_of(kind: Any) -> _Check:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _annotated(_check_of(arguments[0]), arguments[1:])
    if origin is typing.Literal:
        return _such(lambda plain: isinstance(plain, str) and plain in arguments, f"one of {', '.join(map(str, arguments))}")
    if origin in (typing.Union, types.UnionType):
        (inner,) = [_check_of(argument) for argument in arguments if argument is not types.NoneType]
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return _of_entries(_check_of(arguments[0]))
    if isinstance(kind, type) and field_names(kind):
        return _of_record(kind)
    return {
        str: _such(lambda plain: isinstance(plain, str), "a text"),
        bool: _such(lambda plain: isinstance(plain, bool), "true or false"),
        int: _such(lambda plain: type(plain) is int, "a whole number"),
        float: _such(lambda plain: type(plain) in (int, float) and math.isfinite(plain), "a number"),
    }[kind]


def _such(fits: Callable[[Any], bool], expected: str) -> _Check:
    def checked(plain: Any) -> None:
        if not fits(plain):
            raise Misfit(expected)

    return checked


def _annotated(inner: _Check, rules: tuple[Rule, ...]) -> _Check:
    def checked(plain: Any) -> None:
        inner(plain)
        for rule in rules:
            if not rule.fits(plain):
                raise Misfit(rule.expected)

    return checked


def _of_entries(entry: _Check) -> _Check:
    def checked(plain: Any) -> None:
        if not isinstance(plain, list | tuple):
            raise Misfit("a list")
        for number, each in enumerate(plain):
            try:
                entry(each)
            except Misfit as misfit:
                raise misfit.inside(number) from None

    return checked


def _of_record(kind: Any) -> _Check:
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {name: _check_of(hints[name]) for name in field_names(kind) or ()}
    required = set(fields) - _defaults(kind)

    def checked(plain: Any) -> None:
        if not isinstance(plain, Mapping):
            raise Misfit("a record")
        for name, each in plain.items():
            try:
                if name not in fields:
                    raise Misfit("left out")
                fields[name](each)
            except Misfit as misfit:
                raise misfit.inside(name) from None
        for name in required - plain.keys():
            raise Misfit("there", name)

    return checked


def _defaults(kind: Any) -> set[str]:
    if hasattr(kind, "_field_defaults"):
        return set(kind._field_defaults)
    return {field.name for field in kind.__dataclass_fields__.values() if field.default is not MISSING}
