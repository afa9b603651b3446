"""What turns one row on the terminal into another: the runs of cells that differ.

A figure that moves changes few cells of each row, at its edges, and a row of braille takes three bytes a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len

from stretchcli.terminal.canvas import Piece, Row, shown_of

MOVE_BYTES: Final = 5  # what it takes to go on farther along the row
Cell = tuple[str, str]  # a character and its style
_BLANK: Final[Cell] = (" ", "")


class Run(NamedTuple):
    """Text to write from a column on; ``erases``: the row after it is to be empty."""

    column: int
    pieces: Sequence[Piece]
    erases: bool = False


def changes(new: Row, old: Row) -> Iterator[Run]:
    """The runs that turn the old row into the new one, from left to right."""
    now, then = _cells(new), _cells(old)
    if now is None or then is None:  # characters of no width or of two cells: the whole row
        shown = Row(shown_of(new))
        yield Run(0, shown, erases=shown.cell_len < Row(shown_of(old)).cell_len)
        return
    length = len(now)
    erases = len(then) - length > MOVE_BYTES
    if not erases:
        now += (_BLANK,) * (len(then) - length)
    then += (_BLANK,) * (len(now) - len(then))
    found: list[tuple[int, int]] = []
    for at, (one, other) in enumerate(zip(now, then, strict=False)):
        if one == other:
            continue
        if found and _worth_writing(now, found[-1][1], at):
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    if erases and not (found and found[-1][1] == length):
        found.append((length, length))
    for begin, end in found:
        yield Run(begin, _pieces(now[begin:end]), erases=erases and end == length)


def _worth_writing(cells: Sequence[Cell], begin: int, end: int) -> bool:
    """Whether unchanged cells are better written again than skipped: few of them, in the style that is on already."""
    if end - begin > MOVE_BYTES:
        return False
    style, between = cells[begin - 1][1], cells[begin:end]
    return all(own in (style, "") for _, own in between) and len("".join(sign for sign, _ in between).encode()) <= MOVE_BYTES


@lru_cache(maxsize=256)  # the old row was the new one last time
def _cells(row: Row) -> tuple[Cell, ...] | None:
    """Character by character, without the spaces at the end; None where a character does not take one cell.

    Spaces have no style, since none of ours shows on them.
    """
    found: list[Cell] = []
    for text, style in shown_of(row):
        if any(cell_len(sign) != 1 for sign in set(text)):
            return None
        found += [(sign, style) if sign != " " else _BLANK for sign in text]
    return tuple(found)


def _pieces(cells: Sequence[Cell]) -> list[Piece]:
    """The cells with those of one style together; a space takes the style before it."""
    found: list[Piece] = []
    for sign, style in cells:
        if found and (sign == " " or found[-1].style == style):
            found[-1] = Piece(found[-1].text + sign, found[-1].style)
        else:
            found.append(Piece(sign, style))
    return found
