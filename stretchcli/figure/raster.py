"""Dots: convex shapes filled row by row. A row of dots is a whole number, bit 0 its left end."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, pi, sin
from typing import Final

Point = tuple[float, float]
Disc = tuple[float, float, float]  # x, y, radius
Rows = dict[int, int]  # the rows that have dots


def directions(count: int) -> tuple[Point, ...]:
    """So many directions all around, anticlockwise from the right where y runs up."""
    return tuple((cos(2 * pi * i / count), sin(2 * pi * i / count)) for i in range(count))


_DIRECTIONS: Final = directions(20)


def hull(discs: Sequence[Disc]) -> list[Point]:
    """The outline around discs, as a convex polygon: in every direction the disc that reaches farthest."""
    points: list[Point] = []
    for dx, dy in _DIRECTIONS:
        best = -1e9
        for x, y, radius in discs:
            reach = x * dx + y * dy + radius
            if reach > best:
                best = reach
                point = (x + radius * dx, y + radius * dy)
        points.append(point)
    return points


def fill(points: Sequence[Point], width: int, height: int) -> Rows:
    """The dots whose centres lie inside a convex polygon; dots are one unit wide, y runs down."""
    low: dict[int, float] = {}
    high: dict[int, float] = {}
    x0, y0 = points[-1]
    for x1, y1 in points:
        if y0 != y1:
            if y0 < y1:
                top, bottom = y0, y1
            else:
                top, bottom = y1, y0
            slope = (x1 - x0) / (y1 - y0)
            first = ceil(top - 0.5)
            last = ceil(bottom - 0.5)
            if first < 0:
                first = 0
            if last > height:
                last = height
            x = x0 + (first + 0.5 - y0) * slope
            for row in range(first, last):
                if row in low:
                    if x < low[row]:
                        low[row] = x
                    if x > high[row]:
                        high[row] = x
                else:
                    low[row] = high[row] = x
                x += slope
        x0, y0 = x1, y1
    rows: Rows = {}
    for row, left in low.items():
        first, last = ceil(left - 0.5), ceil(high[row] - 0.5)
        if first < 0:
            first = 0
        if last > width:
            last = width
        if last > first:
            rows[row] = ((1 << (last - first)) - 1) << first
    return rows


def line(a: Point, b: Point, width: int, height: int, radius: float = 0.55) -> Rows:
    """A thin line without gaps."""
    rows: Rows = {}
    steps = max(1, ceil(max(abs(a[0] - b[0]), abs(a[1] - b[1])) / 0.7))
    for step in range(steps + 1):
        share = step / steps
        x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        column, row = int(x // 1), int(y // 1)
        if 0 <= row < height and 0 <= column < width:
            rows[row] = rows.get(row, 0) | 1 << column
    if radius > 0.8:
        for row, bits in fill(hull([(*a, radius), (*b, radius)]), width, height).items():
            rows[row] = rows.get(row, 0) | bits
    return rows


def add(to: Rows, more: Rows) -> None:
    """Set the dots of ``more``."""
    for row, bits in more.items():
        to[row] = to.get(row, 0) | bits


def cut(from_: Rows, less: Rows) -> None:
    """Clear the dots of ``less``."""
    for row, bits in less.items():
        here = from_.get(row)
        if here:
            from_[row] = here & ~bits


def without_scraps(rows: Rows, least: int) -> Rows:
    """The rows without connected pieces of fewer than ``least`` dots."""
    left = {row: bits for row, bits in rows.items() if bits}
    kept: Rows = {}
    while left:
        first = next(iter(left))
        piece = {first: left[first] & -left[first]}
        growing = [first]
        while growing:  # along each row, and to the rows beside it
            row = growing.pop()
            here, room = piece[row], left[row]
            while (wider := (here | here << 1 | here >> 1) & room) != here:
                here = wider
            piece[row] = here
            for beside in (row - 1, row + 1):
                touched = left.get(beside, 0) & (here | here << 1 | here >> 1)
                if touched & ~piece.get(beside, 0):
                    piece[beside] = piece.get(beside, 0) | touched
                    growing.append(beside)
        for row, bits in piece.items():
            left[row] &= ~bits
            if not left[row]:
                del left[row]
        if sum(bits.bit_count() for bits in piece.values()) >= least:
            add(kept, piece)
    return kept


def common(a: Rows, b: Rows) -> Rows:
    """The dots of both."""
    return {row: bits & b[row] for row, bits in a.items() if row in b and bits & b[row]}
