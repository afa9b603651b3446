"""Points and directions in three dimensions, and axes that turn. Lengths are in body heights, angles in degrees.

The room: x points to where the figure faces when it stands, y to its left, z up.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Final, NamedTuple

Vector = tuple[float, float, float]
ZERO: Final[Vector] = (0.0, 0.0, 0.0)


class Axes(NamedTuple):
    """The three directions of a body segment: its front, its left, and up (towards the head in the anatomical position)."""

    front: Vector
    left: Vector
    up: Vector


ROOM: Final = Axes((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
FRONT, LEFT, UP = 0, 1, 2  # which axis to turn about


def plus(a: Vector, b: Vector, times: float = 1.0) -> Vector:
    """a + b * times."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def minus(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vector, times: float) -> Vector:
    """a * times."""
    return (a[0] * times, a[1] * times, a[2] * times)


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """How long it is."""
    return hypot(*a)


def unit(a: Vector, fallback: Vector = (1.0, 0.0, 0.0)) -> Vector:
    """The direction of a, or ``fallback`` where it has none."""
    size = sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else fallback


def across(a: Vector, direction: Vector) -> Vector:
    """The part of a that is perpendicular to a unit direction."""
    return plus(a, direction, -dot(a, direction))


def blend(a: Vector, b: Vector, share: float) -> Vector:
    """From a (share 0) to b (share 1)."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def at(origin: Vector, axes: Axes, front: float = 0.0, left: float = 0.0, up: float = 0.0) -> Vector:
    """The point that lies so far to the front, left and up of the origin, by these axes."""
    f, s, u = axes
    return (
        origin[0] + f[0] * front + s[0] * left + u[0] * up,
        origin[1] + f[1] * front + s[1] * left + u[1] * up,
        origin[2] + f[2] * front + s[2] * left + u[2] * up,
    )


def turned(axes: Axes, about: int, deg: float) -> Axes:
    """The axes turned about one of their own, by the right-hand rule."""
    if not deg:
        return axes
    c, s = cos(radians(deg)), sin(radians(deg))
    front, left, up = axes
    if about == LEFT:
        return Axes(plus(scaled(front, c), up, -s), left, plus(scaled(up, c), front, s))
    if about == FRONT:
        return Axes(front, plus(scaled(left, c), up, s), plus(scaled(up, c), left, -s))
    return Axes(plus(scaled(front, c), left, s), plus(scaled(left, c), front, -s), up)


def turned_about(axes: Axes, direction: Vector, deg: float) -> Axes:
    """The axes turned about any unit direction, by the right-hand rule (Rodrigues' formula)."""
    c, s = cos(radians(deg)), sin(radians(deg))

    def one(v: Vector) -> Vector:
        return plus(plus(scaled(v, c), cross(direction, v), s), direction, dot(direction, v) * (1 - c))

    return Axes(one(axes.front), one(axes.left), one(axes.up))


def inside(axes: Axes, v: Vector) -> Vector:
    """A direction in the room, by these axes: how far to the front, left and up it goes."""
    return (dot(axes.front, v), dot(axes.left, v), dot(axes.up, v))


def relative(parent: Axes, child: Axes) -> Axes:
    """The child's axes, in terms of the parent's."""
    return Axes(inside(parent, child.front), inside(parent, child.left), inside(parent, child.up))


def placed(parent: Axes, local: Axes) -> Axes:
    """The opposite of ``relative``."""
    return Axes(*(at(ZERO, parent, *v) for v in local))


def between(a: Axes, b: Axes, share: float) -> Axes:
    """From a (share 0) to b (share 1), turning about one direction at an even pace."""
    # The turn as a quaternion, by Shepperd's method: the largest part first, so that half a turn is no special case.
    (xx, yx, zx), (xy, yy, zy), (xz, yz, zz) = relative(a, b)
    squares = (1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz)
    largest = max(range(4), key=squares.__getitem__)
    parts = (
        (squares[0], zy - yz, xz - zx, yx - xy),
        (zy - yz, squares[1], xy + yx, xz + zx),
        (xz - zx, xy + yx, squares[2], yz + zy),
        (yx - xy, xz + zx, yz + zy, squares[3]),
    )[largest]
    w, axis = parts[0], parts[1:]
    if w < 0:
        w, axis = -w, (-axis[0], -axis[1], -axis[2])
    size = length(axis)
    if size < 1e-9:
        return b if share >= 0.5 else a
    return turned_about(a, at(ZERO, a, *scaled(axis, 1 / size)), 2 * degrees(atan2(size, w)) * share)
