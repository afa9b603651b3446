"""The skeleton keeps its bones, its angles can be read back, and limbs reach what they can."""

from __future__ import annotations

from math import dist, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.figure import body
from stretchcli.figure.angles import angles_of
from stretchcli.figure.balance import centre_of_mass
from stretchcli.figure.poses import Angles
from stretchcli.figure.skeleton import (
    Skeleton,
    forward,
    hip_angles,
    hip_axes,
    reach,
    shoulder_angles,
    shoulder_axes,
)
from stretchcli.figure.vectors import ROOM, Axes, Vector, at, between, dot, plus, turned

STANDING_HIP = body.ANKLE_HEIGHT + body.SHANK + body.THIGH
DEGREES = st.floats(-170, 170)
ANGLES = st.tuples(DEGREES, DEGREES, DEGREES)
JOINTS = ["pelvis", "lumbar", "thorax", "neck", *(f"{j}_{s}" for j in ("shoulder", "elbow", "hip", "knee") for s in body.SIDES)]
POSTURES = st.dictionaries(st.sampled_from(JOINTS), ANGLES)


def _close(a: Axes, b: Axes, within: float = 1e-6) -> bool:
    return all(dist(one, other) < within for one, other in zip(a, b, strict=True))


@given(POSTURES)
def test_bones_never_change_their_length(angles: dict[str, Angles]) -> None:
    """Whatever the angles, every segment is as long as the literature says."""
    points = forward(angles).points
    for side in body.SIDES:
        for start, end, length in (
            ("hip", "knee", body.THIGH),
            ("knee", "ankle", body.SHANK),
            ("shoulder", "elbow", body.ARM),
            ("elbow", "wrist", body.FOREARM),
        ):
            assert isclose(dist(points[f"{start}_{side}"], points[f"{end}_{side}"]), length, abs_tol=1e-9)
    assert isclose(dist(points["thorax"], points["neck"]), body.THORAX, abs_tol=1e-9)
    assert isclose(dist(points["abdomen"], points["thorax"]), body.ABDOMEN, abs_tol=1e-9)


def test_the_standing_body_is_one_body_high() -> None:
    """From the soles to the crown the segments add up to the body's height, and the hip is where Winter has it."""
    standing = forward({}, (0.0, 0.0, STANDING_HIP))
    assert isclose(STANDING_HIP, 0.530)
    assert isclose(standing.points["neck"][2], 0.818)
    assert isclose(standing.points["ankle_right"][2], body.ANKLE_HEIGHT)
    crown = at(standing.points["head"], standing.axes["head"], up=body.HEAD)
    assert isclose(crown[2], 1.0)
    front, _, up, radius = body.BALLS["head"][0]
    assert front < 0.01
    assert isclose(up + radius, body.HEAD)


def test_the_masses_add_up_to_the_body() -> None:
    """Dempster's fractions are of the whole body, and standing its centre lies a little above the hips."""
    total = sum(mass * (1 if part in ("head", "thorax", "abdomen", "pelvis") else 2) for part, (mass, _) in body.MASSES.items())
    assert isclose(total, 1.0)
    x, y, z = centre_of_mass(forward({}, (0.0, 0.0, STANDING_HIP)))
    assert abs(x) < 0.02
    assert abs(y) < 1e-9
    assert 0.53 < z < 0.60


@given(st.tuples(st.floats(-170, 170), st.floats(-85, 85), DEGREES), st.sampled_from(body.SIDES))
def test_the_angles_of_a_hip_can_be_read_back(angles: Angles, side: str) -> None:
    """What was put in comes out, by either side's own signs."""
    found = hip_angles(ROOM, side, hip_axes(ROOM, side, angles))
    assert found == pytest.approx(angles, abs=1e-4)


@given(st.tuples(st.floats(3, 175), DEGREES, DEGREES), st.sampled_from(body.SIDES))
def test_the_angles_of_a_shoulder_can_be_read_back(angles: Angles, side: str) -> None:
    """Raise, plane and rotation come out as they were put in."""
    assert shoulder_angles(ROOM, side, shoulder_axes(ROOM, side, angles)) == pytest.approx(angles, abs=1e-4)


