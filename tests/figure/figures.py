"""Poses for tests: those of the program, read once, and others written as a file would have them."""

from __future__ import annotations

from functools import cache
from textwrap import dedent, indent

from stretchcli.catalog.folders import data_folder
from stretchcli.figure import building
from stretchcli.figure.format import POSE
from stretchcli.figure.loading import load_poses
from stretchcli.figure.picture import Figure
from stretchcli.figure.poses import Pose
from stretchcli.reading.nodes import parse
from stretchcli.reading.problems import Problem

POSES = load_poses(data_folder())

STEP = """\
mark: {hip_front: left}
start:
  anchor: foot_left
  contacts: {foot: {on: floor}}
hold:
  pelvis: 14
  lumbar: -8
  hip_left: -25
  contacts:
    foot_left: {on: floor, pitch: 50}
    foot_right: {on: floor, x: 0.52}
"""


@cache
def figure_of(name: str) -> Figure:
    """The figure of a stretch of the program's; making one takes some milliseconds."""
    return Figure(POSES[name])


def pose(text: str, name: str = "some-stretch") -> Pose:
    """The pose that a text describes.

    Raises:
        AssertionError: the text has mistakes.
    """
    problems: list[Problem] = []
    plain = POSE.check(parse(dedent(text).encode(), "some.yaml"), problems)
    assert plain is not None
    problems += building.structure_problems(plain)
    assert problems == [], indent("\n".join(map(str, problems)), "  ")
    return building.pose(name, plain)
