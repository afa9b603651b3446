"""Drawing: rich makes the rows, this writes what changed in them.

rich's own Live rewrites the whole screen every time, which is several times the bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from stretchcli.terminal.canvas import Pen, Piece, Row, pieces_of
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
        self._shown: list[list[Piece]] = []
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
        drawn = [pieces_of(row) for row in rows]
        parts = []
        if self._size != (columns, len(rows)) or not self._shown:
            self._size = (columns, len(rows))
            self._shown = [[]] * len(rows)
            parts.append("\x1b[H\x1b[2J")
        for number, (new, old) in enumerate(zip(drawn, self._shown, strict=True)):
            if new != old:
                parts.append(self._change(number, new, old))
        self._shown = drawn
        if parts:
            self._outlet.write("".join(parts))

    def _change(self, number: int, new: Sequence[Piece], old: Sequence[Piece]) -> str:
        """What turns one row into the other: from the first cell that differs to the last one."""
        same = 0
        while same < min(len(new), len(old)) and new[same] == old[same]:
            same += 1
        column, rest, before = _cells(new[:same]), list(new[same:]), list(old[same:])
        if rest and before and rest[0].style == before[0].style:
            texts = rest[0].text, before[0].text
            common = next((at for at, (now, then) in enumerate(zip(*texts, strict=False)) if now != then), min(map(len, texts)))
            column += cell_len(rest[0].text[:common])
            rest[0], before[0] = (piece._replace(text=piece.text[common:]) for piece in (rest[0], before[0]))
        shorter = _cells(rest) - _cells(before)
        while shorter == 0 and rest and before and rest[-1] == before[-1]:
            rest.pop()
            before.pop()
        # Only where the row has become shorter: behind a full row the cursor stands on its last cell and would erase that.
        return f"\x1b[{number + 1};{column + 1}H{self._pen.drawn(rest)}{ERASE_REST if shorter < 0 else ''}"


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
