"""The articulated skeleton: from joint angles to points and axes, and limbs that reach for a point.

Bones never change their length: angles only turn them. The hip's angles follow Grood & Suntay (1983): flexion about the
pelvis, rotation about the thigh, abduction about the axis square to both. The shoulder's are a raise in a plane (0 to the
side, 90 forward, as horizontal adduction is measured) and a rotation about the upper arm, outwards above zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

from stretchcli.figure import body
from stretchcli.figure.poses import NEUTRAL, Angles, stem_of
from stretchcli.figure.vectors import (
    FRONT,
    LEFT,
    ROOM,
    UP,
    ZERO,
    Axes,
    Vector,
    across,
    at,
    dot,
    inside,
    length,
    minus,
    plus,
    turned,
    turned_about,
    unit,
)

SIGN = {"right": -1.0, "left": 1.0, "": 1.0}


class Skeleton:
    """Where every joint is and how every segment is turned.

    Attributes:
        points: Joints: pelvis (the middle between the hips), abdomen, thorax, neck, head, and per side shoulder, elbow,
            wrist, hip, knee, ankle.
        axes: Segments: pelvis, abdomen, thorax, neck, head, and per side arm, forearm, hand, thigh, shank, foot.
        toes_deg: How far the toes are bent back at the ball of the foot, by side; a raised heel bends them.
        missed: How far each hand or foot that cannot reach its place stays from it.
    """

    __slots__ = ("axes", "missed", "points", "toes_deg")

    def __init__(self) -> None:
        self.points: dict[str, Vector] = {}
        self.axes: dict[str, Axes] = {}
        self.missed: dict[str, float] = {}
        self.toes_deg: dict[str, float] = {}

    def move(self, by: Vector) -> None:
        """Move the whole body."""
        self.points = {name: plus(point, by) for name, point in self.points.items()}

    def origin(self, segment: str) -> Vector:
        """The joint at which a segment begins."""
        stem = stem_of(segment)
        return self.points[segment.replace(stem, ORIGINS[stem], 1)]


# The joint from which each segment hangs, and each segment's parent.
ORIGINS = {
    "pelvis": "pelvis",
    "abdomen": "abdomen",
    "thorax": "thorax",
    "neck": "neck",
    "head": "head",
    "nose": "head",
    "arm": "shoulder",
    "forearm": "elbow",
    "hand": "wrist",
    "thigh": "hip",
    "shank": "knee",
    "foot": "ankle",
}


def _angles(angles: Mapping[str, Angles], joint: str) -> Angles:
    return angles.get(joint) or NEUTRAL[stem_of(joint)]


def forward(angles: Mapping[str, Angles], root: Vector = ZERO) -> Skeleton:
    """The skeleton of these joint angles, with the pelvis at ``root``. A joint without angles is neutral."""
    skeleton = Skeleton()
    points, axes = skeleton.points, skeleton.axes
    tilt, lean, turn = _angles(angles, "pelvis")
    axes["pelvis"] = turned(turned(turned(ROOM, LEFT, tilt), FRONT, lean), UP, -turn)
    points["pelvis"] = root
    for segment, parent, joint, rise in (
        ("abdomen", "pelvis", "lumbar", body.PELVIS),
        ("thorax", "abdomen", "thorax", body.ABDOMEN),
    ):
        flexion, bend, turn = _angles(angles, joint)
        axes[segment] = turned(turned(turned(axes[parent], LEFT, flexion), FRONT, bend), UP, -turn)
        points[segment] = at(points[parent], axes[parent], up=rise)
    points["neck"] = at(points["thorax"], axes["thorax"], up=body.THORAX)
    flexion, bend, turn = _angles(angles, "neck")
    axes["neck"] = turned(turned(turned(axes["thorax"], LEFT, flexion / 2), FRONT, bend / 2), UP, -turn / 2)
    axes["head"] = turned(turned(turned(axes["thorax"], LEFT, flexion), FRONT, bend), UP, -turn)
    points["head"] = at(points["neck"], axes["neck"], front=0.002, up=body.NECK)
    for side in body.SIDES:
        sign = SIGN[side]
        points[f"hip_{side}"] = at(points["pelvis"], axes["pelvis"], left=sign * body.HIP_OUT)
        points[f"shoulder_{side}"] = at(points["neck"], axes["thorax"], front=-0.004, left=sign * body.SHOULDER_OUT, up=-0.014)
        place_arm(skeleton, side, shoulder_axes(axes["thorax"], side, _angles(angles, f"shoulder_{side}")), angles)
        skeleton.toes_deg[side] = _angles(angles, f"toes_{side}")[0]
        place_leg(skeleton, side, hip_axes(axes["pelvis"], side, _angles(angles, f"hip_{side}")), angles)
    return skeleton


def hip_axes(pelvis: Axes, side: str, angles: Angles) -> Axes:
    """The thigh's axes from flexion, abduction and rotation outwards."""
    flexion, abduction, rotation = angles
    sign = SIGN[side]
    return turned(turned(turned(pelvis, LEFT, -flexion), FRONT, sign * abduction), UP, sign * rotation)


def hip_angles(pelvis: Axes, side: str, thigh: Axes) -> Angles:
    """The opposite of ``hip_axes``."""
    sign = SIGN[side]
    x, y, z = inside(pelvis, thigh.up)
    flexion, abduction = degrees(atan2(-x, z)), sign * degrees(asin(max(-1.0, min(1.0, -y))))
    swung = hip_axes(pelvis, side, (flexion, abduction, 0.0))
    return flexion, abduction, sign * degrees(atan2(dot(thigh.front, swung.left), dot(thigh.front, swung.front)))


