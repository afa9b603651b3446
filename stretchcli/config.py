"""The keys of the config, and how a config file and ``STRETCHCLI_<KEY>`` variables are checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from stretchcli.errors import CatalogProblems
from stretchcli.reading.containers import ListOf, unique_entries, unknown_key
from stretchcli.reading.files import may_exist
from stretchcli.reading.nodes import Mapping as MappingNode
from stretchcli.reading.nodes import Node, Refused, Scalar, Sequence, parse, read_bytes
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.shapes import Choice, Flag, Shape, Text, Whole

_WORDS: Final = ListOf(Text(longest=60, example="kneeling"))

# Every key is known from the start; each is in force from the release on that brings what it is about.
KEYS: Final[Mapping[str, Shape]] = {
    "avoid": _WORDS,
    "pain": _WORDS,
    "never": _WORDS,
    "ready_s": Whole(0, 60, "seconds"),
    "switch_s": Whole(0, 60, "seconds"),
    "rest_s": Whole(0, 60, "seconds"),
    "order": Choice(("alternate", "grouped")),
    "first": Choice(("right", "left")),
    "hold": Text(longest=12, example="20-30"),
    "reps": Whole(1, 50),
    "plain": Flag(),
    "theme": Choice(("auto", "dark", "light")),
    "still": Flag(),
    "log": Flag(),
    "voice": Flag(),
    "say": Choice(("full", "cues")),
    "say_floor": Flag(),
    "sound": Flag(),
    "volume": Whole(0, 100),
    "level": Choice(("gentle", "normal", "deep")),
}
_LISTS: Final = ("avoid", "pain", "never")
_SCALARS: Final = ("hold",)  # a number is as good as a text here


def checked_settings(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """The values of the config file, which need not exist, and of the environment, which beats it.

    Raises:
        CatalogProblems: one of them has mistakes.
    """
    problems: list[Problem] = []
    values = _from_file(file, problems)
    for key in KEYS:
        name = f"STRETCHCLI_{key.upper()}"
        if text := environment.get(name):
            node = _variable_node(key, text, Place(name, line=0))
            values[key] = KEYS[key].check(node, problems)
    if problems:
        raise CatalogProblems(sorted(problems))
    return values


def _from_file(path: Path, problems: list[Problem]) -> dict[str, Any]:
    if not may_exist(path):
        return {}
    name = str(path)
    try:
        root = parse(read_bytes(path, name), name)
    except Refused as refused:
        if refused.problem.code != "empty":  # an empty config is one that says nothing
            problems.append(refused.problem)
        return {}
    return _checked(root, problems)


def _checked(root: MappingNode, problems: list[Problem]) -> dict[str, Any]:
    values = {}
    for key, node in unique_entries(root, problems):
        shape = KEYS.get(key.text)
        if shape is None:
            problems.append(unknown_key(key, "the config", KEYS))
        else:
            values[key.text] = shape.check(_lenient(key.text, node), problems)
    return values


def _lenient(key: str, node: Node) -> Node:
    """One word stands for a list of one, and a number for a text where both are natural."""
    if isinstance(node, Scalar) and key in _LISTS and node.text:
        return Sequence(node.place, [node])
    if isinstance(node, Scalar) and key in _SCALARS:
        return Scalar(node.place, node.text, plain=False)
    return node


def _variable_node(key: str, text: str, place: Place) -> Node:
    if key in _LISTS:
        words = [word.strip() for word in text.split(",")]
        return Sequence(place, [Scalar(place, word, plain=False) for word in words if word])
    if isinstance(KEYS[key], Flag):
        text = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false"}.get(text.lower(), text)
    return Scalar(place, text, plain=not isinstance(KEYS[key], Text))
