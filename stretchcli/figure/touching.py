"""What touches what: the surface of the body, and where a hand or foot has to be for a contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import cos, radians, sin, sqrt
from typing import Final

from stretchcli.figure import body
from stretchcli.figure.poses import side_of, stem_of
from stretchcli.figure.skeleton import SIGN, Skeleton
from stretchcli.figure.vectors import Axes, Vector, at, scaled, unit

# The balls by which each part touches: (segment, which balls of it).
TOUCHING: Final[dict[str, tuple[tuple[str, tuple[int, ...]], ...]]] = {
    "pelvis": (("pelvis", (0, 1)),),
    "chest": (("thorax", (0, 1)),),
    "head": (("head", (0, 1, 2)),),
    "shoulder": (("arm", (0,)),),
    "elbow": (("arm", (2,)), ("forearm", (0,))),
    "forearm": (("forearm", (0, 1, 2)),),
    "hand": (("hand", (1,)),),
    "thigh": (("thigh", (1,)),),
    "knee": (("thigh", (2,)), ("shank", (0,))),
    "shank": (("shank", (1,)),),
    "foot": (("foot", (1, 2, 3)),),
}
SIDED_PARTS: Final = ("shoulder", "elbow", "forearm", "hand", "thigh", "knee", "shank", "foot")
# The point whose x and out a contact names.
MAIN_POINTS: Final = {
    "pelvis": "pelvis", "chest": "thorax", "head": "head", "shoulder": "shoulder", "elbow": "elbow", "forearm": "elbow",
    "hand": "wrist", "thigh": "hip", "knee": "knee", "shank": "knee", "foot": "ankle",
}  # fmt: skip


def balls(skeleton: Skeleton, segment: str) -> list[tuple[Vector, float]]:
    """The balls of a segment in the room, with their radii; those of the trunk on both sides."""
    stem, side = stem_of(segment), side_of(segment)
    origin = skeleton.origin(segment)
    axes = skeleton.axes["head" if stem == "nose" else segment]
    found = []
    toes_deg = skeleton.toes_deg.get(side, 0.0) if stem == "foot" else 0.0
    for front, out, up, radius in _bent_toes(toes_deg) if toes_deg else body.BALLS[stem]:
        for sign in (SIGN[side],) if side or not out else (1.0, -1.0):
            found.append((at(origin, axes, front, out * sign, up), radius))
    return found


def _bent_toes(deg: float) -> tuple[body.Ball, ...]:
    """The balls of a foot whose toes are bent back, as they are where the heel is up and the toes stay on the floor."""
    *rest, (front, out, up, radius) = body.BALLS["foot"]
    ball_front, _, ball_up, _ = rest[-1]
    c, s = cos(radians(deg)), sin(radians(deg))
    ahead, rise = front - ball_front, up - ball_up
    return (*rest, (ball_front + ahead * c - rise * s, out, ball_up + ahead * s + rise * c, radius))


def touching_balls(skeleton: Skeleton, part: str) -> Iterator[tuple[Vector, float]]:
    """The balls by which a part touches things."""
    stem, side = stem_of(part), side_of(part)
    for segment, which in TOUCHING[stem]:
        name = f"{segment}_{side}" if side else segment
        origin, axes = skeleton.origin(name), skeleton.axes[name]
        toes_deg = skeleton.toes_deg.get(side, 0.0) if segment == "foot" else 0.0
        for index in which:
            front, out, up, radius = (_bent_toes(toes_deg) if toes_deg else body.BALLS[segment])[index]
            for sign in (SIGN[side],) if side or not out else (1.0, -1.0):
                yield at(origin, axes, front, out * sign, up), radius


def main_point(skeleton: Skeleton, part: str) -> Vector:
    """The joint that stands for a part."""
    stem = stem_of(part)
    return skeleton.points[part.replace(stem, MAIN_POINTS[stem], 1)]


# Which way each face of a segment looks, by its own front, outer side and top.
FACES: Final[dict[str, Vector]] = {
    "front": (1, 0, 0), "back": (-1, 0, 0), "out": (0, 1, 0), "in": (0, -1, 0), "top": (0, 0, 1), "bottom": (0, 0, -1),
}  # fmt: skip
# Where ``along`` begins and ends, up from the segment's joint.
ALONG: Final = {
    "head": (body.HEAD, 0.01), "neck": (body.NECK, 0.0), "thorax": (body.THORAX, 0.0), "pelvis": (0.09, -0.03),
    "arm": (0.0, -body.ARM), "forearm": (0.0, -body.FOREARM), "hand": (0.0, -0.09),
    "thigh": (0.0, -body.THIGH), "shank": (0.0, -body.SHANK), "foot": (-0.02, -0.02),
}  # fmt: skip


@lru_cache(maxsize=512)
def _surface_offset(stem: str, along: float, face: str) -> Vector:
    """The surface of a segment in a direction from its axis: (front, out, up) from its joint."""
    start, end = ALONG[stem]
    direction = FACES[face]
    ahead = -0.02 + 0.12 * along if stem == "foot" else 0.0
    here = (ahead, 0.0, start + (end - start) * along)
    chain = [(f, o * sign, u, r) for f, o, u, r in body.BALLS[stem] for sign in ((1, -1) if o else (1,))]
    pairs = [(a, b) for i, a in enumerate(chain) for b in chain[i + 1 :]]
    far, step = 0.0, 0.002
    for number in range(100):
        point = tuple(h + d * number * step for h, d in zip(here, direction, strict=True))
        if any(_in_capsule(point, a, b) for a, b in pairs):
            far = number * step
    return (here[0] + direction[0] * far, here[1] + direction[1] * far, here[2] + direction[2] * far)


def _in_capsule(point: tuple[float, ...], a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    run = [q - p for p, q in zip(a[:3], b[:3], strict=True)]
    size = sum(r * r for r in run)
    share = 0.0 if not size else max(0.0, min(1.0, sum((p - q) * r for p, q, r in zip(point, a[:3], run, strict=True)) / size))
    radius = a[3] + (b[3] - a[3]) * share
    gap = [p - (q + r * share) for p, q, r in zip(point, a[:3], run, strict=True)]
    return sqrt(sum(g * g for g in gap)) <= radius


def body_surface(skeleton: Skeleton, segment: str, along: float, face: str, side: str) -> tuple[Vector, Vector]:
    """A point on the surface of a segment, and the direction away from it.

    Args:
        side: Whose outer side counts on the head and trunk: that of the limb that touches.
    """
    stem = stem_of(segment)
    sign = SIGN[side_of(segment) or side]
    front, out, up = _surface_offset(stem, along, face)
    axes = skeleton.axes[segment]
    point = at(skeleton.origin(segment), axes, front, out * sign, up)
    normal = FACES[face]
    return point, at((0.0, 0.0, 0.0), axes, normal[0], normal[1] * sign, normal[2])


def lowest(found: Iterable[tuple[Vector, float]], normal: Vector) -> float:
    """How far the nearest of the balls reaches towards a surface, along its normal."""
    return min(p[0] * normal[0] + p[1] * normal[1] + p[2] * normal[2] - radius for p, radius in found)


WORDS: Final[dict[str, Vector]] = {
    "forward": (1, 0, 0), "back": (-1, 0, 0), "up": (0, 0, 1), "down": (0, 0, -1), "out": (0, 1, 0), "in": (0, -1, 0),
}  # fmt: skip


def direction(words: str, side: str) -> Vector:
    """The direction that words name: "up out" is half up, half out to the limb's own side."""
    total = (0.0, 0.0, 0.0)
    for word in words.split():
        x, y, z = WORDS[word]
        total = (total[0] + x, total[1] + y * SIGN[side], total[2] + z)
    return unit(total)


def flat_hand(normal: Vector, fingers: Vector) -> Axes:
    """The axes of a hand whose palm lies on a surface."""
    up = scaled(fingers, -1.0)
    front = scaled(normal, -1.0)
    left = (up[1] * front[2] - up[2] * front[1], up[2] * front[0] - up[0] * front[2], up[0] * front[1] - up[1] * front[0])
    return Axes(front, left, up)
