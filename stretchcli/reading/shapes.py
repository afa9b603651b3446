"""The shapes that values in a file may have.

A shape does two things with one description: it checks a node and returns plain data (texts, numbers, lists, dicts),
and it writes the JSON Schema that editors read. Problems are collected, never raised, so that one run names them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Protocol

from stretchcli.reading.nodes import Node, Scalar, Sequence
from stretchcli.reading.problems import Located, Problem
from stretchcli.reading.text import either, harmless, unsafe_character

# What YAML 1.1 makes of these words when they stand without quotes.
_NOT_TEXT: Final = re.compile(r"(?i)(y|n|yes|no|on|off|true|false|null|~|)$")
_WHOLE: Final = re.compile(r"[0-9]{1,9}$")

_IDENTIFIER: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class Shape(Protocol):
    """The form that a value must have."""

    @property
    def expected(self) -> str:
        """The shape in words, to complete the sentence "expected ..."."""

    @property
    def example(self) -> str:
        """A value that fits."""

    def check(self, node: Node, problems: list[Problem]) -> Any:
        """The node as plain data; what does not fit is added to ``problems`` and becomes None."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def misfit(shape: Shape, node: Node, problems: list[Problem], code: str = "wrong-type", wrong: str = "") -> None:
    """Report that a node does not have its shape.

    Args:
        wrong: What is wrong with a single value, "is out of range"; without it the problem only reports what was found.
    """
    message = f"`{_shown(node)}` {wrong}" if wrong and isinstance(node, Scalar) and node.text else _found(node)
    problems.append(Problem(node.place, code, message, shape.expected, shape.example))


def _shown(node: Scalar) -> str:
    text = harmless(node.text[:40])
    return text if node.plain else f'"{text}"'


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"found `{_shown(node)}`" if node.text else "the value is missing"
    if isinstance(node, Sequence):
        return f"found a list of {len(node.items)}" if node.items else "found an empty list"
    return "found a mapping" if node.entries else "found an empty mapping"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text for people."""

    longest: int = 400
    example: str = "Some words."

    @property
    def expected(self) -> str:
        return "text"

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar):
            misfit(self, node, problems)
            return None
        if node.plain and _NOT_TEXT.match(node.text):
            found = f"a bare `{node.text}` is not text in YAML" if node.text else "the value is missing"
            problems.append(Problem(node.place, "not-text", found, "text in quotes", f'"{node.text or self.example}"'))
            return None
        if node.plain and re.match(r"[0-9][0-9_.:]*$", node.text):
            problems.append(Problem(node.place, "wrong-type", _found(node), "text in quotes", f'"{node.text}"'))
            return None
        text = node.text.strip()
        if unsafe := unsafe_character(text):
            found, expected = f"the text contains {unsafe}", "visible characters only"
            problems.append(Problem(node.place, "unsafe-text", found, expected, self.example))
            return None
        if not text or len(text) > self.longest:
            found = f"the text is {len(text)} characters long" if text else "the text is empty"
            problems.append(Problem(node.place, "text-length", found, f"1 to {self.longest} characters", self.example))
            return None
        return Located.at(text, node.place)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier: lowercase letters, digits and hyphens.

    Attributes:
        of: What it is the name of, "need", for a check against the known names.
    """

    example: str = "a-name"
    of: str = ""

    @property
    def expected(self) -> str:
        return "lowercase letters, digits and hyphens"

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar) or (node.plain and _NOT_TEXT.match(node.text)):
            misfit(self, node, problems)
            return None
        if not _IDENTIFIER.match(node.text) or len(node.text) > 60:
            misfit(self, node, problems, "bad-name", "is not a valid name")
            return None
        return Located.at(node.text, node.place)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in a range."""

    least: int
    most: int
    unit: str = ""

    @property
    def expected(self) -> str:
        if self.least == self.most:
            return str(self.least)
        unit = f" of {self.unit}" if self.unit else ""
        return f"a whole number{unit} from {self.least} to {self.most}"

    @property
    def example(self) -> str:
        return str(min(max(self.least, 20), self.most))

    def check(self, node: Node, problems: list[Problem]) -> int | None:
        if not isinstance(node, Scalar) or not node.plain or not _WHOLE.match(node.text):
            misfit(self, node, problems, wrong="is not a whole number")
            return None
        number = int(node.text)
        if not self.least <= number <= self.most:
            misfit(self, node, problems, "out-of-range", "is out of range")
            return None
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    @property
    def expected(self) -> str:
        return "true or false"

    @property
    def example(self) -> str:
        return "true"

    def check(self, node: Node, problems: list[Problem]) -> bool | None:
        if not isinstance(node, Scalar) or not node.plain or node.text.lower() not in ("true", "false"):
            misfit(self, node, problems)
            return None
        return node.text.lower() == "true"

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def expected(self) -> str:
        return either(self.words)

    @property
    def example(self) -> str:
        return self.words[0]

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar) or node.text not in self.words:
            misfit(self, node, problems)
            return None
        return Located.at(node.text, node.place)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Range:
    """Two whole numbers, the first not above the second. The checked data names them.

    Attributes:
        names: What they are in the checked data, ``("floor_s", "target_s")``.
        words: What they are in words, ``("floor", "target")``.
        number: The shape of each of them.
    """

    names: tuple[str, str]
    words: tuple[str, str]
    number: Whole
    example: str

    @property
    def expected(self) -> str:
        return (
            f"[{self.words[0]}, {self.words[1]}], each {self.number.expected}, the {self.words[0]} not above the {self.words[1]}"
        )

    def check(self, node: Node, problems: list[Problem]) -> dict[str, int] | None:
        if not isinstance(node, Sequence) or len(node.items) != 2:
            misfit(self, node, problems)
            return None
        first, second = [self.number.check(item, problems) for item in node.items]
        if first is None or second is None:
            return None
        if first > second:
            found = f"the {self.words[0]}, {first}, is above the {self.words[1]}, {second}"
            problems.append(Problem(node.place, "out-of-range", found, self.expected, self.example))
            return None
        return dict(zip(self.names, (first, second), strict=True))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.number.schema(), "minItems": 2, "maxItems": 2}
