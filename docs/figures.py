"""Makes the sheet of all figures: ``python -m docs.figures`` writes it anew."""

from __future__ import annotations

import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.figure.loading import load_poses
from stretchcli.figure.picture import Figure
from stretchcli.figure.svg import DARK, group

FILE = Path(__file__).resolve().parent / "figures.svg"
# In thousandths of the body's height, as the figures are: around each, below it for its name, its letters.
SPACE, NAME, LETTER = 80, 260, 76
CELL = (1000, 1000)
ACROSS = 8
LARGEST = 1200  # of the scale at which a body is as high as a cell: so that a bust does not look like a giant's


def sheet_of_figures() -> str:
    """All built-in stretches in their holds, each with its name, as an SVG picture."""
    stretches, poses = load(data_folder()).catalog.stretches, load_poses(data_folder())
    shown = [(stretch.name, Figure(poses[name])) for name, stretch in stretches.items() if name in poses]
    wide, high = CELL[0] + SPACE, CELL[1] + NAME + SPACE
    width, height = ACROSS * wide + SPACE, -(-len(shown) // ACROSS) * high + SPACE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="{LETTER}">',
        f"<title>{len(shown)} stretches in their holds</title>",
        f'<rect width="{width}" height="{height}" rx="100" fill="{DARK.background}"/>',
    ]
    for number, (name, figure) in enumerate(shown):
        left, low, right, top = figure.box()
        scale = min(CELL[0] / (right - left), CELL[1] / (top - low), LARGEST) / 1000
        x = SPACE + number % ACROSS * wide + (CELL[0] - (right + left) * scale * 1000) / 2
        y = SPACE + number // ACROSS * high + CELL[1] + low * scale * 1000
        inner = group(figure, 1.0, name=f"s{number}-")
        parts.append(f'<g transform="translate({x:.0f} {y:.0f}) scale({scale:.3f})">\n{inner}\n</g>')
        middle = SPACE + number % ACROSS * wide + CELL[0] / 2
        for line, text in enumerate(textwrap.wrap(name, 25)):
            below = SPACE + number // ACROSS * high + CELL[1] + SPACE / 2 + LETTER * (1 + 1.15 * line)
            parts.append(f'<text x="{middle:g}" y="{below:.0f}" text-anchor="middle" fill="{DARK.near}">{escape(text)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Write the sheet."""
    FILE.write_text(sheet_of_figures(), encoding="utf-8")
    print("docs/figures.svg")


if __name__ == "__main__":
    main()