@pytest.mark.parametrize(
    ("joint", "angles", "towards"),
    [
        ("hip_right", (90, 0, 0), {"knee_right": (1, 0, 0)}),
        ("hip_right", (0, 90, 0), {"knee_right": (0, -1, 0)}),
        ("hip_left", (0, 90, 0), {"knee_left": (0, 1, 0)}),
        ("shoulder_right", (90, 90, 0), {"elbow_right": (1, 0, 0)}),
        ("shoulder_right", (90, 0, 0), {"elbow_right": (0, -1, 0)}),
        ("shoulder_left", (90, 0, 0), {"elbow_left": (0, 1, 0)}),
        ("shoulder_left", (180, 90, 0), {"elbow_left": (0, 0, 1)}),
        ("shoulder_left", (-40, 90, 0), {"elbow_left": (-1, 0, 0)}),
    ],
)
def test_a_limb_goes_where_the_word_says(joint: str, angles: Angles, towards: dict[str, Vector]) -> None:
    """Flexion goes forward, abduction out to the own side, a raised arm up, extension back."""
    neutral, moved = forward({}), forward({joint: angles})
    for point, direction in towards.items():
        gone = plus(moved.points[point], neutral.points[point], -1.0)
        assert dot(gone, direction) > 0.1


def test_knees_bend_back_and_elbows_forward() -> None:
    """The heel goes to the seat, the hand to the face."""
    bent = forward({"knee_right": (90, 0, 0), "elbow_right": (90, 0, 0), "ankle_left": (20, 0, 0)})
    assert bent.points["ankle_right"][0] < bent.points["knee_right"][0] - 0.2
    assert bent.points["wrist_right"][0] > bent.points["elbow_right"][0] + 0.1
    assert bent.axes["foot_left"].front[2] > 0.3


@given(st.tuples(*[st.floats(-0.4, 0.4)] * 3), st.tuples(*[st.floats(-1, 1)] * 3), st.booleans())
def test_a_limb_reaches_what_it_can(target: Vector, pole: Vector, knee: bool) -> None:
    """Two bones end at the target where it is in reach; elsewhere they say how far they stay away."""
    upper, lower, missed = reach((0, 0, 0), target, body.THIGH, body.SHANK, pole, knee=knee)
    end = at(at((0, 0, 0), upper, up=-body.THIGH), lower, up=-body.SHANK)
    assert isclose(dist(end, target), missed, abs_tol=2e-5)
    if 0.01 < dist((0, 0, 0), target) < body.THIGH + body.SHANK - 0.001:
        assert missed == 0


@given(ANGLES, ANGLES)
def test_turning_from_one_position_to_another_arrives(first: Angles, second: Angles) -> None:
    """An even turn begins at the one, ends at the other, and is half way in the middle."""
    a, b = hip_axes(ROOM, "left", first), hip_axes(ROOM, "left", second)
    assert _close(between(a, b, 0.0), a)
    assert _close(between(a, b, 1.0), b, 1e-4)
    middle = between(a, b, 0.5)
    assert dist(middle.up, a.up) == pytest.approx(dist(middle.up, b.up), abs=1e-3)


def test_spine_angles_are_read_as_they_are_written() -> None:
    """Flexion, side bend and rotation of the trunk and the neck come out as they were put in."""
    written = {"lumbar": (20.0, 10.0, 5.0), "thorax": (-12.0, -8.0, 30.0), "neck": (15.0, 30.0, -40.0)}
    found = angles_of(forward(written))
    for joint, angles in written.items():
        assert found[joint] == pytest.approx(angles, abs=1e-6)


def test_moving_the_body_moves_all_of_it() -> None:
    """Every joint goes the same way."""
    skeleton = forward({"hip_left": (30, 0, 0)})
    before = dict(skeleton.points)
    skeleton.move((0.1, -0.2, 0.3))
    assert isinstance(skeleton, Skeleton)
    assert all(point == pytest.approx(plus(before[name], (0.1, -0.2, 0.3))) for name, point in skeleton.points.items())


@given(ANGLES)
def test_axes_stay_square(angles: Angles) -> None:
    """However they are turned, the three directions are square to each other and a unit long."""
    axes = turned(turned(turned(ROOM, 0, angles[0]), 1, angles[1]), 2, angles[2])
    for number, one in enumerate(axes):
        for other_number, other in enumerate(axes):
            assert isclose(dot(one, other), float(number == other_number), abs_tol=1e-9)
