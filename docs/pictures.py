"""Makes the pictures of the README from the real view: ``python -m docs.pictures`` writes them anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import MONOKAI

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load, read_phrases
from stretchcli.catalog.phrases import Phrases
from stretchcli.session.engine import start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Action, Message
from stretchcli.terminal.canvas import Row
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.picture import picture
from stretchcli.terminal.theme import THEMES, UNICODE

FOLDER = Path(__file__).resolve().parent
CELL_WIDTH, CELL_HEIGHT, MARGIN = 9, 20, 16
BACKGROUND, FOREGROUND = "#16181d", "#d8dee9"
# Characters that are shapes are drawn as such: fonts leave gaps between them. x, y, width, height in parts of a cell.
SHAPES = {"█": (0.0, 0.0, 1.0, 1.0), "━": (0.0, 0.42, 1.0, 0.16), "─": (0.0, 0.47, 1.0, 0.06), "┃": (0.35, 0.1, 0.3, 0.8)}


def session_in_a_hold() -> list[Row]:
    """The screen of the routine, 12 seconds into the second hold of the kneeling stretch."""
    catalog, phrases = load(data_folder()).catalog, Phrases(read_phrases(data_folder() / "phrases.yaml"))
    stretches = [catalog.stretches[item.stretch] for item in catalog.routines["iliopsoas"].items]
    planned = [PlannedStretch(stretch, stretch.reps, stretch.hold) for stretch in stretches]
    timeline = compile_session("", planned, catalog.vocabulary, phrases)
    hold = [phase for phase in timeline.phases if phase.kind == "hold" and phase.stretch == "kneeling-hip-flexor"][1]
    now_s = timeline.starts_s[hold.index] + 12.0
    state, _ = step(start(timeline, phrases)[0], Message(Action.TICK, now_s))
    return picture(state, now_s, Size(80, 24), Appearance(THEMES["dark"], UNICODE))


def svg(rows: Sequence[Row]) -> str:
    """Rows of styled text as an SVG picture."""
    columns = max(row.cell_len for row in rows)
    width, height = columns * CELL_WIDTH + 2 * MARGIN, len(rows) * CELL_HEIGHT + 2 * MARGIN
    console = Console()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="monospace" font-size="15">',
        "<title>stretchcli in a hold</title>",
        f'<rect width="{width}" height="{height}" rx="10" fill="{BACKGROUND}"/>',
    ]
    for number, row in enumerate(rows):
        column = 0
        for segment in row.render(console):
            parts += _segment(segment, column, number)
            column += len(segment.text)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _segment(segment: Segment, column: int, number: int) -> list[str]:
    style = segment.style
    colour = FOREGROUND
    if style is not None and style.color is not None and not style.color.is_default:
        colour = style.color.get_truecolor(MONOKAI).hex
    faint = ' opacity="0.55"' if style is not None and style.dim else ""
    bold = ' font-weight="bold"' if style is not None and style.bold else ""
    parts = []
    text = segment.text
    position = 0
    while position < len(text):
        end = position + 1
        while (
            end < len(text)
            and (text[end] in SHAPES) == (text[position] in SHAPES)
            and (text[end] == text[position] or text[end] not in SHAPES)
        ):
            end += 1
        piece = text[position:end]
        x, y = MARGIN + (column + position) * CELL_WIDTH, MARGIN + number * CELL_HEIGHT
        if piece[0] in SHAPES:
            left, top, wide, high = SHAPES[piece[0]]
            parts.append(
                f'<rect x="{x + left * CELL_WIDTH:g}" y="{y + top * CELL_HEIGHT:g}" '
                f'width="{(len(piece) - 1 + wide) * CELL_WIDTH:g}" height="{high * CELL_HEIGHT:g}" fill="{colour}"{faint}/>'
            )
        elif piece.strip():
            length = len(piece.rstrip()) * CELL_WIDTH
            parts.append(
                f'<text x="{x}" y="{y + 15}" textLength="{length}" xml:space="preserve" fill="{colour}"{faint}{bold}>'
                f"{escape(piece.rstrip())}</text>"
            )
        position = end
    return parts


def main() -> None:
    """Write all pictures."""
    (FOLDER / "session.svg").write_text(svg(session_in_a_hold()), encoding="utf-8")
    print("docs/session.svg")


if __name__ == "__main__":
    main()
