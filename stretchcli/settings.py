"""Where files are kept, and the person's settings.

Flags beat ``STRETCHCLI_<KEY>`` variables, and those beat ``config.yaml``. ``STRETCHCLI_HOME`` puts everything
into one folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from stretchcli.catalog.limits import MOST_REPS
from stretchcli.catalog.selection import Limits
from stretchcli.errors import CatalogProblems
from stretchcli.reading.files import may_exist

if TYPE_CHECKING:  # checking a config takes 20 ms to import, and most people have none
    from datetime import date

    from stretchcli.reading.nodes import Mapping as MappingNode
    from stretchcli.reading.nodes import Node
    from stretchcli.reading.problems import Place, Problem
    from stretchcli.reading.shapes import Shape

_LISTS: Final = ("avoid", "pain", "never", "voice_command")
_SCALARS: Final = ("hold",)  # a bare number is accepted as text here


class Places(NamedTuple):
    """The folders of the program."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """The person's settings."""
        return self.config / "config.yaml"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """The folders that the environment asks for, else the platform's own."""
        home = environment.get("STRETCHCLI_HOME")
        if home:
            folder = Path(home).expanduser()
            return cls(folder, folder, folder, folder)
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("stretchcli", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path)


class Settings(NamedTuple):
    """The person's settings; None or empty where one is not set."""

    values: Mapping[str, Any]

    @property
    def limits(self) -> Limits:
        """The constraints that always hold."""
        return Limits(*(tuple(self.values.get(key, ())) for key in ("avoid", "pain", "never")))

    def get(self, key: str, fallback: Any = None) -> Any:
        """The value of a key of ``keys``."""
        value = self.values.get(key)
        return fallback if value is None else value


@cache
def keys() -> Mapping[str, Shape]:
    """The keys of the config, each with its shape. A key is added with the feature that it controls."""
    from stretchcli.catalog.precautions import ConditionName
    from stretchcli.reading.containers import ListOf
    from stretchcli.reading.shapes import Choice, Flag, Text, Whole

    words = ListOf(Text(longest=60, example="kneeling"))
    return {
        "avoid": words,
        "pain": ListOf(ConditionName(Text(longest=60, example="knee-pain"))),
        "never": words,
        "ready_s": Whole(0, 60, "seconds"),
        "switch_s": Whole(0, 60, "seconds"),
        "rest_s": Whole(0, 60, "seconds"),
        "order": Choice(("alternate", "grouped")),
        "first": Choice(("right", "left")),
        "hold": Text(longest=12, example="20-30"),
        "reps": Whole(1, MOST_REPS),
        "level": Choice(("gentle", "normal", "deep")),
        "pace": Choice(("steady", "brisk")),
        "plain": Flag(),
        "theme": Choice(("auto", "dark", "light")),
        "still": Flag(),
        "log": Flag(),
        "voice": Flag(),
        "voice_command": ListOf(Text(longest=1000, example="piper")),
        "say": Choice(("full", "cues")),
        "say_floor": Flag(),
        "sound": Flag(),
        "volume": Whole(0, 100),
    }


def read_settings(places: Places, environment: Mapping[str, str], today: date | None = None) -> Settings:
    """The settings of the config file, which need not exist, overridden by the environment.

    Args:
        today: Where it is not today.

    Raises:
        CatalogProblems: one of them has mistakes.
    """
    file = places.config_file
    named = any(name.startswith("STRETCHCLI_") and name != "STRETCHCLI_HOME" for name in environment)
    if not (named or may_exist(file)):
        return Settings({})
    from stretchcli.reading.problems import Place

    problems: list[Problem] = []
    values = _from_file(file, problems)
    problems += _days_to_come(values.get("pain"), today)
    for key, shape in keys().items():
        name = f"STRETCHCLI_{key.upper()}"
        if text := environment.get(name):
            values[key] = shape.check(_variable_node(key, text, Place(name, line=0)), problems)
    if problems:
        raise CatalogProblems(sorted(problems))
    return Settings(values)


def _days_to_come(pain: list[Any] | None, today: date | None) -> list[Problem]:
    if not pain:
        return []
    from datetime import date

    from stretchcli.catalog.precautions import future_problems

    return future_problems(pain, today or date.today())


def _from_file(path: Path, problems: list[Problem]) -> dict[str, Any]:
    from stretchcli.reading.nodes import Refused, parse, read_bytes

    if not may_exist(path):
        return {}
    name = str(path)
    try:
        root = parse(read_bytes(path, name), name)
    except Refused as refused:
        if refused.problem.code != "empty":  # an empty config is valid
            problems.append(refused.problem)
        return {}
    return _checked(root, problems)


def _checked(root: MappingNode, problems: list[Problem]) -> dict[str, Any]:
    from stretchcli.reading.containers import unique_entries, unknown_key

    values = {}
    for key, node in unique_entries(root, problems):
        shape = keys().get(key.text)
        if shape is None:
            problems.append(unknown_key(key, "the config", keys()))
        else:
            values[key.text] = shape.check(_lenient(key.text, node), problems)
    return values


def _lenient(key: str, node: Node) -> Node:
    """Accept one word or one record for a list of one, and a number for text where both are natural."""
    from stretchcli.reading.nodes import Mapping, Scalar, Sequence

    if (isinstance(node, Scalar) and key in _LISTS and node.text) or (isinstance(node, Mapping) and key == "pain"):
        return Sequence(node.place, [node])
    if isinstance(node, Scalar) and key in _SCALARS:
        return Scalar(node.place, node.text, plain=False)
    return node


def _variable_node(key: str, text: str, place: Place) -> Node:
    from stretchcli.reading.nodes import Scalar, Sequence
    from stretchcli.reading.shapes import Flag, Text

    if key in _LISTS:
        words = [word.strip() for word in text.split(",")]
        return Sequence(place, [Scalar(place, word, plain=False) for word in words if word])
    if isinstance(keys()[key], Flag):
        text = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false"}.get(text.lower(), text)
    return Scalar(place, text, plain=not isinstance(keys()[key], Text))


def current_places() -> Places:
    """The folders for this process."""
    return Places.of(os.environ)
