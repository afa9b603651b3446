"""Rows of styled text, always a rectangle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text

Row = Text


def row(*parts: str | tuple[str, str]) -> Row:
    """A row of texts, some with a style."""
    return Text.assemble(*parts, no_wrap=True, overflow="crop", end="")


def spread(left: Row, right: Row, width: int) -> Row:
    """Left and right at the two ends of a row; where both do not fit, the left one is cut."""
    room = width - right.cell_len - 1
    if room < 1:
        return cut(left, width)
    left = cut(left, room)
    gap = " " * (width - left.cell_len - right.cell_len)
    return row().append_text(left).append(gap).append_text(right)


def cut(text: Row, width: int, ellipsis: str = "") -> Row:
    """The row, at most ``width`` cells wide."""
    if text.cell_len <= width:
        return text
    shortened = text.copy()
    shortened.truncate(max(width - cell_len(ellipsis), 0))
    return shortened.append(ellipsis) if width >= cell_len(ellipsis) else shortened


def wrapped(text: str, style: str, width: int, most: int, ellipsis: str) -> list[Row]:
    """A text as at most so many rows, broken between words; what does not fit ends in an ellipsis."""
    if width < 1 or most < 1:
        return []
    rows: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            rows.append(line)
        line = word
        while cell_len(line) > width:
            piece = line[:width]
            while cell_len(piece) > width:
                piece = piece[:-1]
            if not piece:
                break
            rows.append(piece)
            line = line[len(piece) :]
    if line:
        rows.append(line)
    shown = [row((line, style)) for line in rows[:most]]
    if len(rows) > most:
        shown[-1] = cut(row((rows[most - 1] + " " + ellipsis * 1, style)), width)
        if cell_len(rows[most - 1]) + 1 + cell_len(ellipsis) > width:
            shown[-1] = cut(row((rows[most - 1], style)), width - cell_len(ellipsis) - 1).append(" " + ellipsis)
    return shown


def beside(left: Sequence[Row], right: Sequence[Row], width: int) -> list[Row]:
    """Two blocks next to each other, the right one at the right edge."""
    height = max(len(left), len(right))
    empty = row()
    rows = []
    for number in range(height):
        one = left[number] if number < len(left) else empty
        two = right[number] if number < len(right) else empty
        rows.append(spread(one, two, width) if two.cell_len else cut(one, width))
    return rows


def rectangle(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """Exactly ``height`` rows, each exactly ``width`` cells wide."""
    filled = []
    for number in range(height):
        text = cut(rows[number] if number < len(rows) else row(), width)
        filled.append(row().append_text(text).append(" " * (width - text.cell_len)))
    return filled


@dataclass(frozen=True, slots=True)
class Pen:
    """How a terminal is told of styles; ``colors`` is None where it knows none.

    rich's Console would do this too, and take 15 ms more to import.
    """

    colors: ColorSystem | None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Pen:
        """The pen for the terminal that the environment describes."""
        terminal = environment.get("TERM", "dumb")
        if terminal in ("dumb", "unknown"):
            return cls(None)
        if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
            return cls(ColorSystem.TRUECOLOR)
        return cls(ColorSystem.EIGHT_BIT if terminal.endswith(("256color", "kitty")) else ColorSystem.STANDARD)

    def drawn(self, text: Row) -> str:
        """A row as a string with escape sequences, without the spaces at its end."""
        plain = text.plain.rstrip()
        parts, end = [], 0
        for span in text.spans:  # rows are put together piece by piece, so spans come in order and never overlap
            parts.append(plain[end : span.start])
            piece = plain[max(span.start, end) : span.end]
            parts.append(Style.parse(str(span.style)).render(piece, color_system=self.colors) if piece else "")
            end = max(span.end, end)
        return "".join([*parts, plain[end:]])
