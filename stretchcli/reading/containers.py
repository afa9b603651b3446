"""Shapes that hold others: lists, records with known keys, and mappings from names."""

from __future__ import annotations

import difflib
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stretchcli.reading.nodes import Mapping, Node, Scalar, Sequence
from stretchcli.reading.problems import Entries, Place, Problem
from stretchcli.reading.shapes import Name, Shape, misfit
from stretchcli.reading.text import harmless


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
            misfit(self, node, problems)
            return None
        if not self.least <= len(node.items) <= self.most:
            expected = f"at least {self.least}" if len(node.items) < self.least else f"at most {self.most} items"
            found = "the list is empty" if not node.items else f"the list has {len(node.items)} items"
            problems.append(Problem(node.place, "list-length", found, expected, self.example))
            return None
        return [self.item.check(item, problems) for item in node.items]

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.item.schema(), "maxItems": self.most}
        if self.least:
            schema["minItems"] = self.least
        return schema


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    Attributes:
        shape: What its value has to look like.
        required: It must be there.
        about: What it is, for editors.
        into: What it is called in the checked data, where that is not its key.
    """

    shape: Shape
    required: bool = False
    about: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.

    Attributes:
        what: The record in words, "a stretch".
        fields: The keys, in the order in which a file should give them.
        kinds: Exactly one of these keys stands in the record; the checked data has it as ``kind``, and its value as ``text``.
    """

    what: str
    fields: AnyMapping[str, Field]
    example: str = "{...}"
    kinds: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        return f"{self.what} with its keys"

    def check(self, node: Node, problems: list[Problem]) -> Entries | None:
        if not isinstance(node, Mapping):
            misfit(self, node, problems)
            return None
        plain, before = Entries.at(node.place), len(problems)
        found = {key.text: (key, value) for key, value in unique_entries(node, problems)}
        kinds = [kind for kind in self.kinds if kind in found]
        if self.kinds and len(kinds) != 1:
            message = f"{self.what} is exactly one of {', '.join(self.kinds)}"
            problems.append(Problem(node.place, "not-one-kind", message, "one of these keys", self.example))
        for name, (key, value) in found.items():
            known = self.fields.get(name)
            if known is None:
                problems.append(unknown_key(key, self.what, {name: field.shape for name, field in self.fields.items()}))
                continue
            checked = known.shape.check(value, problems)
            if name not in self.kinds:
                plain[known.into or name] = checked
            elif len(kinds) == 1:
                plain |= {"kind": name, "text": checked}
        for name, known in self.fields.items():
            if known.required and name not in found:
                problems.append(missing_key(node.place, self.what, name, known.shape))
        plain.fits = len(problems) == before
        return plain

    def schema(self) -> dict[str, Any]:
        properties = {}
        for name, known in self.fields.items():
            properties[name] = known.shape.schema() | ({"description": known.about} if known.about else {})
        schema: dict[str, Any] = {
            "title": self.what,
            "type": "object",
            "properties": properties,
            "required": [name for name, known in self.fields.items() if known.required],
            "additionalProperties": False,
        }
        return schema | ({"oneOf": [{"required": [kind]} for kind in self.kinds]} if self.kinds else {})


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

    def check(self, node: Node, problems: list[Problem]) -> Entries | None:
        if not isinstance(node, Scalar):
            return self.record.check(node, problems)
        plain = Entries.at(node.place)
        plain[self.key] = self.record.fields[self.key].shape.check(node, problems)
        return plain

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.record.fields[self.key].shape.schema(), self.record.schema()]}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping from identifiers to values of one shape. In the checked data a record has its identifier as ``id``."""

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
            misfit(self, node, problems)
            return None
        plain: dict[str, Any] = {}
        for key, value in unique_entries(node, problems):
            name = self.key.check(key, problems)
            checked = self.value.check(value, problems)
            if isinstance(checked, Entries):
                checked["id"] = name
            if name is not None:
                plain[name] = checked
        return plain

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.value.schema()}


class Leaf(NamedTuple):
    """A single value in checked data, with its shape and the record that it stands in."""

    shape: Shape
    value: Any
    within: AnyMapping[str, Any]


def leaves(shape: Shape, plain: Any) -> list[Leaf]:
    """Every single value in checked data. What did not fit is passed over."""
    found: list[Leaf] = []
    _gather(shape, plain, {}, found)
    return found


def _gather(shape: Shape, plain: Any, within: AnyMapping[str, Any], found: list[Leaf]) -> None:
    # Generators inside each other would be nicer to read and took ten times as long, for each record of a catalog.
    if isinstance(shape, ShortOr):
        shape = shape.record
    if isinstance(shape, Record):
        for name, known in shape.fields.items():
            if name not in shape.kinds:
                value = plain.get(known.into or name)
            else:
                value = plain.get("text") if plain.get("kind") == name else None
            if value is not None:
                _gather(known.shape, value, plain, found)
    elif isinstance(shape, ListOf | Keyed):
        inner, values = (shape.item, plain) if isinstance(shape, ListOf) else (shape.value, plain.values())
        for value in values:
            if value is not None:
                _gather(inner, value, within, found)
    else:
        found.append(Leaf(shape, plain, within))


def unique_entries(node: Mapping, problems: list[Problem]) -> list[tuple[Scalar, Node]]:
    """The entries of a mapping without the repeated ones, which are reported."""
    first: dict[str, Place] = {}
    entries = []
    for key, value in node.entries:
        if key.text not in first:
            first[key.text] = key.place
            entries.append((key, value))
            continue
        name = harmless(key.text[:40])
        message = f"duplicate key `{name}` (first on line {first[key.text].line})"
        problems.append(Problem(key.place, "duplicate-key", message, "each key once", f"{name}: ..."))
    return entries


def unknown_key(key: Scalar, what: str, known: AnyMapping[str, Shape]) -> Problem:
    """The problem of an unknown key, with the nearest known one."""
    near = difflib.get_close_matches(key.text, known, n=1)
    expected = f"`{near[0]}`" if near else "one of " + ", ".join(known)
    name = near[0] if near else next(iter(known))
    example = f"{name}: {known[name].example}"
    return Problem(key.place, "unknown-key", f"{what} has no key `{harmless(key.text[:40])}`", expected, example)


def missing_key(place: Place, what: str, name: str, shape: Shape) -> Problem:
    """The problem of a record that lacks a required key."""
    return Problem(place, "missing-key", f"{what} has no `{name}`", shape.expected, f"{name}: {shape.example}")
