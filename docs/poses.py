"""Looks at poses: ``python -m docs.poses NAME... [--size 32x16] [--png FILE]``.

Prints start and hold of each pose (or as many moments as asked for), the angles that came of it and the rules that it
breaks; writes a sheet of the same pictures as SVG or PNG.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.errors import CatalogProblems
from stretchcli.figure.angles import angles_of
from stretchcli.figure.loading import load_poses
from stretchcli.figure.picture import Figure, Row
from stretchcli.figure.poses import MOTIONS, stem_of
from stretchcli.figure.rules import problems_of

COLOURS = {"n": "#e5e9f0", "f": "#7b8597", "m": "#ffb454", "p": "#5f9ea0", " ": "#000000"}
DOT = 4  # points in a picture


def dots(rows: Sequence[Row], left: float, top: float) -> list[str]:
    """The dots of braille rows as SVG squares."""
    order = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
    paths: dict[str, list[str]] = {}
    for r, row in enumerate(rows):
        for c, (character, role) in enumerate(zip(row.text, row.roles, strict=True)):
            code = ord(character) - 0x2800 if character != " " else 0
            for bit in range(8):
                if code > 0 and code & order[bit]:
                    x, y = left + (c * 2 + bit % 2) * DOT, top + (r * 4 + bit // 2) * DOT
                    paths.setdefault(role, []).append(f"M{x:g} {y:g}h{DOT - 0.6}v{DOT - 0.6}h-{DOT - 0.6}z")
    return [f'<path fill="{COLOURS[role]}" d="{"".join(d)}"/>' for role, d in paths.items()]


def sheet(
    figures: Sequence[tuple[str, Figure]], size: tuple[int, int], moments: Sequence[float], *, mirrored: bool, across: int
) -> str:
    """All pictures of some poses in one SVG."""
    wide, high = size[0] * 2 * DOT + 10, size[1] * 4 * DOT + 24
    per_row = min(len(figures), max(1, across // len(moments)))
    lines = -(-len(figures) // per_row)
    width, height = wide * len(moments) * per_row + 10, high * lines + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="13">'
    ]
    parts.append(f'<rect width="{width}" height="{height}" fill="#000"/>')
    for number, (name, figure) in enumerate(figures):
        top = 10 + number // per_row * high
        for place, moment in enumerate(moments):
            left = 10 + ((number % per_row) * len(moments) + place) * wide
            parts.append(f'<rect x="{left}" y="{top + 16}" width="{wide - 10}" height="{high - 24}" fill="#14181d"/>')
            if place == 0:
                parts.append(f'<text x="{left}" y="{top + 11}" fill="#aaa">{escape(name)}</text>')
            parts += dots(figure.rows(moment, size, mirrored=mirrored), left, top + 16)
    return "\n".join([*parts, "</svg>"])


def main() -> int:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m docs.poses", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="stretch ids or the names of pose files (hips); all where none is given")
    parser.add_argument("--size", default="32x16", help="columns x rows of one picture (32x16)")
    parser.add_argument("--moments", default="2", help="how many moments from start to hold (2)")
    parser.add_argument("--png", type=Path, help="write a sheet as PNG (by rsvg-convert), or as SVG where FILE ends so")
    parser.add_argument("--across", type=int, default=8, help="pictures in a row of the sheet (8)")
    parser.add_argument("--mirrored", action="store_true", help="for the left side")
    parser.add_argument("--ascii", action="store_true", help="print without braille")
    parser.add_argument("--angles", action="store_true", help="print the angles of the key frames as they came out")
    parser.add_argument("--quiet", action="store_true", help="print no pictures, only what is wrong")
    options = parser.parse_args()
    try:
        poses = load_poses(data_folder())
    except CatalogProblems as found:
        print(found, file=sys.stderr)
        return 2
    files = {pose.id: Path(pose.place.file).stem for pose in poses.values()}
    named = options.names or list(poses)
    chosen = [pose for pose in poses.values() if pose.id in named or files[pose.id] in named]
    for name in named:
        if name not in poses and name not in files.values():
            print(f"no pose or pose file is called {name}", file=sys.stderr)
    columns, lines = (int(part) for part in options.size.split("x"))
    count = max(2, int(options.moments))
    moments = [n / (count - 1) for n in range(count)]
    stretches = load(data_folder()).catalog.stretches
    figures = [(pose.id, Figure(pose)) for pose in chosen]
    wrong = 0
    for name, figure in figures:
        print(f"== {name}")
        if not options.quiet:
            pictures = [figure.rows(m, (columns, lines), mirrored=options.mirrored, ascii_only=options.ascii) for m in moments]
            for rows in zip(*pictures, strict=True):
                print(" | ".join(row.text for row in rows).rstrip())
        if options.angles:
            for frame, skeleton in zip(figure.pose.frames, figure.motion.keys, strict=True):
                print(f"{frame.name}:")
                for joint, angles in angles_of(skeleton).items():
                    told = angles[: len(MOTIONS[stem_of(joint)])]
                    print(f"   {joint:15}" + " ".join(f"{deg:5.0f}" for deg in told))
        for problem in problems_of(figure.pose, stretches.get(name)):
            wrong += 1
            print(f"  {problem}")
    if options.png and figures:
        svg = sheet(figures, (columns, lines), moments, mirrored=options.mirrored, across=options.across)
        if options.png.suffix == ".svg":
            options.png.write_text(svg, encoding="utf-8")
        else:
            subprocess.run(["rsvg-convert", "-o", str(options.png)], input=svg.encode(), check=True)
    print(f"{len(figures)} poses, {wrong} rules broken")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
