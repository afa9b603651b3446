"""The poses of the program keep the rules."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.figure.poses import Pose
from stretchcli.figure.rules import problems_of
from tests.figure.figures import POSES


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES.keys())
def test_every_pose_keeps_the_rules(pose: Pose, catalog: Catalog) -> None:
    """Joints stay in range, nothing goes through anything, contacts touch, the mark is where it is felt."""
    assert [str(problem) for problem in problems_of(pose, catalog.stretches[pose.id])] == []
