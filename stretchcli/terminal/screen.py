"""Drawing: rich makes the rows, this writes the ones that changed.

rich's own Live rewrites the whole screen every time, which is several times the bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from stretchcli.terminal.canvas import Pen, Row
from stretchcli.terminal.outlet import Outlet

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J"  # alternate screen, no cursor, no wrapping at the edge, empty
ERASE_REST = "\x1b[K"
AGAIN = "\x1b[?25l\x1b[?7l"
LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"


class Screen:
    """The rows that stand on the terminal, and the way to others."""

    def __init__(self, pen: Pen, outlet: Outlet) -> None:
        self._pen = pen
        self._outlet = outlet
        self._shown: list[str] = []
        self._size = (0, 0)

    def forget(self) -> None:
        """Somebody else may have written on the terminal: the next picture is drawn whole."""
        self._shown = []

    @property
    def behind(self) -> bool:
        """The terminal has not taken the last picture yet."""
        return self._outlet.behind

    def show(self, rows: Sequence[Row], columns: int) -> None:
        """Bring these rows onto the terminal."""
        rendered = [self._pen.drawn(row) for row in rows]
        parts = []
        if self._size != (columns, len(rows)) or not self._shown:
            self._size = (columns, len(rows))
            self._shown = [""] * len(rows)
            parts.append("\x1b[H\x1b[2J")
        for number, (new, old) in enumerate(zip(rendered, self._shown, strict=True)):
            if new != old:
                # Behind a full row the cursor stands on its last cell, and erasing from there would take that cell.
                full = cell_len(rows[number].plain.rstrip()) >= columns
                parts.append(f"\x1b[{number + 1};1H{new}{'' if full else ERASE_REST}")
        self._shown = rendered
        if parts:
            self._outlet.write("".join(parts))
