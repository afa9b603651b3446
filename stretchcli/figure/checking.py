"""Checking a file of poses for its author: its form, and the rules that every pose has to keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stretchcli.catalog.records import Stretch
from stretchcli.catalog.references import unknown
from stretchcli.figure import building
from stretchcli.figure.loading import read_pose_file
from stretchcli.figure.rules import problems_of
from stretchcli.reading.nodes import Refused, parse, read_bytes
from stretchcli.reading.problems import Located, Problem


def has_poses(path: Path) -> bool:
    """Whether it is a file of poses, as far as it can be read."""
    try:
        tree = parse(read_bytes(path, str(path)), str(path))
    except Refused:
        return False
    return any(key.text == "poses" for key, _ in tree.entries)


def check_pose_file(path: Path, stretches: Mapping[str, Stretch]) -> tuple[int, list[Problem]]:
    """How many poses a file has, and everything that is wrong with it.

    Where its form is wrong, the rules are not checked: they need a whole pose.

    Args:
        stretches: Those that are known, by id.
    """
    entries, problems = read_pose_file(path, str(path))
    for name, entry in entries.items() if not problems else ():
        stretch = stretches.get(name)
        if stretch is None:
            problems.append(unknown(Located.at(name, entry.place), "stretch", stretches))
        problems += problems_of(building.pose(name, entry), stretch)
    return len(entries), sorted(set(problems))
