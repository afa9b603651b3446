"""Makes the pictures of the README from the real view: ``python -m docs.pictures`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from rich.style import Style
from rich.terminal_theme import MONOKAI

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load, read_phrases
from stretchcli.catalog.phrases import Phrases
from stretchcli.figure.loading import load_poses
from stretchcli.figure.picture import Figure
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.terminal.canvas import Row
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.picture import picture
from stretchcli.terminal.theme import THEMES, UNICODE

FOLDER = Path(__file__).resolve().parent
CELL_WIDTH, CELL_HEIGHT, MARGIN = 9, 20, 16
BACKGROUND, FOREGROUND = "#16181d", "#d8dee9"
# Characters that are shapes are drawn as such: fonts leave gaps between them. Bars: y and height in parts of a cell.
BARS = {"━": (0.42, 0.16), "─": (0.47, 0.06)}
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
BRAILLE = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))  # column and row of each dot


def session_in_a_hold() -> list[Row]:
    """The screen of the routine, 12 seconds into the second hold of the kneeling stretch."""
    catalog, phrases = load(data_folder()).catalog, Phrases(read_phrases(data_folder() / "phrases.yaml"))
    stretches = [catalog.stretches[item.stretch] for item in catalog.routines["iliopsoas"].items]
    planned = [PlannedStretch(stretch, stretch.reps, stretch.hold) for stretch in stretches]
    timeline = compile_session("", planned, catalog.vocabulary, phrases)
    hold = [phase for phase in timeline.phases if phase.kind == "hold" and phase.stretch == "kneeling-hip-flexor"][1]
    now_s = timeline.starts_s[hold.index] + 12.0
    state, _ = step(start(timeline, phrases)[0], Message(Action.TICK, now_s))
    poses = load_poses(data_folder())
    frames = Frames(lambda stretch: Figure(poses[stretch]) if stretch in poses else None)
    return picture(state, now_s, Size(80, 24), Appearance(THEMES["dark"], UNICODE, frames=frames))


def svg(rows: Sequence[Row]) -> str:
    """Rows of styled text as an SVG picture."""
    columns = max(row.cell_len for row in rows)
    width, height = columns * CELL_WIDTH + 2 * MARGIN, len(rows) * CELL_HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="monospace" font-size="15">',
        "<title>stretchcli in a hold</title>",
        f'<rect width="{width}" height="{height}" rx="10" fill="{BACKGROUND}"/>',
    ]
    for number, row in enumerate(rows):
        column = 0
        for text, style in row:
            parts += _piece(text, Style.parse(style), column, number)
            column += len(text)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _piece(text: str, style: Style, column: int, number: int) -> list[str]:
    """Text of one style: words as text, each at its own place; all else as shapes."""
    colour = FOREGROUND
    if style.color is not None and not style.color.is_default:
        colour = style.color.get_truecolor(MONOKAI).hex
    faint = ' opacity="0.55"' if style.dim else ""
    bold = ' font-weight="bold"' if style.bold else ""
    left, top = MARGIN + column * CELL_WIDTH, MARGIN + number * CELL_HEIGHT
    parts = []
    for found in re.finditer(r"━+|─+|┃|[▘▝▀▖▌▞▛▗▚▐▜▄▙▟█]+|[\u2800-\u28ff]+|[^\s━─┃▘▝▀▖▌▞▛▗▚▐▜▄▙▟█\u2800-\u28ff]+", text):
        piece, x = found[0], left + found.start() * CELL_WIDTH
        if piece[0] in BARS:
            y, high = BARS[piece[0]]
            parts.append(_rect(x, top + y * CELL_HEIGHT, len(piece) * CELL_WIDTH, high * CELL_HEIGHT, colour + faint))
        elif piece == "┃":
            parts.append(_rect(x + 0.35 * CELL_WIDTH, top + 2, 0.3 * CELL_WIDTH, 16, colour + faint))
        elif piece[0] in QUARTERS:
            parts += _quarters(piece, x, top, colour + faint)
        elif "\u2800" <= piece[0] <= "\u28ff":
            parts.append(f'<path d="{_dots(piece, x, top)}" stroke="{colour}"{faint} stroke-width="3.6" stroke-linecap="round"/>')
        else:
            wide, looks = len(piece) * CELL_WIDTH, f'fill="{colour}"{faint}{bold}'
            parts.append(f'<text x="{x}" y="{top + 15}" textLength="{wide}" {looks}>{escape(piece)}</text>')
    return parts


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    colour, _, faint = fill.partition(" ")
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"{faint and " " + faint}/>'


def _quarters(piece: str, x: float, y: float, fill: str) -> list[str]:
    """The filled quarters of cells, those beside each other as one rectangle."""
    found = []
    for half, (first, second) in enumerate(((1, 2), (4, 8))):
        filled = "".join("#" if QUARTERS.index(char) & bit else "." for char in piece for bit in (first, second))
        for run in re.finditer("#+", filled):
            wide = (run.end() - run.start()) * CELL_WIDTH / 2
            found.append(_rect(x + run.start() * CELL_WIDTH / 2, y + half * CELL_HEIGHT / 2, wide, CELL_HEIGHT / 2, fill))
    return found


def _dots(piece: str, x: float, y: float) -> str:
    """The dots of braille characters as a path of points."""
    dots = []
    for number, char in enumerate(piece):
        for bit, (column, row) in enumerate(BRAILLE):
            if (ord(char) - 0x2800) >> bit & 1:
                across, down = x + (number + (column + 0.5) / 2) * CELL_WIDTH, y + (row + 0.5) / 4 * CELL_HEIGHT
                dots.append(f"M{across:g} {down:g}h.01")
    return "".join(dots)


def main() -> None:
    """Write all pictures."""
    (FOLDER / "session.svg").write_text(svg(session_in_a_hold()), encoding="utf-8")
    print("docs/session.svg")


if __name__ == "__main__":
    main()
