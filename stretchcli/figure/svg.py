"""The figure as SVG: the same outlines as the picture of dots, smooth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from stretchcli.figure.picture import FULLNESS, HALO, Figure
from stretchcli.figure.raster import Disc, Point, hull
from stretchcli.figure.scene import Line, Part, Scene


class Colours(NamedTuple):
    """What the roles are painted with."""

    background: str = "#16181d"
    near: str = "#e5e9f0"
    far: str = "#7b8597"
    mark: str = "#ffb454"
    prop: str = "#5f9ea0"


DARK: Final = Colours()
LIGHT: Final = Colours("#ffffff", "#3b4252", "#9aa3b2", "#d0701c", "#4f8f91")
_UNIT: Final = 1000  # of the picture for one body height


def svg(
    figure: Figure, phase: float, *, breath: float = 0.0, mirrored: bool = False, colours: Colours = DARK, title: str = ""
) -> str:
    """A whole SVG document with the figure at a moment.

    Args:
        phase, breath, mirrored: As for ``Figure.rows``.
        title: What a reader for the blind says.
    """
    left, low, right, high = figure.box()
    margin = 0.03
    width, height = (right - left + 2 * margin) * _UNIT, (high - low + 2 * margin) * _UNIT
    inner = group(figure, phase, breath=breath, colours=colours, name="f")
    shift = f"translate({(margin - left) * _UNIT:.0f} {(high + margin) * _UNIT:.0f})"
    if mirrored:
        shift = f"translate({width:.0f} 0) scale(-1 1) {shift}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">\n'
        f"<title>{escape(title or figure.pose.id)}</title>\n"
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="{colours.background}"/>\n'
        f'<g transform="{shift}">\n{inner}\n</g>\n</svg>\n'
    )


def group(figure: Figure, phase: float, *, name: str, breath: float = 0.0, colours: Colours = DARK) -> str:
    """The figure as SVG elements, in thousandths of the body's height with y down and the floor at 0.

    Args:
        name: Begins the ids of its masks and clips: one for each figure of a document.
    """
    seen = figure.scene(phase, breath)
    box = figure.box()
    lines = [_checker(name, colours)]
    if seen.floor:
        y = 0.012 * _UNIT
        run = f"M{(box[0]) * _UNIT:.0f} {y:.0f}H{box[2] * _UNIT:.0f}"
        lines.append(f'<path d="{run}" stroke="{colours.prop}" stroke-width="8" stroke-dasharray="26 26"/>')
    lines += [_line(each, box, colours) for each in seen.behind]
    for number, part in enumerate(seen.parts):
        lines += _part(seen, part, f"{name}{number}", f"{name}c", colours)
    lines += [_line(each, box, colours) for each in seen.front]
    lines += [f'<circle cx="{x * _UNIT:.0f}" cy="{-y * _UNIT:.0f}" r="8" fill="{colours.background}"/>' for x, y in seen.eyes]
    return "\n".join(lines)


def _checker(name: str, colours: Colours) -> str:
    squares = f'<path d="M0 0h8v16h8v-8h-16z" fill="{colours.background}" opacity=".35"/>'
    return (
        f'<pattern id="{name}c" width="16" height="16" patternUnits="userSpaceOnUse">'
        f'<rect width="16" height="16" fill="{colours.mark}"/>{squares}</pattern>'
    )


def _part(seen: Scene, part: Part, name: str, checker: str, colours: Colours) -> list[str]:
    """A gap around it, but not where it is joined; the part; the marks on it."""
    outline = _path(part.discs)
    before = seen.parts[: seen.parts.index(part)]
    joined = "".join(_path(other.discs) for other in before if other.name in part.joined)
    gap = f'stroke="{colours.background}" stroke-width="{2 * HALO * _UNIT:.0f}" stroke-linejoin="round"'
    lines = []
    if joined:
        lines.append(
            f'<mask id="{name}m" maskUnits="userSpaceOnUse" x="-3000" y="-3000" width="6000" height="6000">'
            f'<rect x="-3000" y="-3000" width="6000" height="6000" fill="#fff"/><path d="{joined}" fill="#000"/></mask>'
        )
        lines.append(f'<path d="{outline}" fill="none" {gap} mask="url(#{name}m)"/>')
    else:
        lines.append(f'<path d="{outline}" fill="none" {gap}/>')
    if joined and part.core:
        lines.append(f'<path d="{_path(part.core)}" fill="none" {gap}/>')
    lines.append(f'<path d="{outline}" fill="{colours.near if part.role == "near" else colours.far}"/>')
    marks = [_path(strip.discs) for strip in seen.strips if part.name in strip.parts]
    if marks:
        lines.append(f'<clipPath id="{name}k"><path d="{outline}"/></clipPath>')
        lines += [f'<path d="{mark}" fill="url(#{checker})" clip-path="url(#{name}k)"/>' for mark in marks]
    return lines


def _path(discs: Sequence[Disc]) -> str:
    return _closed(hull([(x, y, radius * FULLNESS) for x, y, radius in discs], fine=True))


def _closed(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x * _UNIT:.0f} {-y * _UNIT:.0f}" for x, y in points) + "z"


def _line(line: Line, box: tuple[float, float, float, float], colours: Colours) -> str:
    """A line of a prop, cut off where the picture ends."""
    left, low, right, high = box
    ends = [(max(left, min(right, x)) * _UNIT, -max(low - 0.02, min(high, y)) * _UNIT) for x, y in (line.a, line.b)]
    (x0, y0), (x1, y1) = ends
    width = 16 if line.kind == "thick" else 8
    run = f"M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}"
    return f'<path d="{run}" stroke="{colours.prop}" stroke-width="{width}" stroke-linecap="round"/>'
