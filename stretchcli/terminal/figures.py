"""Figures on the terminal: two key frames side by side, and a figure that moves by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.terminal.canvas import Row, coloured, cut, folded_text, rectangle, row
from stretchcli.terminal.frames import BREATH_IN_S, BREATH_OUT_S, Frames, Moment, breath_at
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.theme import Theme

if TYPE_CHECKING:
    from stretchcli.figure.picture import Figure

GAP: Final = 4  # columns between two figures
NARROWEST: Final = 10  # columns of a figure
LARGEST: Final = Size(40, 20)
STILL_S: Final = 1.5  # at the start
MOVING_S: Final = 4.0  # there, and back again
BREATHS: Final = 2


def figure_styles(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Styles for a figure that stands outside of a session: the region stretched as a hold is drawn."""
    return (("n", ""), ("f", theme.quiet), ("m", theme.holding), ("p", theme.quiet), (" ", ""))


def side_by_side(figure: Figure, window: Size, theme: Theme, phrases: Phrases, *, mirrored: bool, ascii_only: bool) -> list[Row]:
    """The start and the hold, each with its word below, in at most half of the window's rows.

    Returns:
        No rows where the window is too narrow.
    """
    columns = min((window.columns - GAP) // 2, LARGEST.columns)
    height = min(max(window.rows // 2 - 1, 5), LARGEST.rows)
    if columns < NARROWEST:
        return []
    blank, styles = figure.blank_rows((columns, height)), figure_styles(theme)
    pictures = [figure.rows(phase, (columns, height), mirrored=mirrored, ascii_only=ascii_only)[blank:] for phase in (0.0, 1.0)]
    rows = [row(coloured(start, styles), " " * GAP, coloured(hold, styles)) for start, hold in zip(*pictures, strict=True)]
    words = (" " * GAP).join(phrases.say(f"figure.moment.{word}").center(columns) for word in ("start", "hold"))
    return [*rows, row((words.rstrip(), theme.quiet))]


class Showing(NamedTuple):
    """A figure that is shown moving.

    Attributes:
        stretch, name: The id of its stretch, and what that is called.
        frames: They draw the figure.
    """

    stretch: str
    name: str
    frames: Frames
    mirrored: bool


def moment_at(elapsed_s: float, *, mirrored: bool) -> Moment:
    """The frame after so long: a while at the start, into the hold, two breaths, back again, and once more from the start."""
    left_s = elapsed_s % (STILL_S + 2 * MOVING_S + BREATHS * (BREATH_IN_S + BREATH_OUT_S))
    if left_s < STILL_S:
        return Moment(0.0, 0.0, mirrored)
    left_s -= STILL_S
    if left_s < MOVING_S:
        return Moment(_eased(left_s / MOVING_S), 0.0, mirrored)
    left_s -= MOVING_S
    if left_s < BREATHS * (BREATH_IN_S + BREATH_OUT_S):
        return Moment(1.0, breath_at(left_s), mirrored)
    return Moment(_eased(1 - (left_s - BREATHS * (BREATH_IN_S + BREATH_OUT_S)) / MOVING_S), 0.0, mirrored)


def _eased(share: float) -> float:
    """Slowly at both ends, in whole steps so that frames repeat."""
    return round(share * share * (3 - 2 * share) * 48) / 48


def moving_picture(showing: Showing, elapsed_s: float, size: Size, appearance: Appearance, phrases: Phrases) -> list[Row]:
    """The whole window with the figure after so long: its name above, how to leave below."""
    theme, moment = appearance.theme, moment_at(elapsed_s, mirrored=showing.mirrored)
    height = max(size.rows - 3, 1)
    columns = min(size.columns, 2 * height + 20)
    drawn = showing.frames.rows(showing.stretch, moment, (columns, height), ascii_only=appearance.glyphs.block == "#") or ()
    styles, margin = figure_styles(theme), " " * ((size.columns - columns) // 2)
    rows = [row((showing.name, theme.strong))]
    rows += [row(margin, coloured(one, styles)) for one in drawn]
    rows += [row(), row((phrases.say("figure.exit"), theme.quiet))]
    return rectangle([cut(one, size.columns) for one in rows], size.columns, size.rows)


def words_beside(rows: Sequence[Row], columns: int, words: Sequence[str], room: int | None) -> list[Row]:
    """A figure of so many columns with lines of words to its right, level with its middle; the first is set apart.

    Args:
        room: The columns for the words; None where they are not folded.
    """
    lines = [(part, number == 0) for number, line in enumerate(words) for part in (folded_text(line, room) if room else [line])]
    height = max(len(rows), len(lines))
    above, left = (height - len(lines)) // 2, height - len(rows)
    found = []
    for number in range(height):
        one = rows[number - left] if number >= left else row(" " * columns)
        if 0 <= number - above < len(lines):
            text, first = lines[number - above]
            one = row(one, "  ", (text, "bold" if first else ""))
        found.append(one)
    return found
