"""What is seen of a skeleton: its parts as outlines on a plane, in the order in which they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Final, NamedTuple

from stretchcli.figure import body, marks
from stretchcli.figure.poses import Pose, Prop, side_of, stem_of
from stretchcli.figure.props import BACK_HIGH, CORDS, UPRIGHT, boxes, directions
from stretchcli.figure.raster import Disc, Point
from stretchcli.figure.skeleton import SIGN, Skeleton
from stretchcli.figure.touching import balls
from stretchcli.figure.vectors import Vector, at, dot, plus

BREATH: Final = 0.020  # how far the chest comes forward, breathing in; body heights
_PARTS: Final = tuple(f"{part}_{side}" for part in body.LIMB_PARTS for side in body.SIDES)
# Which parts are joined, so that no gap is cleared between them.
_NEXT: Final = {"arm": "thorax", "forearm": "arm", "hand": "forearm", "thigh": "pelvis", "shank": "thigh", "foot": "shank"}


class Camera(NamedTuple):
    """An orthographic camera: screen right, screen up, and towards the eye, as directions of the room."""

    right: Vector
    up: Vector
    towards: Vector

    @classmethod
    def of(cls, yaw_deg: float, pitch_deg: float) -> Camera:
        """From the right side at yaw 0, from the front at 90; from above by the pitch."""
        sy, cy = sin(radians(yaw_deg)), cos(radians(yaw_deg))
        sp, cp = sin(radians(pitch_deg)), cos(radians(pitch_deg))
        return cls((cy, sy, 0.0), (-sy * sp, cy * sp, cp), (sy * cp, -cy * cp, sp))

    def seen(self, point: Vector) -> Point:
        """Where it is on the screen, in body heights, y up."""
        return dot(point, self.right), dot(point, self.up)


class Part(NamedTuple):
    """A part of the body on the screen, in body heights, y up.

    Attributes:
        discs: It is the hull of these.
        joined: The parts that it is joined to; there a short piece of it is left without a gap.
        core: The discs around which a gap is cleared from the parts that it is joined to.
        role: ``near`` or ``far``.
    """

    name: str
    depth: float
    role: str
    discs: tuple[Disc, ...]
    joined: tuple[str, ...]
    core: tuple[Disc, ...]


class Strip(NamedTuple):
    """A marked region: a thick line, drawn on some parts."""

    parts: tuple[str, ...]
    discs: tuple[Disc, ...]


class Line(NamedTuple):
    """A line of a prop.

    Attributes:
        kind: ``line``, or ``thick``.
        wide: It may run out of the picture: the scale ignores it from side to side.
        high: The same from top to bottom.
    """

    a: Point
    b: Point
    kind: str = "line"
    wide: bool = False
    high: bool = False


class Scene(NamedTuple):
    """All that is painted: the floor, props behind, parts from far to near, marks on them, lines in front."""

    behind: tuple[Line, ...]
    parts: tuple[Part, ...]
    strips: tuple[Strip, ...]
    front: tuple[Line, ...]
    eyes: tuple[Point, ...]
    floor: bool
    mouth: tuple[Point, Point] | None = None


def far_limbs(pose: Pose) -> tuple[str, ...]:
    """The limbs drawn dim: those that the pose names, else in a side view those on the far side."""
    if pose.dim is not None:
        return pose.dim
    across = cos(radians(pose.yaw))
    if abs(across) < 0.75:
        return ()
    side = "left" if across > 0 else "right"
    return (f"arm_{side}", f"leg_{side}")


def scene(pose: Pose, skeleton: Skeleton, breath: float = 0.0) -> Scene:
    """What the pose's camera sees of a skeleton.

    Args:
        breath: 0 breathed out, 1 breathed in.
    """
    camera = Camera.of(pose.yaw, pose.pitch)
    behind: list[Line] = []
    front: list[Line] = []
    for prop in pose.props:
        if pose.crop != "body" and prop.kind not in (*CORDS, *UPRIGHT):
            continue
        lines = _cord(prop, skeleton, camera) if prop.kind in CORDS else _outline(prop, camera)
        wide, high = prop.kind in ("mat", "bed"), prop.kind in ("wall", "doorway")
        (front if prop.kind in CORDS else behind).extend(each._replace(wide=wide, high=high) for each in lines)
    parts = _parts(pose, skeleton, camera, breath)
    floor = pose.crop == "body" and abs(pose.pitch) < 10
    strips = [
        _strip(region, side, skeleton, camera)
        for region, which in pose.marks
        for side in (body.SIDES if which == "both" else (which,))
        if _faces_us(region, skeleton, camera)
    ]
    eyes, mouth = _eyes(skeleton, camera), _mouth(skeleton, camera)
    return Scene(tuple(behind), tuple(parts), tuple(strips), tuple(front), eyes, floor, mouth)


def _discs(found: Sequence[tuple[Vector, float]], camera: Camera) -> tuple[Disc, ...]:
    return tuple((*camera.seen(point), radius) for point, radius in found)


def _parts(pose: Pose, skeleton: Skeleton, camera: Camera, breath: float) -> list[Part]:
    far = far_limbs(pose)
    cropped = pose.crop != "body"
    parts = []
    thorax = _breathing(balls(skeleton, "thorax"), skeleton, breath)
    pelvis = balls(skeleton, "pelvis")
    depth = dot(skeleton.points["thorax"], camera.towards)
    waist = [thorax[-2], thorax[-1], *pelvis[-2:]]  # closes the bend between the two pieces of the trunk
    for name, found in (("pelvis", pelvis), ("waist", waist), ("thorax", thorax), ("neck", balls(skeleton, "neck"))):
        discs = _discs(found, camera)
        parts.append(Part(name, depth, "near", discs, ("thorax", "pelvis", "waist", "neck", "head"), ()))
    chin = dot(skeleton.points["head"], camera.towards)
    forward = dot(skeleton.axes["head"].front, camera.towards)
    head = Part("head", max(chin, depth + 0.001) + 0.02 * forward, "near", _discs(balls(skeleton, "head"), camera), ("neck",), ())
    parts.append(head)
    if abs(forward) < 0.9:
        parts.append(head._replace(name="nose", discs=_discs(balls(skeleton, "nose"), camera), joined=("head", "neck")))
    for name in _PARTS:
        stem, side = stem_of(name), side_of(name)
        if cropped and stem in ("thigh", "shank", "foot"):
            continue
        found = balls(skeleton, name)
        middle = sum(dot(point, camera.towards) for point, _ in found) / len(found)
        limb = f"{'leg' if stem in ('thigh', 'shank', 'foot') else 'arm'}_{side}"
        above = _NEXT[stem]
        joined = {"thorax": ("thorax", "neck"), "pelvis": ("pelvis", "waist")}.get(above, (f"{above}_{side}",))
        below = tuple(f"{lower}_{side}" for lower, upper in _NEXT.items() if upper == stem)
        discs = _discs(found, camera)
        part = Part(name, middle, "far" if limb in far else "near", discs, (*joined, *below), _core(discs))
        if stem == "foot" and skeleton.toes_deg[side]:  # bent, so not one hull with the rest of the foot
            toes = part._replace(name=f"toes_{side}", discs=discs[-2:], joined=(name,), core=())
            parts.append(toes)
            part = part._replace(discs=discs[:-1], joined=(*part.joined, toes.name), core=())
        parts.append(part)
    return sorted(parts, key=lambda part: part.depth)


def _core(discs: tuple[Disc, ...]) -> tuple[Disc, ...]:
    """The middle of a limb, away from the joints at its ends."""
    (x0, y0, r0), (x1, y1, r1) = discs[0], discs[-1]
    size = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if size < 1.6 * (r0 + r1):
        return ()
    a, b = 1.5 * r0 / size, 1 - 1.5 * r1 / size
    return tuple((x0 + (x1 - x0) * s, y0 + (y1 - y0) * s, r0 + (r1 - r0) * s) for s in (a, (a + b) / 2, b))


def _breathing(found: list[tuple[Vector, float]], skeleton: Skeleton, breath: float) -> list[tuple[Vector, float]]:
    axes = skeleton.axes["thorax"]
    return [
        (at(point, axes, front=BREATH * breath, up=0.3 * BREATH * breath), radius) if index < 3 else (point, radius)
        for index, (point, radius) in enumerate(found)
    ]


def _faces_us(region: str, skeleton: Skeleton, camera: Camera) -> bool:
    """Whether a region of the trunk is on the visible side; limbs are thin enough to be marked all round."""
    found = marks.REGIONS[region]
    if found.segment not in marks.TRUNK_SEGMENTS:
        return True
    front = sum(spot[0] for spot in found.spots)
    return abs(front) < 0.02 or dot(skeleton.axes[found.segment].front, camera.towards) * front > -0.5 * abs(front)


def _strip(region: str, side: str, skeleton: Skeleton, camera: Camera) -> Strip:
    found = marks.REGIONS[region]
    trunk = found.segment in marks.TRUNK_SEGMENTS
    segment = found.segment if trunk else f"{found.segment}_{side}"
    origin, axes = skeleton.origin(segment), skeleton.axes[segment]
    points = [at(origin, axes, front, out * SIGN[side], up) for front, out, up in found.spots]
    parts = []
    for part in found.parts:
        name = part if part in ("neck", "thorax", "pelvis") else f"{part}_{side}"
        parts += [name, "waist"] if name in ("pelvis", "thorax") and found.segment != "neck" else [name]
    return Strip(tuple(dict.fromkeys(parts)), _discs([(point, found.radius) for point in points], camera))


def _eyes(skeleton: Skeleton, camera: Camera) -> tuple[Point, ...]:
    """The eyes that face us: one in profile, two from the front."""
    axes, origin = skeleton.axes["head"], skeleton.points["head"]
    found = []
    for sign in (1.0, -1.0):
        gaze = at((0.0, 0.0, 0.0), axes, 0.80, 0.60 * sign)
        if dot(gaze, camera.towards) > 0.3:
            found.append(camera.seen(at(origin, axes, 0.032, 0.022 * sign, 0.074)))
    return tuple(found)


def _mouth(skeleton: Skeleton, camera: Camera) -> tuple[Point, Point] | None:
    """The corners of a mouth that faces us: with the eyes it shows where a face is turned, and how far it is bowed."""
    axes, origin = skeleton.axes["head"], skeleton.points["head"]
    if dot(axes.front, camera.towards) < 0.75:  # at the edge of the face it would be a notch
        return None
    left, right = (camera.seen(at(origin, axes, 0.045, 0.013 * sign, 0.026)) for sign in (1.0, -1.0))
    return left, right


def _cord(prop: Prop, skeleton: Skeleton, camera: Camera) -> list[Line]:
    points = []
    for part in prop.through:
        origin, axes = skeleton.origin(part), skeleton.axes[part]
        grip = at(origin, axes, up=-0.05) if stem_of(part) == "hand" else at(origin, axes, front=0.06, up=-0.04)
        points.append(camera.seen(grip))
    kind = "thick" if prop.kind == "stick" else "line"
    return [Line(a, b, kind) for a, b in pairwise(points)]


_EDGES: Final = ((0, 1), (0, 2), (0, 4), (1, 3), (1, 5), (2, 3), (2, 6), (3, 7), (4, 5), (4, 6), (5, 7), (6, 7))


def _outline(prop: Prop, camera: Camera) -> list[Line]:
    """The lines of a thing; what coincides on the screen is drawn once."""
    front, left = directions(prop)
    middle = (prop.x, -prop.right, 0.0)

    def corner(ahead: float, across: float, z: float) -> Point:
        return camera.seen(plus(plus((middle[0], middle[1], z), front, ahead * prop.length / 2), left, across * prop.width / 2))

    lines: list[Line] = []
    around = ((1, 1), (1, -1), (-1, -1), (-1, 1))
    if prop.kind in ("mat", "pillow", "chair", "table"):
        low = 0.0 if prop.kind in ("mat", "pillow") else prop.z
        if prop.kind == "pillow":
            lines += [Line(camera.seen(a), camera.seen(b)) for a, b in _box_edges(prop)]
        else:
            kind = "thick" if camera.towards[2] < 0.05 else "line"
            lines += [Line(corner(*a, low), corner(*b, low), kind) for a, b in zip(around, (*around[1:], around[0]), strict=True)]
    if prop.kind in ("chair", "table"):
        lines += [Line(corner(*c, prop.z), corner(*c, 0.0)) for c in around]
    if prop.kind == "chair":
        top = prop.z + BACK_HIGH
        lines += [Line(corner(-1, 1, prop.z), corner(-1, 1, top)), Line(corner(-1, -1, prop.z), corner(-1, -1, top))]
        lines += [Line(corner(-1, 1, top - d), corner(-1, -1, top - d)) for d in (0.0, 0.09)]
    if prop.kind in ("bed", "step", "bench"):
        for box in boxes(prop):
            corners = box.corners()
            lines += [Line(camera.seen(corners[a]), camera.seen(corners[b])) for a, b in _EDGES]
    if prop.kind in ("wall", "doorway"):
        lines += _upright(prop, camera, front, left)
    seen = [each._replace(a=_rounded(each.a), b=_rounded(each.b)) for each in lines]
    return [*dict.fromkeys(each for each in seen if abs(each.a[0] - each.b[0]) + abs(each.a[1] - each.b[1]) > 0.01)]


def _rounded(point: Point) -> Point:
    return round(point[0], 4), round(point[1], 4)


def _box_edges(prop: Prop) -> list[tuple[Vector, Vector]]:
    corners = boxes(prop._replace(kind="step"))[0].corners()
    return [(corners[a], corners[b]) for a, b in _EDGES]


def _upright(prop: Prop, camera: Camera, front: Vector, left: Vector) -> list[Line]:
    """A wall seen edge-on is a thick line; a doorway is its frame."""
    foot = plus((front[0] * prop.x, front[1] * prop.x, 0.0), left, -prop.right if prop.kind == "doorway" else 0.0)
    half = prop.width / 2
    posts = [plus(foot, left, half), plus(foot, left, -half)]
    edge_on = abs(dot(left, camera.right)) < 0.25
    if edge_on:
        return [Line(camera.seen(foot), camera.seen(plus(foot, (0.0, 0.0, 1.0), prop.z)), "thick")]
    lines = [Line(camera.seen(post), camera.seen(plus(post, (0.0, 0.0, 1.0), prop.z))) for post in posts]
    top = [camera.seen(plus(post, (0.0, 0.0, 1.0), prop.z)) for post in posts]
    return [*lines, Line(top[0], top[1])]
