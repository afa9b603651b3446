"""Where the weight is: the centre of mass, and the ground that carries it."""

from __future__ import annotations

from stretchcli.figure.body import ABDOMEN, ARM, FOREARM, MASSES, PELVIS, SHANK, SIDES, THIGH, THORAX
from stretchcli.figure.poses import Frame, Pose, side_of, stem_of
from stretchcli.figure.skeleton import Skeleton
from stretchcli.figure.touching import balls, main_point
from stretchcli.figure.vectors import Vector, at

_LIMBS = {"arm": -ARM, "forearm": -FOREARM, "thigh": -THIGH, "shank": -SHANK}
_LENGTHS = _LIMBS | {"thorax": THORAX, "abdomen": ABDOMEN, "pelvis": PELVIS}
_STANDING_PARTS = ("foot", "hand")


def centre_of_mass(skeleton: Skeleton) -> Vector:
    """The body's centre of mass, from those of its segments (Dempster 1955)."""
    total = [0.0, 0.0, 0.0]
    for stem, (mass, share) in MASSES.items():
        for segment in [f"{stem}_{side}" for side in SIDES] if stem in _LIMBS or stem == "foot" else [stem]:
            origin, axes = skeleton.origin(segment), skeleton.axes[segment]
            if stem == "head":
                point = at(origin, axes, up=0.066)  # the ear
            elif stem == "foot":
                point = at(origin, axes, front=0.035, up=-0.02)
            else:
                point = at(origin, axes, up=_LENGTHS[stem] * share)
            total = [t + p * mass for t, p in zip(total, point, strict=True)]
    return total[0], total[1], total[2]


def stands(frame: Frame) -> bool:
    """Whether feet carry the body, with or without the hands."""
    touching = {stem_of(c.part) for c in frame.contacts.values() if c.on}
    return "foot" in touching and touching <= set(_STANDING_PARTS)


def off_support(pose: Pose, frame: Frame, skeleton: Skeleton) -> float:
    """How far the centre of mass of a standing body lies outside the ground that carries it; 0 inside, or for one that sits.

    Hands that rest on a wall or a thing count: the text puts them there.
    """
    if not stands(frame):
        return 0.0
    x, y, _ = centre_of_mass(skeleton)
    ground: list[tuple[float, float]] = []
    for contact in frame.contacts.values():
        if not contact.on:
            continue
        part = contact.part
        if stem_of(part) == "foot":
            # A foot with only its heel on a step carries as well; the width of the sole is that of its balls.
            for point, radius in balls(skeleton, f"foot_{side_of(part)}")[1:]:
                ground += [(point[0], point[1] + radius), (point[0], point[1] - radius), (point[0] + radius, point[1])]
                ground.append((point[0] - radius, point[1]))
        else:
            point = main_point(skeleton, part)
            ground.append((point[0], point[1]))
    return _outside(_convex(ground), (x, y))


def _convex(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull, anticlockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for p in line:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _outside(outline: list[tuple[float, float]], point: tuple[float, float]) -> float:
    """How far a point is from a convex outline, 0 inside."""
    nearest = 0.0
    inside = True
    distances = []
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        if _turn(a, b, point) < 0:
            inside = False
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = dx * dx + dy * dy
        share = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / size)) if size else 0.0
        distances.append(((point[0] - a[0] - dx * share) ** 2 + (point[1] - a[1] - dy * share) ** 2) ** 0.5)
    return nearest if inside else min(distances)
