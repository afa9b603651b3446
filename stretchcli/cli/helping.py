"""Help in a narrow window: folded between words, with the meaning of an option or an example below it."""

from __future__ import annotations

import shutil
import textwrap
from typing import Any, Final

NARROW: Final = 60  # columns below which help is laid out so
NARROWEST: Final = 20


def fit_help(command: Any) -> None:
    """Lay out the help of a command for the window, where that is narrow."""
    columns = max(shutil.get_terminal_size().columns, NARROWEST)
    if columns >= NARROW:
        return
    command.context_settings = {**command.context_settings, "terminal_width": columns - 1}
    context = command.context_class
    command.context_class = type("NarrowContext", (context,), {"formatter_class": _narrow(context.formatter_class)})
    if command.help:
        command.short_help = command.help.split("\n\n")[0].partition(". ")[0].rstrip(".") + "."  # else it would end in dots
        command.help = "\n".join(part for line in command.help.split("\n") for part in _example(line, columns - 3))


def _example(line: str, width: int) -> list[str]:
    """A line of the help; an example and what it does, on lines of their own where they do not fit on one."""
    command, _, meaning = line.partition("  ")
    if len(line) <= width or not command:
        return [line]
    lines = textwrap.wrap(command, width, subsequent_indent="    ", break_on_hyphens=False, break_long_words=False)
    return lines + textwrap.wrap(meaning.strip(), width, initial_indent="  ", subsequent_indent="  ")


def _narrow(formatter: Any) -> Any:
    """The formatter with names on the left only where they are short.

    Its class is had from a context: Typer brings its own copy of click, which it keeps to itself, so ``click`` need not be here.
    """

    class NarrowFormatter(formatter):  # type: ignore[misc]
        def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
            super().write_dl(rows, min(col_max, self.width // 4), col_spacing)

    return NarrowFormatter
