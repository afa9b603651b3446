"""Drawing: only what changed in the rows is written.

rich's own Live rewrites the whole screen every time, which is several times the bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from stretchcli.terminal.canvas import Pen, Row
from stretchcli.terminal.changes import changes
from stretchcli.terminal.outlet import Outlet

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J"  # alternate screen, no cursor, no wrapping at the edge, empty
ERASE_REST = "\x1b[K"
AGAIN = "\x1b[?25l\x1b[?7l"
LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"


class Screen:
    """The rows that are on the terminal, and what replaces them by others."""

    def __init__(self, pen: Pen, outlet: Outlet) -> None:
        self._pen = pen
        self._outlet = outlet
        self._shown: list[Row] = []
        self._size = (0, 0)

    def forget(self) -> None:
        """Somebody else may have written to the terminal: the next picture is drawn whole."""
        self._shown = []

    @property
    def behind(self) -> bool:
        """The terminal has not taken the last picture yet."""
        return self._outlet.behind

    def show(self, rows: Sequence[Row], columns: int) -> None:
        """Bring these rows onto the terminal."""
        parts = []
        if self._size != (columns, len(rows)) or not self._shown:
            self._size = (columns, len(rows))
            self._shown = [Row()] * len(rows)
            parts.append("\x1b[H\x1b[2J")
        style = ""
        for number, (new, old) in enumerate(zip(rows, self._shown, strict=True)):
            if new is not old and new != old:
                for count, run in enumerate(changes(new, old)):
                    column = run.column + 1
                    parts.append(f"\x1b[{column}G" if count else f"\x1b[{number + 1};{column}H")
                    for piece in run.pieces:
                        parts += self._pen.turn(style, piece.style), piece.text
                        style = piece.style
                    if run.erases:
                        parts.append(ERASE_REST)
        self._shown = list(rows)
        if parts:  # a shell that outlives us without getting the terminal back writes below the picture
            self._outlet.write("".join([*parts, self._pen.turn(style, ""), f"\x1b[{len(rows)}H"]))
