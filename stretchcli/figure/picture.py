"""The figure as rows of characters, and as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import dist
from typing import Final, NamedTuple

from stretchcli.figure.poses import Pose, stem_of
from stretchcli.figure.raster import Disc, Point, Rows, add, common, cut, fill, hull, line, without_scraps
from stretchcli.figure.scene import Scene, scene
from stretchcli.figure.solving import Motion

HALO: Final = 0.013  # of the body's height, and at least one dot
_LARGEST_SCALE: Final = 1.25  # of the scale at which the standing body fills the canvas
FULLNESS: Final = 1.08  # the radii are drawn a little larger: a dot is coarse


_EYE: Final = 0.008  # its radius, and at least one dot
_EYES_FROM, _MOUTH_FROM = 50, 90  # dots to the body's height: below that they are smudges
_IN_PORTRAIT: Final = {"head": 3, "nose": 2, "neck": 3, "thorax": 9, "arm": 2}  # how many discs of each part have to fit
_GRIP: Final = 0.06  # so much of a cord is inside what holds it
_SCRAP: Final = 0.002  # a piece that shows and is smaller than this, in squares of the body's height, is left out


class Row(NamedTuple):
    """A row of the picture: its characters, and for each a letter or a space: near, far, mark or prop."""

    text: str
    roles: str


class Fit(NamedTuple):
    """From body heights to dots: x * scale + left, height - (y * scale + low)."""

    scale: float
    left: float
    low: float
    width: int
    height: int

    def dot(self, point: Point) -> Point:
        """Where a point of the scene is among the dots."""
        return point[0] * self.scale + self.left, self.height - (point[1] * self.scale + self.low)

    def disc(self, disc: Disc, more: float = 0.0, least: float = 0.8) -> Disc:
        """A disc of the scene among the dots, with a larger radius by ``more`` dots."""
        x, y, radius = disc
        size = max(least, radius * self.scale * FULLNESS) + more
        return x * self.scale + self.left, self.height - (y * self.scale + self.low), size


class Figure:
    """A pose that can be drawn at any moment of its movement."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.motion = Motion(pose)
        self._box: tuple[float, float, float, float] | None = None

    def rows(
        self,
        phase: float,
        size: tuple[int, int],
        *,
        breath: float = 0.0,
        mirrored: bool = False,
        ascii_only: bool = False,
    ) -> tuple[Row, ...]:
        """The figure on a canvas of ``size`` cells (columns, rows), always filled to its full size.

        Args:
            phase: 0 the start of the movement, 1 the hold.
            breath: 0 breathed out, 1 breathed in.
            mirrored: For the left side leading.
            ascii_only: Without braille.
        """
        columns, lines = size
        fit = self.fit(columns * 2, lines * 4)
        layers = paint(self.scene(phase, breath), fit)
        found = _cells(layers, columns, lines, ascii_only=ascii_only)
        return tuple(mirror_image(row) for row in found) if mirrored else tuple(found)

    def scene(self, phase: float, breath: float = 0.0) -> Scene:
        """What the camera sees at a moment."""
        return scene(self.pose, self.motion.at(phase), breath)

    def fit(self, width: int, height: int) -> Fit:
        """One scale for all moments of the pose, so that nothing grows or jumps."""
        left, low, right, high = self.box()
        margin = 0.5
        scale = min(
            (width - 2 * margin) / max(right - left, 0.01),
            (height - 3 * margin) / max(high - low, 0.01),
            _LARGEST_SCALE * height if self.pose.crop == "body" else 1e9,
        )
        shift = (width - (right - left) * scale) / 2 - left * scale
        below = 2 * margin if self.pose.crop == "body" else 0.0  # a bust stands on the edge of the picture
        return Fit(scale, shift, below - low * scale, width, height)

    def blank_rows(self, size: tuple[int, int]) -> int:
        """How many rows at the top of a canvas stay empty at every moment, as they do where somebody lies."""
        fit = self.fit(size[0] * 2, size[1] * 4)
        return max(0, int(fit.dot((0.0, self.box()[3]))[1] // 4))

    def box(self) -> tuple[float, float, float, float]:
        """Left, low, right and high of all that is drawn at any key frame and between, in body heights."""
        if self._box is None:
            count = 6 * (len(self.pose.frames) - 1)
            self._box = _box(self.pose, [self.scene(number / count, 1.0) for number in range(count + 1)])
        return self._box


def _box(pose: Pose, scenes: Sequence[Scene]) -> tuple[float, float, float, float]:
    points: list[Point] = []
    cropped = pose.crop != "body"
    base = {"bust": "pelvis", "head": "waist"}.get(pose.crop, "")
    for one in scenes:
        for part in one.parts:
            for x, y, radius in part.discs[: _IN_PORTRAIT.get(stem_of(part.name), 0)] if pose.crop == "head" else part.discs:
                if cropped and part.name in ("pelvis", "waist"):
                    continue
                grown = radius * FULLNESS
                points += [(x - grown, y - grown), (x + grown, y + grown)]
        x, y = points[0]
        for each in one.front if cropped else (*one.behind, *one.front):
            for end in (each.a, each.b):
                points.append((x if each.wide else end[0], y if each.high else end[1]))
        if one.floor:
            points.append((x, 0.0))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    low = min(ys)
    if cropped:  # cut at the hips or the ribs: hanging hands and a trunk without legs would show below
        low = max(low, min(y for one in scenes for part in one.parts if part.name == base for _, y, _ in part.discs))
    return min(xs), low, max(xs), max(ys)


class Layers(NamedTuple):
    """The dots of each role."""

    near: Rows
    far: Rows
    mark: Rows
    prop: Rows


def paint(seen: Scene, fit: Fit) -> Layers:
    """The dots of a scene: each part is filled over what lies behind it, with a gap cleared around it first."""
    width, height = fit.width, fit.height
    halo = max(1.0, HALO * fit.scale)
    props: Rows = {}
    for each in seen.behind:
        add(props, line(fit.dot(each.a), fit.dot(each.b), width, height, 1.0 if each.kind == "thick" else 0.55))
    floor = height - 1 if seen.floor else height
    if seen.floor:
        add(props, {floor: int("000111" * (width // 6 + 1), 2) & (1 << width) - 1})
    painted: dict[str, Rows] = {}
    for part in seen.parts:
        shape = hull([fit.disc(disc) for disc in part.discs])
        rows = fill(shape, width, height)
        around = fill(hull([fit.disc(disc, halo) for disc in part.discs]), width, height)
        core = fill(hull([fit.disc(disc, halo) for disc in part.core]), width, height) if part.core else {}
        for name, other in painted.items():
            if name not in part.joined:
                cut(other, around)
            elif core:
                cut(other, core)
        cut(props, around)
        painted[part.name] = rows
    least = max(2, round(_SCRAP * fit.scale * fit.scale))
    for name, rows in painted.items():
        rows.pop(floor, None)  # nobody stands inside the floor
        painted[name] = without_scraps(rows, least)
    for name in ("head", "neck"):  # the neck lies under the chin
        for x, y in seen.eyes if fit.scale > _EYES_FROM else ():
            eye = fit.dot((x, y))
            cut(painted[name], line(eye, eye, width, height, _EYE * fit.scale))
        if fit.scale > _MOUTH_FROM and seen.mouth:
            corners = [fit.dot(corner) for corner in seen.mouth]
            cut(painted[name], line(corners[0], corners[1], width, height, 0.55))
    roles = {part.name: part.role for part in seen.parts}
    near: Rows = {}
    far: Rows = {}
    mark: Rows = {}
    for name, rows in painted.items():
        add(near if roles[name] == "near" else far, rows)
    if seen.floor:  # a cell has one colour: under the body the floor would take the body's
        body_there = 0
        for row in range(floor - 3, floor):
            body_there |= near.get(row, 0) | far.get(row, 0)
        even = int("01" * (width // 2), 2)
        props[floor] &= ~(body_there | (body_there & even) << 1 | body_there >> 1 & even)
    for strip in seen.strips:
        area = fill(hull([fit.disc(disc) for disc in strip.discs]), width, height)
        seen_of_it: Rows = {}
        for name, rows in painted.items():  # in the order of painting: what joins a part is not cut from it, but may hide it
            if name in strip.parts:
                add(seen_of_it, common(area, rows))
            else:
                cut(seen_of_it, rows)
        add(mark, seen_of_it)
    for each in seen.front:
        a, b, radius = fit.dot(each.a), fit.dot(each.b), 1.0 if each.kind == "thick" else 0.55
        rows = line(a, b, width, height, radius)
        held = _GRIP * fit.scale / max(1.0, dist(a, b))
        # Else a strap could not be told from the back that it lies on; what holds its ends stays whole.
        gap = line(_on_the_way(a, b, held), _on_the_way(b, a, held), width, height, radius + halo) if held < 0.4 else rows
        for dots in (near, far, mark):
            cut(dots, gap)
            cut(dots, rows)
        add(props, rows)
    return Layers(near, far, mark, props)


def _on_the_way(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


_BRAILLE: Final = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)  # dots by row and column


@lru_cache(maxsize=1)
def _tables() -> tuple[list[str], dict[int, str]]:
    """The braille character of eight dots (two bits a row, the top row first), and what each becomes in a mirror."""
    chars = []
    mirror: dict[int, str] = {}
    for dots in range(256):
        code = sum(_BRAILLE[bit] for bit in range(8) if dots >> bit & 1)
        other = sum(_BRAILLE[bit ^ 1] for bit in range(8) if dots >> bit & 1)
        chars.append(chr(0x2800 + code) if dots else " ")
        if dots:
            mirror[0x2800 + code] = chr(0x2800 + other)
    mirror |= {ord("/"): "\\", ord("\\"): "/"}
    return chars, mirror


def _checker(row: int, width: int) -> int:
    pattern = int("01" * (width // 2 + 1), 2)
    return pattern << (row & 1)


def _cells(layers: Layers, columns: int, lines: int, *, ascii_only: bool) -> list[Row]:
    chars, _ = _tables()
    width = columns * 2
    checkers = [_checker(row, width) for row in range(4)]
    found = []
    for cell_row in range(lines):
        near, far, mark, prop = ([which.get(cell_row * 4 + r, 0) for r in range(4)] for which in layers)
        for role in (near, far):
            role[:] = [dots & ~marked for dots, marked in zip(role, mark, strict=True)]
        body_rows = [n | f | m for n, f, m in zip(near, far, mark, strict=True)]
        shown = [b & ~(m & ~c) | p for b, m, p, c in zip(body_rows, mark, prop, checkers, strict=True)]
        anything = shown[0] | shown[1] | shown[2] | shown[3]
        first, end = ((anything & -anything).bit_length() - 1) // 2 if anything else 0, (anything.bit_length() + 1) // 2
        text, roles = [" "] * first, [" "] * first
        here = range(first, end)
        of_roles = zip(*(_dots(rows, here) for rows in (near, far, mark, prop)), strict=True)
        for column, dots, counts in zip(here, _dots(shown, here), of_roles, strict=True):
            if not dots:
                text.append(" ")
                roles.append(" ")
                continue
            n, f, m, p = (bits.bit_count() for bits in counts)
            most = max(n, f, m, p)
            best = 2 if m == most else 0 if n == most else 1 if f == most else 3
            roles.append("nfmp"[best])
            text.append(chars[dots] if not ascii_only else _ascii(body_rows, prop, column * 2, best))
        blank = " " * (columns - end)
        found.append(Row("".join(text) + blank, "".join(roles) + blank))
    return found


def _dots(rows: Sequence[int], columns: range) -> list[int]:
    """The eight dots of each of these cells: two bits of each of four rows, the top row first."""
    a, b, c, d = rows
    if not (a or b or c or d):
        return [0] * len(columns)
    return [
        a >> s & 3 | (b >> s & 3) << 2 | (c >> s & 3) << 4 | (d >> s & 3) << 6
        for s in range(columns.start * 2, columns.stop * 2, 2)
    ]


# By the quarters of a cell: top left 1, top right 2, bottom left 4, bottom right 8. More than half is the role's own sign.
_EDGES: Final = {1: "'", 2: "'", 3: '"', 4: ".", 8: ".", 12: "_", 5: "|", 10: "|", 6: "/", 9: "\\"}
_SIGNS: Final = "#:*="


def _ascii(body_rows: list[int], prop: list[int], shift: int, role: int) -> str:
    """A sign for the cell's role where it is full, else for its shape."""
    if role == 3:
        seen = [row >> shift & 3 for row in prop]
        if all(seen) and len(set(seen)) == 1 and seen[0] < 3:
            return "|"
        return "=" if any(seen[:2]) and any(seen[2:]) else "-" if any(seen[:2]) else "_"
    columns = [[row >> shift + side & 1 for row in body_rows] for side in (0, 1)]
    dots = (sum(columns[0][:2]), sum(columns[1][:2]), sum(columns[0][2:]), sum(columns[1][2:]))
    for least in (2, 1):
        quarters = sum(1 << number for number, count in enumerate(dots) if count >= least)
        if quarters:
            return _SIGNS[role] if role == 2 else _EDGES.get(quarters, _SIGNS[role])
    return " "


def mirror_image(row: Row) -> Row:
    """A row in a mirror, dot for dot."""
    _, mirror = _tables()
    return Row(row.text[::-1].translate(mirror), row.roles[::-1])
