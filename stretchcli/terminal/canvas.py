"""Rows of styled text, always a rectangle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from stretchcli.figure.picture import Row as FigureRow

Row = Text
GLANCE_WORDS: Final = 4


def row(*parts: str | tuple[str, str]) -> Row:
    """A row of texts, some with a style."""
    return Text.assemble(*parts, no_wrap=True, overflow="crop", end="")


def coloured(one: FigureRow, styles: dict[str, str]) -> Row:
    """A row of a figure with a style for each of its roles."""
    line, begin = row(), 0
    for at in range(1, len(one.text) + 1):
        if at == len(one.text) or one.roles[at] != one.roles[begin]:
            line.append(one.text[begin:at], styles[one.roles[begin]] or None)
            begin = at
    return line


def spread(left: Row, right: Row, width: int) -> Row:
    """Left and right at the two ends of a row; where both do not fit, the left one is cut."""
    room = width - right.cell_len - 1
    if room < 1:
        return cut(left, width)
    left = cut(left, room)
    gap = " " * (width - left.cell_len - right.cell_len)
    return row().append_text(left).append(gap).append_text(right)


def cut(text: Row, width: int) -> Row:
    """The row, at most ``width`` cells wide."""
    if text.cell_len <= width:
        return text
    shortened = text.copy()
    shortened.truncate(max(width, 0))
    return shortened


def folded_text(text: str, width: int) -> list[str]:
    """A text as lines broken between words; only a word that is wider than a line is broken itself."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width > 0 and cell_len(line) > width:
            piece = line[:width]
            while cell_len(piece) > width:
                piece = piece[:-1]
            if not piece:
                break
            lines.append(piece)
            line = line[len(piece) :]
    return [*lines, line] if line else lines


def page_at(lines: Sequence[Row], rows: int, share: float) -> Sequence[Row]:
    """The lines that stand there when this share of the time is over.

    Nothing is cut: what does not fit on ``rows`` rows comes later. Each word is given the same time, and each page that of
    a few words more, for the glance that finds it.
    """
    if rows < 1:
        return ()
    pages = [lines[at : at + rows] for at in range(0, len(lines), rows)] or [()]
    words = [GLANCE_WORDS + sum(len(line.plain.split()) for line in page) for page in pages]
    passed = share * sum(words)
    for page, count in zip(pages, words, strict=True):
        if passed < count:
            return page
        passed -= count
    return pages[-1]


def rectangle(rows: Sequence[Row], width: int, height: int) -> list[Row]:
    """Exactly ``height`` rows, each exactly ``width`` cells wide."""
    filled = []
    for number in range(height):
        text = cut(rows[number] if number < len(rows) else row(), width)
        filled.append(row().append_text(text).append(" " * (width - text.cell_len)))
    return filled


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    style: str


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

    def drawn(self, pieces: Sequence[Piece]) -> str:
        """Pieces of a row as a string with escape sequences."""
        return "".join(
            Style.parse(style).render(text, color_system=self.colors) if style and text else text for text, style in pieces
        )


def pieces_of(row: Row) -> list[Piece]:
    """A row as texts with their styles, without the spaces at its end."""
    plain = row.plain.rstrip()
    found, end = [], 0
    for span in row.spans:  # rows are put together piece by piece, so spans come in order and never overlap
        found.append(Piece(plain[end : span.start], ""))
        found.append(Piece(plain[max(span.start, end) : span.end], str(span.style)))
        end = max(span.end, end)
    return [piece for piece in (*found, Piece(plain[end:], "")) if piece.text]
