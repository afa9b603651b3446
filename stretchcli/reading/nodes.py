"""From untrusted bytes to a small tree that knows its line numbers.

One pass over the parser's events builds the tree, so that depth, aliases and tags are refused before anything is
expanded, duplicate keys are seen, and a number is only a number where one was asked for (in YAML ``1:30`` is 90 and a
bare ``no`` is false).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.text import unsafe_character

LARGEST_FILE_BYTES: Final = 4 * 1024 * 1024
DEEPEST: Final = 20
MOST_VALUES: Final = 200_000  # a record has about 150
# What YAML does not allow in a file at all. Checked here, because the C parser reports the byte and not the character.
_UNREADABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Scalar:
    """A leaf. ``plain``: it was not quoted."""

    place: Place
    text: str
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    place: Place
    items: list[Node]


@dataclass(slots=True)
class Mapping:
    """Keys with their places and values, in the order of the file."""

    place: Place
    entries: list[tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping


class Refused(Exception):
    """The file cannot be read at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(path: Path, name: str, *, most: int = LARGEST_FILE_BYTES, expected: str = "a YAML file") -> bytes:
    """The file's bytes, capped.

    Raises:
        Refused: it is not a file, cannot be opened, or is larger than ``most`` bytes.
    """
    try:
        # Opening a pipe or a device could block forever, and a folder gives a worse message later.
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            raise Refused(Problem(Place(name), "unreadable", what, expected))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > most else file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Refused(Problem(Place(name), "unreadable", f"cannot read the file: {reason}", "a readable file")) from None
    if size > most or len(data) > most:
        size_mib = max(size, len(data)) / 1024 / 1024
        limit = f"at most {most // 1024 // 1024} MiB"
        raise Refused(Problem(Place(name), "too-large", f"the file is {size_mib:.0f} MiB", limit))
    return data


def parse(data: bytes, name: str) -> Mapping:
    """The tree of a file's bytes.

    Args:
        data: The content of the file.
        name: The file as the person knows it, for the places.

    Raises:
        Refused: it is not UTF-8, not YAML, empty, not a mapping, or uses a YAML feature that is not supported.
    """
    text = decoded(data, name)
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []  # the key that still lacks its value, one for each open container
    root: Node | None = None
    for number, (kind, place, value, plain) in enumerate(_events(text, name)):
        node: Node
        if kind == "end":
            stack.pop()
            keys.pop()
            continue
        if number > MOST_VALUES:
            raise Refused(Problem(place, "too-large", "the file has too many values", f"at most {MOST_VALUES}"))
        if kind == "scalar":
            node = Scalar(place, value, plain)
        else:
            node = Sequence(place, []) if kind == "sequence" else Mapping(place, [])
        if not stack:
            if root is not None:
                raise Refused(
                    Problem(place, "second-document", "a second document begins here", "one document in each file", "key: value")
                )
            root = node
        else:
            _put(stack[-1], keys, node)
        if not isinstance(node, Scalar):
            stack.append(node)
            keys.append(None)
            if len(stack) > DEEPEST:
                raise Refused(_too_deep(place))
    if root is None:
        raise Refused(Problem(Place(name), "empty", "the file is empty", "keys with values", "key: value"))
    if not isinstance(root, Mapping):
        raise Refused(Problem(root.place, "wrong-type", "the file is not a mapping", "keys with values", "key: value"))
    return root


def _put(parent: Sequence | Mapping, keys: list[Scalar | None], node: Node) -> None:
    """Attach a node to its parent: as an item, as a key, or as the value of the preceding key."""
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif keys[-1] is None:
        if not isinstance(node, Scalar):
            raise Refused(Problem(node.place, "wrong-type", "a key is a list or a mapping", "a word as the key", "key: value"))
        keys[-1] = node
    else:
        parent.entries.append((keys[-1], node))
        keys[-1] = None


def decoded(data: bytes, name: str) -> str:
    """The text of a file's bytes.

    Raises:
        Refused: it is not UTF-8, or contains a control character.
    """
    try:
        text = data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        place = place_of_character(error.object[: error.start].decode(), name, error.start)
        remedy = "UTF-8 (save the file with that encoding)"
        raise Refused(Problem(place, "not-utf8", "this byte is not UTF-8", remedy, "iconv -f latin1 -t utf-8")) from None
    if found := _UNREADABLE.search(text):
        place = place_of_character(text, name, found.start())
        name = unsafe_character(found[0]) or f"a character (U+{ord(found[0]):04X})"
        raise Refused(Problem(place, "unsafe-text", f"the text contains {name}", "visible characters only", "key: value"))
    return text


def _events(text: str, name: str) -> Iterator[tuple[str, Place, str, bool]]:
    """The parser's events as (kind, place, text, plain)."""
    import yaml  # takes 20-40 ms, so only where a file is read; usually the compiled catalog is used

    # The C parser if PyYAML was built with it: ten times as fast.
    loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                place = _place(name, event.start_mark)
                raise Refused(
                    Problem(place, "alias", "anchors and aliases are not supported", "the value written out", "key: value")
                )
            tag = getattr(event, "tag", None)
            if tag is not None:
                place = _place(name, event.start_mark)
                raise Refused(Problem(place, "tag", "tags are not supported", "a plain value", "key: value"))
            if isinstance(event, yaml.ScalarEvent):
                yield "scalar", _place(name, event.start_mark), event.value, not event.style
            elif isinstance(event, yaml.SequenceStartEvent):
                yield "sequence", _place(name, event.start_mark), "", False
            elif isinstance(event, yaml.MappingStartEvent):
                yield "mapping", _place(name, event.start_mark), "", False
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                yield "end", Place(name), "", False
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(name, mark) if mark else Place(name)
        what = " ".join((error.problem or "this is not YAML").split())
        if "nesting depth" in what:  # the parser looks ahead on a line, and newer versions have a limit of their own
            raise Refused(_too_deep(place)) from None
        tab = "tab" in what or (mark is not None and text[mark.index : mark.index + 1] == "\t")
        expected = "two spaces for each level, never tabs" if tab else "YAML"
        raise Refused(Problem(place, "not-yaml", what, expected, "  key: value")) from None


def _too_deep(place: Place) -> Problem:
    return Problem(place, "too-deep", "the nesting is too deep", f"at most {DEEPEST} levels", "key: [value]")


def _place(name: str, mark: object) -> Place:
    return Place(name, getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1)


def place_of_character(text: str, name: str, position: int) -> Place:
    """The place of a character in a text."""
    before = text[:position]
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
