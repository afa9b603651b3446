"""Where the commands get the figures of stretches from, and how they print them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcli.catalog.folders import data_folder
from stretchcli.cli.context import AppContext
from stretchcli.cli.printing import can_show

if TYPE_CHECKING:  # drawing takes its time to import, and most commands draw nothing
    from stretchcli.figure.picture import Figure
    from stretchcli.figure.poses import Pose
    from stretchcli.terminal.canvas import Row
    from stretchcli.terminal.layout import Size
    from stretchcli.terminal.theme import Theme


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
    from stretchcli.terminal.canvas import Pen, pieces_of

    pen = Pen.of(os.environ if sys.stdout.isatty() else {})
    return [pen.drawn(pieces_of(one)) for one in rows]
