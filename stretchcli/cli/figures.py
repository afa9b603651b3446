"""Where the commands get the figures of stretches from, and how they print them."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stretchcli.catalog.folders import data_folder
from stretchcli.cli.context import AppContext
from stretchcli.cli.printing import can_show, cells

if TYPE_CHECKING:  # drawing takes its time to import, and most commands draw nothing
    from stretchcli.figure.picture import Figure
    from stretchcli.figure.poses import Pose
    from stretchcli.terminal.canvas import Row
    from stretchcli.terminal.layout import Size
    from stretchcli.terminal.theme import Theme


# Canvases for a figure beside words, the largest first, and the columns that the words need beside it.
BESIDE: Final = ((40, 19), (36, 16), (32, 13), (28, 10), (26, 9), (24, 8), (22, 7), (20, 6))
LEAST_BESIDE: Final = 44
GAP: Final = 2


def figure_finder(cache: Path) -> Callable[[str], Figure | None]:
    """What gives the figure of a stretch, reading the poses when the first is asked for."""
    poses: dict[str, Pose] = {}

    def figure_of(stretch: str) -> Figure | None:
        from stretchcli.figure.loading import load_poses
        from stretchcli.figure.picture import Figure

        if not poses:
            poses.update(load_poses(data_folder(), cache))
        return Figure(poses[stretch]) if stretch in poses else None

    return figure_of


def without_braille() -> bool:
    """Whether stdout cannot show braille, so that figures are drawn in ASCII."""
    return not can_show("\u28ff")


def theme_of(context: AppContext) -> Theme:
    """The colours that the person's config and terminal want."""
    from stretchcli.terminal.theme import theme_for

    return theme_for(context.settings.get("theme", "auto"), os.environ)


def window() -> Size:
    """The room for figures on stdout: the window, or what is usual where there is none."""
    from stretchcli.terminal.layout import Size

    return Size(*shutil.get_terminal_size()) if sys.stdout.isatty() else Size(80, 24)


def drawn_lines(rows: Iterable[Row]) -> list[str]:
    """Drawn rows as lines for stdout, in colour on a terminal alone."""
    from stretchcli.terminal.canvas import Pen

    pen = Pen.of(os.environ if sys.stdout.isatty() else {})
    return [pen.drawn(one) for one in rows]


def beside(context: AppContext, figure: Figure, words: Sequence[str], *, mirrored: bool) -> list[str]:
    """Words with the start and the hold of a figure on their right, one above the other, as large as the window has room for.

    Returns:
        No lines where the window is too narrow for both.
    """
    columns, rows = window()
    sizes = [size for size in BESIDE if columns - size[0] - GAP >= LEAST_BESIDE]
    closer = [line for line in words if line]  # without the empty lines, where nothing else helps
    for size, text in [*((size, words) for size in sizes), *((size, closer) for size in sizes)]:
        height = 2 * (size[1] - figure.blank_rows(size) + 1)  # each with its word
        lines = wrapped(text, columns, columns - size[0] - GAP, height)
        if max(len(lines), height) < rows or (size is sizes[-1] and text is closer):
            drawn = _stacked(context, figure, size, mirrored=mirrored)
            rights = [*drawn, *[""] * (len(lines) - len(drawn))]
            lefts = [*lines, *[""] * (len(drawn) - len(lines))]
            return [
                f"{left}{' ' * (columns - size[0] - cells(left))}{right}" if right else left
                for left, right in zip(lefts, rights, strict=True)
            ]
    return []


def wrapped(words: Sequence[str], width: int, narrow: int, beside_rows: int) -> list[str]:
    """Words folded to the narrow width beside the first rows, and to the whole width below them."""
    lines: list[str] = []
    for text in words:
        indent = " " * (len(text) - len(text.lstrip())) + ("  " if text.lstrip().startswith("- ") else "")
        room = narrow if len(lines) < beside_rows else width
        lines += textwrap.wrap(text, room, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return lines


def _stacked(context: AppContext, figure: Figure, size: tuple[int, int], *, mirrored: bool) -> list[str]:
    """The start above the hold, each with its word below."""
    from stretchcli.terminal.canvas import coloured, row
    from stretchcli.terminal.figures import figure_styles

    theme, blank = theme_of(context), figure.blank_rows(size)
    rows: list[Row] = []
    for phase, moment in ((0.0, "start"), (1.0, "hold")):
        drawn = figure.rows(phase, size, mirrored=mirrored, ascii_only=without_braille())[blank:]
        rows += [coloured(one, figure_styles(theme)) for one in drawn]
        rows.append(row((context.phrases.say(f"figure.moment.{moment}").center(size[0]).rstrip(), theme.quiet)))
    return drawn_lines(rows)
