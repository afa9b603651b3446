"""Things in the room: their usual measures, the surfaces that the body rests on, and the lines they are drawn with."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Final, NamedTuple

from stretchcli.figure.poses import Prop
from stretchcli.figure.vectors import Vector, dot, minus, plus

# Length along the front, width, height of the top; body heights of 1.70 m. A seat is a little below the knee (0.285).
MEASURES: Final[dict[str, tuple[float, float, float]]] = {
    "mat": (1.16, 0.36, 0.0),
    "chair": (0.25, 0.25, 0.27),
    "bench": (0.30, 0.60, 0.27),
    "bed": (1.20, 0.55, 0.30),
    "table": (0.75, 0.45, 0.50),
    "step": (0.26, 0.45, 0.11),
    "pillow": (0.14, 0.26, 0.05),
    "wall": (0.0, 1.6, 1.15),
    "doorway": (0.0, 0.50, 1.20),
}
CHAIR_BACK: Final = "chair_back"  # its upper edge, to hold on to
UPRIGHT: Final = ("wall", "doorway")
CORDS: Final = ("strap", "stick")
SEAT_THICK, TABLE_THICK, BACK_HIGH, BACK_THICK = 0.025, 0.03, 0.26, 0.016
FRAME_WIDE, FRAME_THICK = 0.15, 0.03  # the wall on both sides of a doorway's opening


class Surface(NamedTuple):
    """A plane that the body touches: a point on it and the direction away from it."""

    point: Vector
    normal: Vector


class Box(NamedTuple):
    """A solid: its middle, its own directions, and half its size along each."""

    middle: Vector
    axes: tuple[Vector, Vector, Vector]
    half: tuple[float, float, float]

    def corners(self) -> list[Vector]:
        """Its eight corners: bit 0 of the index is the front, bit 1 the left, bit 2 the top."""
        found = []
        for index in range(8):
            corner = self.middle
            for bit, (axis, half) in enumerate(zip(self.axes, self.half, strict=True)):
                corner = plus(corner, axis, half if index >> bit & 1 else -half)
            found.append(corner)
        return found


FLOOR: Final = Surface((0.0, 0.0, 0.0), (0.0, 0.0, 1.0))


def directions(prop: Prop) -> tuple[Vector, Vector]:
    """Its front and its left."""
    c, s = cos(radians(prop.turn)), sin(radians(prop.turn))
    return (c, -s, 0.0), (s, c, 0.0)


def surface(name: str, props: Iterable[Prop]) -> Surface:
    """What ``on: name`` means: the top of a thing, or the face of a wall towards the middle of the room."""
    for prop in props:
        if name == CHAIR_BACK and prop.kind == "chair":
            front, _ = directions(prop)
            edge = plus((prop.x, -prop.right, prop.z + BACK_HIGH), front, -prop.length / 2 - BACK_THICK / 2)
            return Surface(edge, (0.0, 0.0, 1.0))
        if prop.kind == name:
            front, left = directions(prop)
            if name not in UPRIGHT:
                return Surface((prop.x, -prop.right, prop.z), (0.0, 0.0, 1.0))
            point = plus((front[0] * prop.x, front[1] * prop.x, 0.0), left, -prop.right if name == "doorway" else 0.0)
            sign = -1.0 if prop.x >= 0 else 1.0
            return Surface(point, (front[0] * sign, front[1] * sign, 0.0))
    return FLOOR


def boxes(prop: Prop) -> list[Box]:
    """The solids of a thing; what is thin (a mat, a pillow, a strap) or out of the way (legs) has none."""
    front, left = directions(prop)
    axes = (front, left, (0.0, 0.0, 1.0))

    def box(ahead: float, length: float, width: float, low: float, high: float) -> Box:
        middle = plus((prop.x, -prop.right, (low + high) / 2), front, ahead)
        return Box(middle, axes, (length / 2, width / 2, (high - low) / 2))

    if prop.kind == "chair":
        back = box(-prop.length / 2 - BACK_THICK / 2, BACK_THICK, prop.width, prop.z, prop.z + BACK_HIGH)
        return [box(0, prop.length, prop.width, prop.z - SEAT_THICK, prop.z), back]
    if prop.kind == "table":
        return [box(0, prop.length, prop.width, prop.z - TABLE_THICK, prop.z)]
    if prop.kind == "doorway":
        face = plus((front[0] * prop.x, front[1] * prop.x, prop.z / 2), front, FRAME_THICK / 2 * (1 if prop.x >= 0 else -1))
        sides = [prop.width / 2 + FRAME_WIDE / 2, -prop.width / 2 - FRAME_WIDE / 2]
        half = (FRAME_THICK / 2, FRAME_WIDE / 2, prop.z / 2)
        return [Box(plus(face, left, side - prop.right), axes, half) for side in sides]
    if prop.kind in ("bed", "step", "bench"):
        return [box(0, prop.length, prop.width, 0.0, prop.z)]
    return []


def depth_in(box: Box, point: Vector, radius: float) -> float:
    """How deep a ball goes into a solid; below zero how far it is from it."""
    gone = minus(point, box.middle)
    over = [abs(dot(gone, axis)) - half for axis, half in zip(box.axes, box.half, strict=True)]
    if max(over) <= 0:
        return radius - max(over)
    outside = sum(max(0.0, o) ** 2 for o in over) ** 0.5
    return radius - float(outside)
