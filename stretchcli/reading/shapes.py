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
from stretchcli.reading.text import harmless, unsafe_character

# What YAML 1.1 makes of these words when they stand without quotes.
_NOT_TEXT: Final = re.compile(r"(?i)(y|n|yes|no|on|off|true|false|null|~|)$")
_WHOLE: Final = re.compile(r"[0-9]{1,9}$")

_IDENTIFIER: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class Shape(Protocol):
    """What a value has to look like."""

    @property
    def expected(self) -> str:
        """The shape in words, as it ends the sentence "expected ..."."""

    @property
    def example(self) -> str:
        """A value that fits."""

    def check(self, node: Node, problems: list[Problem]) -> Any:
        """The node as plain data; what does not fit is added to ``problems`` and becomes None."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def misfit(shape: Shape, node: Node, problems: list[Problem], found: str) -> None:
    """Report that a node does not have its shape."""
    problems.append(Problem(node.place, "wrong-type", found, shape.expected, shape.example))


def kind_of(node: Node) -> str:
    """What stands there, in words, as the subject of a sentence."""
    if isinstance(node, Scalar):
        return f"`{harmless(node.text[:40])}` stands here"
    return "a list stands here" if isinstance(node, Sequence) else "a mapping stands here"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text for people."""

    longest: int = 400
    example: str = "Stand tall with your feet hip-width apart."

    @property
    def expected(self) -> str:
        return "text"

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar):
            misfit(self, node, problems, kind_of(node))
            return None
        if node.plain and _NOT_TEXT.match(node.text):
            found = f"a bare `{node.text}` is no text in YAML" if node.text else "nothing stands here"
            problems.append(Problem(node.place, "not-text", found, "text, in quotes", f'"{node.text or self.example}"'))
            return None
        if node.plain and re.match(r"[0-9][0-9_.:]*$", node.text):
            problems.append(Problem(node.place, "wrong-type", kind_of(node), "text", f'"{node.text}"'))
            return None
        text = node.text.strip()
        if unsafe := unsafe_character(text):
            problems.append(Problem(node.place, "unsafe-text", f"the text holds {unsafe}", "visible characters alone"))
            return None
        if not text or len(text) > self.longest:
            found = f"the text is {len(text)} characters long" if text else "the text is empty"
            problems.append(Problem(node.place, "text-length", found, f"1 to {self.longest} characters"))
            return None
        return Located.at(text, node.place)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier: lower case, digits and hyphens."""

    example: str = "standing-hip-flexor"

    @property
    def expected(self) -> str:
        return "lower case letters, digits and hyphens"

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar) or (node.plain and _NOT_TEXT.match(node.text)):
            misfit(self, node, problems, kind_of(node))
            return None
        if not _IDENTIFIER.match(node.text) or len(node.text) > 60:
            problems.append(Problem(node.place, "bad-name", kind_of(node), self.expected, self.example))
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
        unit = f" of {self.unit}" if self.unit else ""
        return f"a whole number{unit} from {self.least} to {self.most}"

    @property
    def example(self) -> str:
        return str(min(max(self.least, 20), self.most))

    def check(self, node: Node, problems: list[Problem]) -> int | None:
        if not isinstance(node, Scalar) or not node.plain or not _WHOLE.match(node.text):
            misfit(self, node, problems, kind_of(node))
            return None
        number = int(node.text)
        if not self.least <= number <= self.most:
            problems.append(Problem(node.place, "out-of-range", kind_of(node), self.expected, self.example))
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
            misfit(self, node, problems, kind_of(node))
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
        return " or ".join(self.words)

    @property
    def example(self) -> str:
        return self.words[0]

    def check(self, node: Node, problems: list[Problem]) -> Located | None:
        if not isinstance(node, Scalar) or node.text not in self.words:
            misfit(self, node, problems, kind_of(node))
            return None
        return Located.at(node.text, node.place)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Hold:
    """``[floor, target]`` in whole seconds."""

    @property
    def expected(self) -> str:
        return "[floor, target] in whole seconds, 3 to 300, the floor not above the target"

    @property
    def example(self) -> str:
        return "[20, 30]"

    def check(self, node: Node, problems: list[Problem]) -> list[int] | None:
        if not isinstance(node, Sequence) or len(node.items) != 2:
            misfit(self, node, problems, kind_of(node))
            return None
        seconds = [Whole(3, 300, "seconds").check(item, problems) for item in node.items]
        floor, target = seconds
        if floor is None or target is None:
            return None
        if floor > target:
            found = f"the floor of {floor} s is above the target of {target} s"
            problems.append(Problem(node.place, "out-of-range", found, self.expected, self.example))
            return None
        return [floor, target]

    def schema(self) -> dict[str, Any]:
        seconds = Whole(3, 300).schema()
        return {"type": "array", "items": seconds, "minItems": 2, "maxItems": 2}
