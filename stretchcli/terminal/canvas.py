"""Rows of styled text, always a rectangle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from stretchcli.terminal.mode import takes_escapes
from stretchcli.terminal.sequences import Colours, begin

if TYPE_CHECKING:
    from stretchcli.figure.picture import Row as FigureRow

GLANCE_WORDS: Final = 4
PLAIN_AGAIN: Final = "\x1b[0m"


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    style: str


class Row(tuple[Piece, ...]):
    """Pieces of text side by side, none of them empty.

    rich's Text would do this too; it takes twice to three times as long, for hundreds of rows a picture, and longer to import.
    """

    __slots__ = ()

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join([piece.text for piece in self])

    @property
    def cell_len(self) -> int:
        """How many cells it takes."""
        return sum([cell_len(piece.text) for piece in self])


def row(*parts: str | tuple[str, str] | Row) -> Row:
    """A row of texts, some with a style, and of other rows."""
    found: list[Piece] = []
    for part in parts:
        if isinstance(part, Row):
            found += part
        elif isinstance(part, str):
            if part:
                found.append(Piece(part, ""))
        elif part[0]:
            found.append(Piece(*part))
    return Row(found)


@lru_cache(maxsize=2048)
def coloured(one: FigureRow, styles: tuple[tuple[str, str], ...]) -> Row:
    """A row of a figure with a style for each of its roles."""
    found, begin, style_of = [], 0, dict(styles)
    for at in range(1, len(one.text) + 1):
        if at == len(one.text) or one.roles[at] != one.roles[begin]:
            found.append(Piece(one.text[begin:at], style_of[one.roles[begin]]))
            begin = at
    return Row(found)


def spread(left: Row, right: Row, width: int) -> Row:
    """Left and right at the two ends of a row; where both do not fit, the left one is cut."""
    room = width - right.cell_len - 1
    if room < 1:
        return cut(left, width)
    left = cut(left, room)
    return row(left, " " * (width - left.cell_len - right.cell_len), right)


def cut(text: Row, width: int) -> Row:
    """The row, at most ``width`` cells wide."""
    if text.cell_len <= width:
        return text
    found: list[Piece] = []
    for piece in text:
        room = width - cell_len(piece.text)
        if room < 0:
            if width > 0:
                found.append(piece._replace(text=set_cell_size(piece.text, width)))
            break
        found.append(piece)
        width = room
    return Row(found)


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
    """The lines that are shown when this share of the time is over.

    Nothing is cut: what does not fit on ``rows`` rows comes later. Each word gets the same time, and each page that of
    a few more words, for the glance that finds it.
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
        text = cut(rows[number], width) if number < len(rows) else row()
        filled.append(row(text, " " * (width - text.cell_len)))
    return filled


class Pen(NamedTuple):
    """How styles are written for a terminal; ``colours`` is None where it has none."""

    colours: Colours | None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Pen:
        """The pen for the terminal that the environment describes."""
        if not takes_escapes(environment):
            return cls(None)
        terminal = environment["TERM"]
        many = environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        return cls(256 if many or terminal.endswith(("256color", "kitty")) else 16)

    def drawn(self, pieces: Sequence[Piece]) -> str:
        """Pieces of a row as a string with escape sequences, without the spaces at its end."""
        text, now = "", ""
        for piece in shown_of(pieces):
            text += self.turn(now, piece.style) + piece.text
            now = piece.style
        return text + self.turn(now, "")

    def turn(self, before: str, after: str) -> str:
        """The escape sequences that lead from one style to another."""
        if before == after or self.colours is None:
            return ""
        return (PLAIN_AGAIN if before else "") + begin(after, self.colours)


def shown_of(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the spaces at the end of the row."""
    shown = list(pieces)
    while shown and not (text := shown[-1].text.rstrip(" ")):
        shown.pop()
    if shown:
        shown[-1] = shown[-1]._replace(text=text)
    return shown
