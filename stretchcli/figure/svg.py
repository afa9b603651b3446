"""The figure as SVG: the same outlines as the picture of dots, smooth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from stretchcli.figure.picture import FULLNESS, HALO, Figure
from stretchcli.figure.raster import Disc, directions
from stretchcli.figure.scene import Line, Scene


class Colours(NamedTuple):
    """The paint of each role."""

    background: str = "#16181d"
    near: str = "#e5e9f0"
    far: str = "#7b8597"
    mark: str = "#ffb454"
    prop: str = "#5f9ea0"


DARK: Final = Colours()
LIGHT: Final = Colours("#ffffff", "#3b4252", "#9aa3b2", "#d0701c", "#4f8f91")
_UNIT: Final = 1000  # of the picture for one body height
_MARGIN: Final = 0.03  # body heights
_CAPTION: Final = 0.12
_STEPS: Final = 72
_AROUND: Final = directions(_STEPS)


def svg(
    figure: Figure,
    phases: Sequence[float] = (1.0,),
    *,
    breath: float = 0.0,
    mirrored: bool = False,
    colours: Colours = DARK,
    title: str = "",
    captions: Sequence[str] = (),
) -> str:
    """A whole SVG document with the figure at some moments, side by side.

    Args:
        phases, breath, mirrored: As for ``Figure.rows``.
        title: What a screen reader says.
        captions: A word below each moment; empty for none.
    """
    left, low, right, high = figure.box()
    wide, tall = right - left + 2 * _MARGIN, high - low + 2 * _MARGIN
    width, height = wide * len(phases) * _UNIT, (tall + (_CAPTION if captions else 0)) * _UNIT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">',
        f"<title>{escape(title or figure.pose.id)}</title>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="{colours.background}"/>',
    ]
    for number, phase in enumerate(phases):
        x = (number * wide + (_MARGIN + right if mirrored else _MARGIN - left)) * _UNIT
        mirror = " scale(-1 1)" if mirrored else ""
        inner = group(figure, phase, breath=breath, colours=colours, name=f"f{number}-")
        lines.append(f'<g transform="translate({x:.0f} {(high + _MARGIN) * _UNIT:.0f}){mirror}">\n{inner}\n</g>')
    for number, caption in enumerate(captions):
        x, y = (number + 0.5) * wide * _UNIT, (tall + _CAPTION / 2) * _UNIT
        font = f'font-family="sans-serif" font-size="{_CAPTION * _UNIT / 2:.0f}" text-anchor="middle"'
        lines.append(f'<text x="{x:.0f}" y="{y:.0f}" {font} fill="{colours.far}">{escape(caption)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def group(figure: Figure, phase: float, *, name: str, breath: float = 0.0, colours: Colours = DARK) -> str:
    """The figure as SVG elements, in thousandths of the body's height with y down and the floor at 0.

    Args:
        name: The beginning of the ids of its outlines and clips; each figure of a document has its own.
    """
    seen = figure.scene(phase, breath)
    box = figure.box()
    lines = [_definitions(seen, name, colours)]
    if seen.floor:
        y = 0.012 * _UNIT
        run = f"M{(box[0]) * _UNIT:.0f} {y:.0f}H{box[2] * _UNIT:.0f}"
        lines.append(f'<path d="{run}" stroke="{colours.prop}" stroke-width="8" stroke-dasharray="26 26"/>')
    lines += [_line(each, box, colours) for each in seen.behind]
    lines.append(f'<g stroke-width="{2 * HALO * _UNIT:.0f}" stroke-linejoin="round">')
    for number in range(len(seen.parts)):
        lines += _part(seen, number, name, colours)
    lines.append("</g>")
    lines += [_line(each, box, colours) for each in seen.front]
    lines += [f'<circle cx="{x * _UNIT:.0f}" cy="{-y * _UNIT:.0f}" r="8" fill="{colours.background}"/>' for x, y in seen.eyes]
    if seen.mouth:
        (x0, y0), (x1, y1) = seen.mouth
        run = f"M{x0 * _UNIT:.0f} {-y0 * _UNIT:.0f}L{x1 * _UNIT:.0f} {-y1 * _UNIT:.0f}"
        lines.append(f'<path d="{run}" stroke="{colours.background}" stroke-width="8" stroke-linecap="round"/>')
    if figure.pose.crop != "body":  # nothing is drawn below the box
        left, low, right, high = (edge * _UNIT for edge in box)
        frame = f'<path d="M{left:.0f} {-high:.0f}H{right:.0f}V{-low:.0f}H{left:.0f}z"/>'
        lines = [f'<clipPath id="{name}b">{frame}</clipPath><g clip-path="url(#{name}b)">', *lines, "</g>"]
    return "\n".join(lines)


def _definitions(seen: Scene, name: str, colours: Colours) -> str:
    """What the elements of a figure refer to: the pattern of its marks, its outlines, all around those that others join.

    Clips, not masks: rsvg-convert paints each mask on a sheet as large as the whole picture.
    """
    squares = f'<path d="M0 0h8v16h8v-8h-16z" fill="{colours.background}" opacity=".35"/>'
    paths = [_path(part.discs) for part in seen.parts]
    outlines = [f'<path id="{name}{number}" d="{path}"/>' for number, path in enumerate(paths)]
    all_around = [
        f'<clipPath id="{name}{n}a"><path d="M-3000-3000h6000v6000h-6000z{paths[n]}" clip-rule="evenodd"/></clipPath>'
        for n in sorted({n for number in range(len(paths)) for n in _joined(seen, number)})
    ]
    return "\n".join(
        [
            f'<defs><pattern id="{name}c" width="16" height="16" patternUnits="userSpaceOnUse">'
            f'<rect width="16" height="16" fill="{colours.mark}"/>{squares}</pattern>',
            *outlines,
            *all_around,
            "</defs>",
        ]
    )


def _part(seen: Scene, number: int, name: str, colours: Colours) -> list[str]:
    """A gap around it, but not where it is joined; the part; the marks on it."""
    part = seen.parts[number]
    joined = _joined(seen, number)
    gap = f'fill="none" stroke="{colours.background}"'
    outline = f'<use href="#{name}{number}"'
    clips = "".join(f'<g clip-path="url(#{name}{n}a)">' for n in joined)
    lines = [f"{clips}{outline} {gap}/>{'</g>' * len(joined)}"]
    if joined and part.core:
        lines.append(f'<path d="{_path(part.core)}" {gap}/>')
    lines.append(f'{outline} fill="{colours.near if part.role == "near" else colours.far}"/>')
    marks = [_path(strip.discs) for strip in seen.strips if part.name in strip.parts]
    if marks:
        lines.append(f'<clipPath id="{name}{number}k">{outline}/></clipPath>')
        lines += [f'<path d="{mark}" fill="url(#{name}c)" clip-path="url(#{name}{number}k)"/>' for mark in marks]
    return lines


def _joined(seen: Scene, number: int) -> list[int]:
    """The parts painted before this one that it is joined to."""
    return [n for n, other in enumerate(seen.parts[:number]) if other.name in seen.parts[number].joined]


def _path(discs: Sequence[Disc]) -> str:
    """The outline around discs, as arcs with straight lines between them."""
    grown = [(x, y, radius * FULLNESS) for x, y, radius in discs]
    farthest = [max(range(len(grown)), key=lambda i: grown[i][0] * dx + grown[i][1] * dy + grown[i][2]) for dx, dy in _AROUND]
    begins = [step for step, disc in enumerate(farthest) if disc != farthest[step - 1]] or [0]
    commands: list[str] = []
    for begin, end in zip(begins, [*begins[1:], begins[0] + _STEPS], strict=True):
        disc = grown[farthest[begin]]
        commands.append(f"{'L' if commands else 'M'}{_on(disc, begin)}")
        for stop in [begin + _STEPS // 2, end - 1] if end - begin > _STEPS // 2 else [end - 1]:
            radius = f"{disc[2] * _UNIT:.0f}"
            commands.append(f"A{radius} {radius} 0 0 0 {_on(disc, stop)}")
    return "".join(commands) + "z"


def _on(disc: Disc, step: int) -> str:
    """The point of a disc in a direction."""
    (x, y, radius), (dx, dy) = disc, _AROUND[step % _STEPS]
    return f"{(x + radius * dx) * _UNIT:.0f} {-(y + radius * dy) * _UNIT:.0f}"


def _line(line: Line, box: tuple[float, float, float, float], colours: Colours) -> str:
    """A line of a prop, cut off where the picture ends."""
    left, low, right, high = box
    ends = [(max(left, min(right, x)) * _UNIT, -max(low - 0.02, min(high, y)) * _UNIT) for x, y in (line.a, line.b)]
    (x0, y0), (x1, y1) = ends
    width = 16 if line.kind == "thick" else 8
    run = f"M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}"
    return f'<path d="{run}" stroke="{colours.prop}" stroke-width="{width}" stroke-linecap="round"/>'
