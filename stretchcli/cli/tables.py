"""Tables: drawn where a person looks, one unwrapped line a row where a program reads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column. The higher ``spare``, the sooner it is left out of a narrow window; 0 always stays."""

    title: str
    spare: int = 0
    right: bool = False


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text to stdout."""
    if not sys.stdout.isatty():
        print_plain(columns, rows)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    kept = fitting(columns, rows, console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for index in kept:
        column = columns[index]
        table.add_column(column.title, justify="right" if column.right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[index], style="bold" if index == 0 else "") for index in kept))
    console.print(table)


def fitting(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Indices of the columns that fit side by side, the most spare ones left out first."""
    widths = [max([len(column.title), *(len(row[index]) for row in rows)]) for index, column in enumerate(columns)]
    kept = list(range(len(columns)))
    for index in sorted(kept, key=lambda index: -columns[index].spare):
        if sum(widths[i] + 2 for i in kept) - 2 <= width or columns[index].spare == 0:
            break
        kept.remove(index)
    return kept


def print_plain(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns without any drawing, one line a row whatever its length."""
    table = [[column.title for column in columns], *rows]
    widths = [max(len(row[index]) for row in table) for index in range(len(columns))]
    lines = []
    for row in table:
        cells = [
            cell.rjust(width) if column.right else cell.ljust(width)
            for cell, width, column in zip(row, widths, columns, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    sys.stdout.write("\n".join(lines) + "\n")