def shoulder_axes(thorax: Axes, side: str, angles: Angles) -> Axes:
    """The upper arm's axes from the raise, its plane and the rotation outwards."""
    rise, plane, rotation = angles
    sign = SIGN[side]
    # The arm hangs along -up and swings towards this direction, about the axis square to both.
    s, c = sin(radians(plane)), cos(radians(plane)) * sign
    axis = at(ZERO, thorax, front=c, left=-s)
    return turned(turned_about(thorax, axis, rise), UP, sign * rotation)


def shoulder_angles(thorax: Axes, side: str, arm: Axes) -> Angles:
    """The opposite of ``shoulder_axes``; the raise is from 0 to 180."""
    sign = SIGN[side]
    x, y, z = inside(thorax, arm.up)
    rise = degrees(acos(max(-1.0, min(1.0, z))))
    plane = degrees(atan2(-x, -y * sign)) if 0.5 < rise < 179.5 else 90.0
    swung = shoulder_axes(thorax, side, (rise, plane, 0.0))
    return rise, plane, sign * degrees(atan2(dot(arm.front, swung.left), dot(arm.front, swung.front)))


def place_arm(skeleton: Skeleton, side: str, arm: Axes, angles: Mapping[str, Angles]) -> None:
    """Hang the arm from its shoulder."""
    forearm = turned(arm, LEFT, -_angles(angles, f"elbow_{side}")[0])
    hand = turned(forearm, LEFT, -_angles(angles, f"wrist_{side}")[0])
    _chain(skeleton, side, ("shoulder", "elbow", "wrist"), ("arm", "forearm", "hand"), (arm, forearm, hand))


def place_leg(skeleton: Skeleton, side: str, thigh: Axes, angles: Mapping[str, Angles]) -> None:
    """Hang the leg from its hip."""
    shank = turned(thigh, LEFT, _angles(angles, f"knee_{side}")[0])
    foot = turn_foot(shank, side, _angles(angles, f"ankle_{side}"))
    _chain(skeleton, side, ("hip", "knee", "ankle"), ("thigh", "shank", "foot"), (thigh, shank, foot))


def turn_foot(shank: Axes, side: str, ankle: Angles) -> Axes:
    """The foot's axes from dorsiflexion and inversion (the toes and the sole turn in)."""
    dorsiflexion, inversion, _ = ankle
    return turned(turned(shank, LEFT, -dorsiflexion), UP, -SIGN[side] * inversion)


def _chain(
    skeleton: Skeleton, side: str, joints: tuple[str, str, str], segments: tuple[str, str, str], axes: tuple[Axes, Axes, Axes]
) -> None:
    upper, lower = (body.ARM, body.FOREARM) if segments[0] == "arm" else (body.THIGH, body.SHANK)
    for segment, turned_so in zip(segments, axes, strict=True):
        skeleton.axes[f"{segment}_{side}"] = turned_so
    first, middle, last = (f"{joint}_{side}" for joint in joints)
    skeleton.points[middle] = at(skeleton.points[first], axes[0], up=-upper)
    skeleton.points[last] = at(skeleton.points[middle], axes[1], up=-lower)


def reach(root: Vector, target: Vector, upper: float, lower: float, pole: Vector, *, knee: bool) -> tuple[Axes, Axes, float]:
    """Two bones from ``root`` to ``target``, with the joint between them on the side of ``pole``.

    Returns:
        The axes of both bones, and how far the end stays from the target, 0 where it can be reached.
    """
    away = minus(target, root)
    distance = length(away)
    line = unit(away, (0.0, 0.0, -1.0))
    span = max(abs(upper - lower) + 1e-6, min(upper + lower - 1e-6, distance))
    missed = abs(distance - span) if abs(distance - span) > 1e-5 else 0.0
    towards = unit(across(pole, line), unit(across((0.3, 0.1, 1.0), line)))
    share = (upper * upper + span * span - lower * lower) / (2 * span)
    height = sqrt(max(0.0, upper * upper - share * share))
    middle = plus(plus(root, line, share), towards, height)
    end = plus(root, line, span)
    # A knee points to the thigh's front, an elbow to the arm's back.
    front = towards if knee else (-towards[0], -towards[1], -towards[2])
    return _bone(root, middle, front), _bone(middle, end, front), missed


def _bone(start: Vector, end: Vector, front: Vector) -> Axes:
    up = unit(minus(start, end), (0.0, 0.0, 1.0))
    front = unit(across(front, up), unit(across((0.0, 0.1, 1.0), up)))
    left = (
        up[1] * front[2] - up[2] * front[1],
        up[2] * front[0] - up[0] * front[2],
        up[0] * front[1] - up[1] * front[0],
    )
    return Axes(front, left, up)


def set_limb(skeleton: Skeleton, side: str, upper: Axes, lower: Axes, end: Axes, *, leg: bool) -> None:
    """Give a limb these axes."""
    if leg:
        _chain(skeleton, side, ("hip", "knee", "ankle"), ("thigh", "shank", "foot"), (upper, lower, end))
    else:
        _chain(skeleton, side, ("shoulder", "elbow", "wrist"), ("arm", "forearm", "hand"), (upper, lower, end))
