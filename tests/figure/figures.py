"""Poses for tests, written as a file would have them."""

from __future__ import annotations

from textwrap import dedent, indent

from stretchcli.figure import building
from stretchcli.figure.format import POSE
from stretchcli.figure.poses import Pose
from stretchcli.reading.nodes import parse
from stretchcli.reading.problems import Problem

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
