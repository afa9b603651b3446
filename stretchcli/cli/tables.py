"""Tables: drawn on a terminal, one unwrapped line a row in a pipe."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from stretchcli.cli.printing import can_show
from stretchcli.cli.printing import cells as cells_of
from stretchcli.terminal.mode import takes_escapes

NARROW: Final = 60
BAR: Final = 10
_PARTS: Final = " ▏▎▍▌▋▊▉"
BAR_LETTERS: Final = f"{_PARTS}█·"


class Column(NamedTuple):
    """A column.

    Attributes:
        spare: The higher, the sooner it is left out of a narrow window; 0 always stays.
        folds: Its cells may be folded to lines of so many characters before any column is left out; 0: they may not.
        below: Where it is left out, its cells stand below their rows.
    """

    title: str
    spare: int = 0
    right: bool = False
    folds: int = 0
    below: bool = False


def narrow() -> bool:
    """Whether stdout is a window that is too narrow for what a pipe and others get."""
    return sys.stdout.isatty() and shutil.get_terminal_size().columns < NARROW


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text to stdout."""
    if not sys.stdout.isatty():
        print_plain(columns, rows)
        return
    width = shutil.get_terminal_size().columns
    kept = fitting(columns, rows, width)
    shown = [columns[index] for index in kept]
    cells = [[row[index] for index in kept] for row in rows]
    parts = [folded(shown, row, _widths(shown, cells, width)) for row in cells]
    lines = aligned(shown, [part for of_row in parts for part in of_row])
    others = [index for index, column in enumerate(columns) if column.below and index not in kept]
    if others or all(cells_of(line) == len(line) <= width for line in lines):
        below = [", ".join(row[index] for index in others if row[index] not in ("", "-")) for row in rows]
        _print_ruled(lines, max(len(row[0]) for row in [[shown[0].title], *cells]), list(map(len, parts)), below, width)
    else:
        _print_folded(shown, cells)


def _natural(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max([len(column.title), *(len(row[index]) for row in rows)]) for index, column in enumerate(columns)]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what is too much is taken from those that fold, the widest first."""
    widths = _natural(columns, rows)
    while (over := sum(widths) + 2 * len(widths) - 2 - width) > 0:
        giving = [i for i, column in enumerate(columns) if column.folds and widths[i] > column.folds]
        if not giving:
            break
        widest = max(giving, key=lambda i: widths[i])
        others = [widths[i] for i in giving if i != widest]
        floor = max([columns[widest].folds, *(other for other in others if other <= widths[widest])])
        widths[widest] -= min(over, max(widths[widest] - floor, 1))
    return widths


def folded(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    """A row as the rows that it takes."""
    parts = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""] if column.folds and len(cell) > width else [cell]
        for column, cell, width in zip(columns, row, widths, strict=True)
    ]
    return [[part[n] if n < len(part) else "" for part in parts] for n in range(max(map(len, parts)))]


def _print_ruled(lines: Sequence[str], first: int, counts: Sequence[int], below: Sequence[str], width: int) -> None:
    """Lines with a rule under the heading, bold up to the width of the first column.

    Each row takes so many of the lines, and what stands below it follows.

    Nothing has to be folded, and rich takes 150 ms for a hundred rows.
    """
    bold, usual = ("\x1b[1m", "\x1b[0m") if takes_escapes(os.environ) else ("", "")
    rule = "─" if can_show("─") else "-"
    heading, *body = lines
    sys.stdout.write(f"{bold}{heading}{usual}\n{rule * max(map(len, lines))}\n")
    for count, text in zip(counts, below, strict=True):
        for line in body[:count]:
            sys.stdout.write(f"{bold}{line[:first]}{usual}{line[first:]}\n")
        body = body[count:]
        for line in textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False):
            sys.stdout.write(f"{line}\n")


def _print_folded(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """A table with long cells folded, and with letters that are two columns wide."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours: Literal["auto"] | None = "auto" if takes_escapes(os.environ) else None
    console = Console(highlight=False, markup=False, emoji=False, color_system=colours)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.title, justify="right" if column.right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style="" if index else "bold") for index, cell in enumerate(row)))
    console.print(table)


def fitting(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Indices of the columns that fit side by side, the most spare ones left out first."""
    natural = _natural(columns, rows)
    widths = [min(least, column.folds or least) for least, column in zip(natural, columns, strict=True)]
    kept = list(range(len(columns)))
    for index in sorted(kept, key=lambda index: -columns[index].spare):
        if sum(widths[i] + 2 for i in kept) - 2 <= width or columns[index].spare == 0:
            break
        kept.remove(index)
    return kept


def print_plain(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns without any drawing, one line a row whatever its length."""
    sys.stdout.write("\n".join(aligned(columns, rows)) + "\n")


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    """The heading and the rows as lines, every cell under its title."""
    table = [[column.title for column in columns], *rows]
    widths = [max(len(row[index]) for row in table) for index in range(len(columns))]
    lines = []
    for row in table:
        cells = [
            cell.rjust(width) if column.right else cell.ljust(width)
            for cell, width, column in zip(row, widths, columns, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def bar(value: float, most: float, width: int = BAR, *, plain_letters: bool = False) -> str:
    """A bar of that width, full at ``most``.

    >>> bar(315, 600)
    '█████▎····'
    """
    eighths = min(max(round(value / most * width * 8), 0), width * 8)
    if plain_letters:
        return ("#" * round(eighths / 8)).ljust(width, ".")
    whole, part = divmod(eighths, 8)
    return ("█" * whole + (_PARTS[part] if part else "")).ljust(width, "·")
