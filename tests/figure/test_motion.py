"""Between the key frames: what touches stays where it is, what steps is lifted, nothing jumps."""

from __future__ import annotations

from math import dist

import pytest

from stretchcli.figure.angles import angles_of
from stretchcli.figure.poses import Pose
from stretchcli.figure.solving import Motion
from stretchcli.figure.touching import balls, lowest
from tests.figure.figures import POSES, STEP, pose

MOMENTS = [n / 24 for n in range(25)]


def test_the_ends_are_the_key_frames() -> None:
    """At 0 and 1 the skeleton is that of start and hold."""
    motion = Motion(pose(STEP))
    assert motion.at(0.0).points == motion.keys[0].points
    assert motion.at(1.0).points == motion.keys[-1].points


def test_a_foot_that_stays_does_not_slide() -> None:
    """The heel of the back foot comes up, its ball stays on one spot."""
    motion = Motion(pose(STEP))
    for moment in MOMENTS:
        skeleton = motion.at(moment)
        foot = skeleton.axes["foot_left"]
        ankle = skeleton.points["ankle_left"]
        ball = [a + f * 0.078 - u * 0.039 for a, f, u in zip(ankle, foot.front, foot.up, strict=True)]
        assert ball[0] == pytest.approx(0.078, abs=1e-6)
        assert ball[2] == pytest.approx(0.0, abs=1e-6)


def test_a_foot_on_its_ball_lets_the_heel_sink() -> None:
    """With the toes up it turns about its ball, not about the heel, and the straight leg sinks with it."""
    text = """\
    mark: {calf: both}
    start:
      anchor: foot_left
      contacts: {foot: {on: step, by: ball}}
    hold:
      contacts: {foot: {on: step, by: ball, pitch: -30}}
    props: {step: {x: 0.26}}
    """
    motion = Motion(pose(text))
    for skeleton in (motion.at(moment) for moment in MOMENTS):
        for side, foot in ((side, skeleton.axes[f"foot_{side}"]) for side in ("right", "left")):
            ankle = skeleton.points[f"ankle_{side}"]
            ball = [a + f * 0.078 - u * 0.039 for a, f, u in zip(ankle, foot.front, foot.up, strict=True)]
            assert (ball[0], ball[2]) == pytest.approx((0.078, 0.11), abs=1e-5)
    heel = lowest(balls(motion.keys[-1], "foot_right"), (0.0, 0.0, 1.0))
    assert heel < 0.11 - 0.02
    assert angles_of(motion.keys[-1])["knee_right"][0] == pytest.approx(0.0, abs=1.0)


def test_a_foot_that_steps_is_lifted_and_put_down() -> None:
    """In the middle of the step it is well off the floor, at both ends on it."""
    motion = Motion(pose(STEP))
    heights = [motion.at(moment).points["ankle_right"][2] for moment in MOMENTS]
    assert heights[0] == pytest.approx(heights[-1], abs=1e-3)
    assert max(heights) > heights[0] + 0.04


def test_a_hand_that_comes_to_the_knee_gets_there() -> None:
    """A hand that hangs at the start goes to its contact without a jump at the end."""
    motion = Motion(pose(STEP.replace("foot_right: {on: floor, x: 0.52}", "hand_right: {to: thigh_right, along: 0.6}")))
    late, end = motion.at(0.995), motion.keys[-1]
    assert dist(late.points["wrist_right"], end.points["wrist_right"]) < 0.005


def test_more_key_frames_share_the_way() -> None:
    """With one frame between, the middle of the movement is that frame."""
    text = STEP.replace("hold:\n", "way:\n  - {hip_left: 30, knee_left: 60, free: [foot_right]}\nhold:\n", 1)
    motion = Motion(pose(text))
    assert len(motion.keys) == 3
    assert motion.at(0.5).points == motion.keys[1].points


@pytest.mark.parametrize("shown", POSES.values(), ids=POSES.keys())
def test_no_limb_jumps_on_the_way(shown: Pose) -> None:
    """Between two moments a sixtieth of the way apart, no joint goes farther than a limb can swing."""
    motion = Motion(shown)
    before = motion.at(0.0)
    for number in range(1, 61):
        after = motion.at(number / 60)
        farthest = max(before.points, key=lambda name: dist(before.points[name], after.points[name]))
        assert dist(before.points[farthest], after.points[farthest]) < 0.06 * (len(shown.frames) - 1), (farthest, number)
        before = after
