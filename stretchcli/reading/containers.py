"""Shapes that hold others: lists, records with known keys, and mappings from names."""

from __future__ import annotations

import difflib
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Final

from stretchcli.reading.nodes import Mapping, Node, Scalar, Sequence
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.shapes import Name, Shape, kind_of, misfit
from stretchcli.reading.text import harmless

# Under this key a checked record keeps its place for later checks; no key of a file can be called so.
PLACE: Final = "@"
# This one marks a record in which something did not fit.
BROKEN: Final = "!"


def without_places(plain: Any) -> Any:
    """The same data for somebody who cannot use the places any more."""
    if isinstance(plain, dict):
        return {str(key): without_places(value) for key, value in plain.items() if key != PLACE}
    if isinstance(plain, list):
        return [without_places(item) for item in plain]
    return str(plain) if isinstance(plain, str) else plain


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items have one shape."""

    item: Shape
    least: int = 0
    most: int = 2000

    @property
    def expected(self) -> str:
        return "a list"

    @property
    def example(self) -> str:
        return f"[{self.item.example}]"

    def check(self, node: Node, problems: list[Problem]) -> list[Any] | None:
        if not isinstance(node, Sequence):
            misfit(self, node, problems, kind_of(node))
            return None
        if not self.least <= len(node.items) <= self.most:
            expected = f"at least {self.least}" if len(node.items) < self.least else f"at most {self.most}"
            problems.append(Problem(node.place, "list-length", f"the list has {len(node.items)} items", expected, self.example))
            return None
        return [self.item.check(item, problems) for item in node.items]

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.item.schema(), "maxItems": self.most}
        if self.least:
            schema["minItems"] = self.least
        return schema


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its shape, whether it must be there, and a word for editors."""

    shape: Shape
    required: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.

    Attributes:
        what: The record in words, "a stretch".
        fields: The keys, in the order in which a file should give them.
    """

    what: str
    fields: AnyMapping[str, Field]
    example: str = "{...}"

    @property
    def expected(self) -> str:
        return f"{self.what} with its keys"

    def check(self, node: Node, problems: list[Problem]) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            misfit(self, node, problems, kind_of(node))
            return None
        plain: dict[str, Any] = {PLACE: node.place}
        before = len(problems)
        for key, value in unique_entries(node, problems):
            known = self.fields.get(key.text)
            if known is None:
                problems.append(unknown_key(key, self.what, self.fields))
                continue
            plain[key.text] = known.shape.check(value, problems)
        for name, known in self.fields.items():
            if known.required and name not in plain:
                shape = known.shape
                problems.append(
                    Problem(
                        node.place,
                        "missing-key",
                        f"{self.what} has no `{name}`",
                        shape.expected,
                        f"{name}: {shape.example}",
                    )
                )
        if len(problems) > before:
            plain[BROKEN] = True
        return plain

    def schema(self) -> dict[str, Any]:
        properties = {}
        for name, known in self.fields.items():
            properties[name] = known.shape.schema() | ({"description": known.about} if known.about else {})
        required = [name for name, known in self.fields.items() if known.required]
        return {
            "title": self.what,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class ShortOr:
    """A record, or a bare name that stands for a record with one key."""

    record: Record
    key: str

    @property
    def expected(self) -> str:
        return f"a name, or {self.record.expected}"

    @property
    def example(self) -> str:
        return self.record.fields[self.key].shape.example

    def check(self, node: Node, problems: list[Problem]) -> dict[str, Any] | None:
        if not isinstance(node, Scalar):
            return self.record.check(node, problems)
        return {PLACE: node.place, self.key: self.record.fields[self.key].shape.check(node, problems)}

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.record.fields[self.key].shape.schema(), self.record.schema()]}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping from identifiers to records of one shape."""

    value: Shape
    key: Name = field(default_factory=Name)

    @property
    def expected(self) -> str:
        return "names with their entries"

    @property
    def example(self) -> str:
        return f"{self.key.example}: {self.value.example}"

    def check(self, node: Node, problems: list[Problem]) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            misfit(self, node, problems, kind_of(node))
            return None
        plain: dict[str, Any] = {}
        for key, value in unique_entries(node, problems):
            name = self.key.check(key, problems)
            if name is not None:
                plain[name] = self.value.check(value, problems)
        return plain

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.value.schema()}


def unique_entries(node: Mapping, problems: list[Problem]) -> list[tuple[Scalar, Node]]:
    """The entries of a mapping without the repeated ones, which are reported."""
    seen: dict[str, Place] = {}
    entries = []
    for key, value in node.entries:
        if key.text in seen:
            problems.append(
                Problem(
                    key.place,
                    "duplicate-key",
                    f"`{harmless(key.text[:40])}` stands here a second time",
                    f"it once (the first is in line {seen[key.text].line})",
                )
            )
            continue
        seen[key.text] = key.place
        entries.append((key, value))
    return entries


def unknown_key(key: Scalar, what: str, known: AnyMapping[str, object]) -> Problem:
    """The problem of a key that nobody knows, with the nearest known one."""
    near = difflib.get_close_matches(key.text, known, n=1)
    expected = f"`{near[0]}`" if near else "one of " + ", ".join(known)
    return Problem(key.place, "unknown-key", f"{what} has no key `{harmless(key.text[:40])}`", expected)
